"""Addresses found in HTML: made absolute, honest and harmless, as a browser would read them.

Follows the URL Living Standard where it matters for safety: white space and control characters inside,
back-slashes as slashes, missing or superfluous slashes, user names before the host, hosts that are
percent-encoded, in other scripts or numbers in disguise.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, unquote, urljoin

LINK_SCHEMES = frozenset(
    "http https mailto tel sms magnet xmpp irc ircs geo ftp ftps gemini gopher matrix nostr bitcoin news nntp "
    "webcal callto sip sips".split()
)
"""Schemes that a person may follow. None of them runs anything on the page."""

_STEP = r"/(?!\.)[A-Za-z0-9._~!$()*+,;:@=&%-]*+"
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PLAIN = re.compile(
    rf"https?://(?:(?:[a-z0-9][a-z0-9-]*+\.)++[a-z]{{2,}}|({_BYTE}(?:\.{_BYTE}){{3}}))(?::[1-9][0-9]{{2,4}})?+"
    rf"(?:{_STEP})*+(?:\?[A-Za-z0-9/._~!$()*+,;:@=&%-]*+)?+"
)
"""Most addresses: nothing to mend."""

_BREAKS = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")
_WEB = re.compile(r"[\\/]*+([^\\/?#]*+)([^?#]*+)(\?[^#]*+)?+(#.*)?", re.DOTALL)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_DATA_IMAGE = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|avif|bmp);base64,[A-Za-z0-9+/]++={0,2}", re.IGNORECASE
)
_KEPT = "/%:@!$&()*+,;=~[]|^'"
_LONGEST = 8_192
_PORTS = {"http": "80", "https": "443"}


def link(address: str, base: str) -> str:
    """What a person may follow from a page at ``base``, absolute; ``""`` where there is nothing safe."""
    if _PLAIN.fullmatch(address):
        return address
    address = _BREAKS.sub("", address.strip(_EDGES))
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in _PORTS:
        return _elsewhere(scheme[1].lower(), address[scheme.end() :])
    return _web(address, base)


def media(address: str, base: str) -> str:
    """What a page at ``base`` may load: http, https, nothing in a private network that ``base`` is not in."""
    plain = _PLAIN.fullmatch(address)
    if plain and not plain[1]:
        return address
    absolute = address if plain else _web(_BREAKS.sub("", address.strip(_EDGES)), base)
    if absolute and is_private(host_of(absolute)) and not (base and is_private(host_of(base))):
        return ""
    return absolute


def picture(address: str, base: str) -> str:
    """As ``media``; a small bitmap inside the address itself (``data:``) may stay."""
    if address.lstrip(_EDGES)[:5].lower() == "data:":
        address = "".join(address.split())
        return address if _DATA_IMAGE.fullmatch(address) else ""
    return media(address, base)


def host_of(url: str) -> str:
    """The host of an absolute http(s) address as normalised here, without port; else ``""``."""
    authority = url.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    return authority[: authority.find("]") + 1] if authority[:1] == "[" else authority.partition(":")[0]


@lru_cache(maxsize=4096)
def is_private(host: str) -> bool:
    """Whether a host lies in somebody's own network by its looks (no name is looked up here)."""
    if host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa")):
        return True
    try:
        number = IPv6Address(host[1:-1]) if host.startswith("[") else IPv4Address(host)
    except ValueError:
        return "." not in host
    return not number.is_global


def _elsewhere(scheme: str, rest: str) -> str:
    """An address of a scheme that is not the web's."""
    if scheme not in LINK_SCHEMES or not rest.strip("/ ") or len(rest) > _LONGEST:
        return ""
    return f"{scheme}:{quote(rest, safe=_KEPT + '?#', errors='replace')}"


def _web(address: str, base: str) -> str:
    """An http(s) address, normalised; ``""`` for another scheme or where no base makes it absolute."""
    if not address or len(address) > _LONGEST:
        return ""
    base_scheme = base.partition(":")[0].lower()
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() in _PORTS:
        name, rest = scheme[1].lower(), address[scheme.end() :]
        if rest[:1] in {"/", "\\"} or name != base_scheme:
            return _absolute(name, rest)
        address = rest  # the standard reads "https:page" on a page of that scheme as relative
    elif scheme or base_scheme not in _PORTS:
        return ""
    if address[:1] in {"/", "\\"} and address[1:2] in {"/", "\\"}:
        return _absolute(base_scheme, address)
    return _relative(address, base)


def _relative(address: str, base: str) -> str:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    try:
        joined = urljoin(base, path.replace("\\", "/") + address[len(path) :])
    except ValueError:
        return ""
    scheme, _, rest = joined.partition(":")
    return _absolute(scheme.lower(), rest) if scheme.lower() in _PORTS else ""


def _absolute(scheme: str, rest: str) -> str:
    match = _WEB.match(rest)
    assert match is not None, "every part of the pattern may be empty"
    host, port = _host_and_port(match[1].rpartition("@")[2])
    if not host:
        return ""
    path = _without_dots(match[2].replace("\\", "/")) or "/"
    place = host if port in {"", _PORTS[scheme]} else f"{host}:{port}"
    tail = quote(path + (match[3] or ""), safe=_KEPT + "?", errors="replace")
    return f"{scheme}://{place}{tail}{quote(match[4] or '', safe=_KEPT + '?#', errors='replace')}"


def _host_and_port(authority: str) -> tuple[str, str]:
    """As a browser resolves it; two empty strings where it would refuse."""
    host, port = re.fullmatch(r"(.*?)(?::([0-9]*))?", authority, re.DOTALL).groups(default="")  # type: ignore[union-attr]
    if len(port.lstrip("0")) > 5 or len(host) > 1_000:
        return "", ""
    if host.startswith("["):
        return _number_in_brackets(host), port.lstrip("0")
    return _name(host), port.lstrip("0")


def _name(host: str) -> str:
    """A host's name in ASCII, lower case; numbers in disguise (hex, octal, short) become dotted."""
    host = unquote(host, errors="replace").lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError:
            return ""
    if not _HOST.fullmatch(host) or len(host) > 253:
        return ""
    return _dotted(host) if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]) else host


def _dotted(host: str) -> str:
    """An IPv4 address out of one to four numbers in any notation, as inet_aton has it."""
    try:
        *firsts, last = [_number(part) for part in host.split(".")]
        if len(firsts) > 3 or any(part > 255 for part in firsts):
            return ""
        total = last + sum(part << 8 * (3 - place) for place, part in enumerate(firsts))
        return str(IPv4Address(total)) if last < 256 ** (4 - len(firsts)) else ""
    except ValueError:
        return ""


def _number(text: str) -> int:
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") and text != "0" else 10)


def _number_in_brackets(host: str) -> str:
    try:
        return f"[{IPv6Address(host.strip('[]').partition('%')[0]).compressed}]"
    except ValueError:
        return ""


def _without_dots(path: str) -> str:
    """Resolve the steps ``.`` and ``..``, also where percent-encoded."""
    if "/." not in path and "/%2" not in path:
        return path
    steps: list[str] = []
    parts = path.split("/")[1:]
    for place, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        if plain not in {".", ".."}:
            steps.append(part)
            continue
        if plain == ".." and steps:
            steps.pop()
        if place == len(parts) - 1:
            steps.append("")
    return "/" + "/".join(steps)
