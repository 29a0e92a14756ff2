"""Links that show one address and lead to another: both are shown, and only the true one can be followed.

``<a href="https://evil.example/">bank.example</a>`` becomes
``bank.example [<a href="https://evil.example/">evil.example</a>]``.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from .addresses import host_of, link

LINK = re.compile(r'<a href="([^"]*+)"([^>]*+)>((?:[^<]++|<(?!/?a[ >]))*+)</a>')
MOVED = " [<a href"
"""Stands wherever a link was taken from around its text."""

_MARKUP = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ADDRESS = re.compile(r"(?:(?:https?|ftp):[/\\]+|www\.)[^\s\"'<>]+", re.IGNORECASE)
_BARE = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|edu|gov|mil|int|info|biz|bank|co\.[a-z]{2}|com\.[a-z]{2}|de|fr|uk|eu|ru|cn"
    r"|jp|nl|it|es|ch|at|be|se|no|dk|fi|pl|cz|br|in|ca|au|us|io|app|dev|online|shop|site|store|xyz)(?:[/:?#]\S*)?"
)
_TITLE = re.compile(r' title="([^"]*+)"')
_INSTEAD = re.compile(r'<img [^>]*?\balt="([^"]*+)"[^>]*>')
_BDO = re.compile(r"</?bdo(?: [^>]*)?>")


def honest(html: str) -> str:
    """The same document, where no link's text is the address of another host. ``html`` as cleaned."""
    return LINK.sub(_shown, html)


def _shown(match: re.Match[str]) -> str:
    inner = match[3]
    if "<bdo" in inner:
        inner = _BDO.sub("", inner)
    rest = match[2]
    host = host_of(unescape(match[1]))
    if " title=" in rest:
        rest = _TITLE.sub(lambda title: "" if _deceives(title[1], host) else title[0], rest)
    if not _deceives(inner, host):
        return f'<a href="{match[1]}"{rest}>{inner}</a>'
    return f'{inner}{MOVED}="{match[1]}"{rest}>{host}</a>]'


def _deceives(inner: str, host: str) -> bool:
    """Whether HTML shows the address of another host than ``host``; a picture shows what stands in its place."""
    if not host or ("." not in inner and inner.isascii()):
        return False
    if "<img " in inner:
        inner = _INSTEAD.sub(r" \1 ", inner)
    return any(not _is_same(claimed, host) for claimed in _claims(unescape(_MARKUP.sub("", inner))))


def _claims(text: str) -> list[str]:
    """The hosts that a text shows."""
    text = normalize("NFKC", _UNSEEN.sub("", text)).strip()
    found = _ADDRESS.findall(text)
    if not found and _BARE.fullmatch(text):
        found = [text]
    return [
        host_of(link(re.sub(r"^(?:(?:https?|ftp):)?[/\\]*", "http://", item, flags=re.I), ""))
        for item in found
    ]


def _is_same(claimed: str, host: str) -> bool:
    """Whether one is the other, or a part of it."""
    claimed, host = claimed.removeprefix("www."), host.removeprefix("www.")
    if not claimed or claimed == host:
        return True
    return (host.endswith("." + claimed) and "." in claimed) or (claimed.endswith("." + host) and "." in host)
