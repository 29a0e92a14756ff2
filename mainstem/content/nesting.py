"""Keeps documents shallow, so that no parser after it recurses, overflows or takes quadratic time.

HTML parsers (html5ever, lexbor) walk their stack of open elements on many tags, and rebuild every open
formatting element in each new paragraph: time and output grow with length × depth. A million nested
elements overflow their stacks. Large documents are therefore rewritten here first, properly nested, with
at most ``DEPTH`` open elements and ``FORMATS`` open formatting elements; the text of what lies deeper stays.
"""

from __future__ import annotations

from collections import Counter
from re import Match

from .tokens import ATTRIBUTE, TOKEN, end_of
from .vocabulary import ATTRIBUTES, DROPPED, EVERYWHERE, FORMATTING, HEADINGS, MATHS, RAW, TAGS, VOID

DEPTH = 120
FORMATS = 16
ATTRIBUTES_A_TAG = 32

_CLOSES_P = frozenset(
    "address article aside blockquote center details dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hgroup hr li main nav ol p pre search section summary table ul".split()
)
_WALLS = frozenset(
    "annotation-xml button caption foreignobject desc math object select svg table td template th".split()
)
_TABLE_PARTS = frozenset("caption colgroup table tbody td tfoot th thead tr".split())
# An opening tag (left) ends the nearest open element of these (middle) below the nearest of those (right).
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), _WALLS | {"ol", "ul"}),
    "dd": (frozenset(["dd", "dt"]), _WALLS | {"dl"}),
    "dt": (frozenset(["dd", "dt"]), _WALLS | {"dl"}),
    "a": (frozenset(["a"]), _WALLS),
    "td": (frozenset(["td", "th", "caption", "colgroup"]), frozenset(["table", "tr"])),
    "th": (frozenset(["td", "th", "caption", "colgroup"]), frozenset(["table", "tr"])),
    "tr": (frozenset(["tr", "caption", "colgroup"]), frozenset(["table"])),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot", "caption", "colgroup"),
        (frozenset(["tbody", "thead", "tfoot", "caption", "colgroup"]), frozenset(["table"])),
    ),
}
_KNOWN = (TAGS | DROPPED) - RAW


class _Shallow:
    """The open elements of a document while it is written anew."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.formats = 0

    def start(self, name: str, attributes: str) -> None:
        self._end_implied(name)
        if name in VOID:
            self.out.append(f"<{name}{_written(name, attributes)}>")
        elif len(self.open) >= DEPTH or (name in FORMATTING and self.formats >= FORMATS):
            self.refused[name] += 1
        elif name in MATHS and attributes.endswith("/"):
            self.out.append(f"<{name}{_written(name, attributes)}></{name}>")
        else:
            self.out.append(f"<{name}{_written(name, attributes)}>")
            self.open.append(name)
            self.count[name] += 1
            self.formats += name in FORMATTING

    def end(self, name: str) -> None:
        if self.refused[name]:
            self.refused[name] -= 1
        elif self.count[name]:
            walls = frozenset(["table"]) if name in _TABLE_PARTS else _WALLS
            self._close_nearest(frozenset([name]), walls)

    def _end_implied(self, name: str) -> None:
        if name in _CLOSES_P and self.count["p"]:
            self._close_nearest(frozenset(["p"]), _WALLS)
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self._close_down_to(len(self.open) - 1)
        if name in _ENDS:
            targets, walls = _ENDS[name]
            if any(self.count[target] for target in targets):
                self._close_nearest(targets, walls)

    def _close_nearest(self, targets: frozenset[str], walls: frozenset[str]) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] in targets:
                return self._close_down_to(place)
            if self.open[place] in walls:
                return None
        return None

    def _close_down_to(self, place: int) -> None:
        while len(self.open) > place:
            name = self.open.pop()
            self.count[name] -= 1
            self.formats -= name in FORMATTING
            self.out.append(f"</{name}>")


def _written(name: str, attributes: str) -> str:
    """The allowed ones among the attributes of a tag, each in double quotes."""
    if not attributes:
        return ""
    allowed, kept = ATTRIBUTES.get(name, EVERYWHERE), []
    for match in ATTRIBUTE.finditer(attributes):
        key, value = match[1].lower(), match[2] or ""
        if key in allowed or key in EVERYWHERE:
            value = value[1:-1] if value[:1] in {'"', "'"} else value
            kept.append(f' {key}="{value.replace(chr(34), "&quot;")}"')
            if len(kept) == ATTRIBUTES_A_TAG:
                break
    return "".join(kept)


def shallow(html: str) -> str:
    """The same document, properly nested and never deeper than ``DEPTH``; linear in its length."""
    writer, at = _Shallow(), 0
    while match := TOKEN.search(html, at):
        writer.out.append(html[at : match.start()])
        at = _take(writer, html, match)
    writer.out.append(html[at:])
    return "".join(writer.out)


def _take(writer: _Shallow, html: str, match: Match[str]) -> int:
    """Write one token; return where the next one may begin."""
    if match[0] == "<":
        writer.out.append("&lt;")
    name = (match["name"] or "").lower()
    if name in RAW:
        over = None if match["end"] else end_of(name).search(html, match.end())
        return over.start() if over else (match.end() if match["end"] else len(html))
    if name in _KNOWN:
        if match["end"]:
            writer.end(name)
        else:
            writer.start(name, match["attributes"])
    return match.end()
