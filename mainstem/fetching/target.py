"""An address taken apart into what a request needs: scheme, host, port and path, safe to write on a wire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from mainstem.feeds.errors import BadAddress

_PORTS = {"http": 80, "https": 443}
_IN_PATH = "!#$%&'()*+,/:;=?@[]~"
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"^`{}|\\]")
_PLAIN_HOST = re.compile(r"[a-z0-9._-]+\Z")
LONGEST = 8_000  # characters; servers refuse more


@dataclass(frozen=True, slots=True)
class Target:
    """Where to go. ``host`` is lower-case ASCII (IDNA) or an address without brackets; ``path`` has its query."""

    scheme: str
    host: str
    port: int
    path: str
    username: str = ""
    password: str = ""

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the value of a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What must be equal for secrets to travel along a redirect (RFC 6454)."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        """The address as it is asked, without name and password."""
        return f"{self.scheme}://{self.authority}{self.path}"


def read(url: str) -> Target:
    """Take an address apart; raises BadAddress with what is wrong with it. The fragment is dropped."""
    url = url.strip().translate({9: None, 10: None, 13: None})
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as wrong:
        raise BadAddress(f"This is not a valid address: {wrong}.", about=url[:200]) from wrong
    if parts.scheme not in _PORTS or not host:
        raise BadAddress(about=url[:200])
    path = _encoded(parts.path or "/") + (f"?{_encoded(parts.query)}" if parts.query else "")
    if len(path) > LONGEST:
        raise BadAddress(f"This address is longer than {LONGEST} characters.", about=url[:200])
    return Target(
        parts.scheme,
        _ascii_host(host, url),
        _PORTS[parts.scheme] if port is None else port,
        path,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def join(source: Target, location: str) -> Target:
    """Where a Location header leads from ``source``. Raw bytes in it count as UTF-8 (RFC 3987)."""
    try:
        location = location.encode("latin-1").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        pass
    try:
        return read(urljoin(source.url, location.strip()))
    except ValueError as wrong:
        raise BadAddress(f"The redirect leads to no valid address: {wrong}.", about=location[:200]) from wrong


def _encoded(text: str) -> str:
    """Percent-encode what must not stand in a request line; what is encoded already stays as it is."""
    if text.isascii() and not _FORBIDDEN.search(text):
        return text
    return quote(text, safe=_IN_PATH)


def _ascii_host(host: str, url: str) -> str:
    host = host.rstrip(".") or host
    if host.isascii() and (_PLAIN_HOST.match(host) or ":" in host):
        return host.split("%")[0] if ":" in host else host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as wrong:
        raise BadAddress("The host's name is not valid.", about=url[:200]) from wrong
