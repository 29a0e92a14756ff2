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
_ADDRESS = re.compile(r"(?:https?:[/\\]+|www\.)[^\s\"'<>]+", re.IGNORECASE)
_BARE = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|edu|gov|mil|int|info|biz|bank|co\.[a-z]{2}|com\.[a-z]{2}|de|fr|uk|eu|ru|cn"
    r"|jp|nl|it|es|ch|at|be|se|no|dk|fi|pl|cz|br|in|ca|au|us|io|app|dev|online|shop|site|store|xyz)(?:[/:?#]\S*)?"
)
_BDO = re.compile(r"</?bdo(?: [^>]*)?>")


def honest(html: str) -> str:
    """The same document, where no link's text is the address of another host. ``html`` as cleaned."""
    return LINK.sub(_shown, html)


def _shown(match: re.Match[str]) -> str:
    inner = match[3]
    if "<bdo" in inner:
        inner = _BDO.sub("", inner)
    host = host_of(unescape(match[1]))
    if not host or ("." not in inner and inner.isascii()):
        return match[0] if inner is match[3] else f'<a href="{match[1]}"{match[2]}>{inner}</a>'
    text = normalize("NFKC", _UNSEEN.sub("", unescape(_MARKUP.sub("", inner)))).strip()
    if all(_is_same(claimed, host) for claimed in _claims(text)):
        return match[0] if inner is match[3] else f'<a href="{match[1]}"{match[2]}>{inner}</a>'
    return f'{inner}{MOVED}="{match[1]}"{match[2]}>{host}</a>]'


def _claims(text: str) -> list[str]:
    """The hosts that a text shows."""
    found = _ADDRESS.findall(text)
    if not found and _BARE.fullmatch(text):
        found = [text]
    return [host_of(link(re.sub(r"^(?:https?:)?[/\\]*", "http://", item, flags=re.I), "")) for item in found]


def _is_same(claimed: str, host: str) -> bool:
    """Whether one is the other, or a part of it."""
    claimed, host = claimed.removeprefix("www."), host.removeprefix("www.")
    if not claimed or claimed == host:
        return True
    return (host.endswith("." + claimed) and "." in claimed) or (claimed.endswith("." + host) and "." in host)
