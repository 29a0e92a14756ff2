"""Which elements are open while damaged XML is mended, and which an opening or closing one ends.

XML itself says nothing about what an unclosed element means; a feed's vocabulary does: an entry holds no
entry, and an element of text holds no other element of the feed.
"""

from __future__ import annotations

DEEPEST = 200

_ENTRIES = frozenset(("item", "entry"))
_TEXT_ELEMENTS = frozenset(
    "title link guid pubdate description category comments id published updated issued modified created "
    "summary content "
    "language copyright rights generator managingeditor webmaster docs ttl lastbuilddate name email uri url "
    "subtitle tagline "
    "content:encoded dc:creator dc:date dc:subject dc:title dc:description itunes:author "
    "itunes:summary itunes:subtitle "
    "enclosure cloud media:thumbnail itunes:image atom:link atom10:link "
    "itunes:duration itunes:keywords itunes:explicit slash:comments wfw:commentrss".split()
)
_FEED_ELEMENTS = _TEXT_ELEMENTS | frozenset(
    "item entry channel author enclosure image textinput contributor skiphours skipdays cloud".split()
)
_WRAPPERS = {"item": "rss", "entry": "feed"}  # entries that nothing holds
_HTML_PREFIXES = frozenset(("xhtml", "html", "h", "svg", "math", "m", "x", "xh"))
_VOID = frozenset("br img hr input wbr col area embed param".split())


class Nesting:
    """Well-formed pieces of XML, and the stack of elements open at their end."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_done = False
        self._open: list[str] = []
        self._folded: list[str] = []
        self._skipped = 0

    @property
    def depth(self) -> int:
        return len(self._open)

    @property
    def top(self) -> str:
        return self._open[-1] if self._open else ""

    def add_text(self, text: str) -> None:
        if self._open:
            self.pieces.append(text)

    def open(self, name: str, attributes: str, *, is_empty: bool) -> None:
        folded = name.lower()
        if not self._open and folded in _WRAPPERS:
            self._push(_WRAPPERS[folded], "")
        self._make_room(folded)
        if is_empty or folded in _VOID or len(self._open) >= DEEPEST:
            self.pieces.append(f"<{name}{attributes}/>")
            if len(self._open) >= DEEPEST and not is_empty:
                self._skipped += 1
            self.is_done = not self._open
            return
        self._push(name, attributes)

    def _push(self, name: str, attributes: str) -> None:
        self.pieces.append(f"<{name}{attributes}>")
        self._open.append(name)
        self._folded.append(name.lower())

    def close(self, name: str) -> None:
        """End the nearest open element of that name and what is open inside it; else ignore it."""
        folded = name.lower()
        if folded not in self._folded:
            return
        index = len(self._folded) - 1 - self._folded[::-1].index(folded)
        if self._would_break_out(folded, index):
            return
        self._close_to(index)
        self.is_done = not self._open

    def close_all(self) -> tuple[bool, bool]:
        """End what is still open; whether anything was, and whether an entry was."""
        is_cut = bool(self._open)
        is_entry_cut = any(name in _ENTRIES for name in self._folded)
        self._close_to(0)
        return is_cut, is_entry_cut

    def _would_break_out(self, folded: str, index: int) -> bool:
        """A closing HTML element ends nothing outside of the feed's element that it stands in."""
        if index == 0 or _is_of_feed(folded):
            return False
        return any(_is_of_feed(name) for name in self._folded[index + 1 :])

    def _make_room(self, folded: str) -> None:
        """End what cannot hold the element that opens."""
        if folded in _ENTRIES:
            held = next((i for i, name in enumerate(self._folded) if name in _ENTRIES), None)
            if held is not None:
                self._close_to(held)
        if not _is_of_feed(folded):
            return
        for index in range(len(self._folded) - 1, 0, -1):  # the root itself holds all
            if self._folded[index] in _TEXT_ELEMENTS:
                self._close_to(index)
                return
            if _is_of_feed(self._folded[index]):
                return

    def _close_to(self, index: int) -> None:
        while len(self._open) > index:
            self.pieces.append(f"</{self._open.pop()}>")
            self._folded.pop()


def _is_of_feed(folded: str) -> bool:
    prefix, colon, _ = folded.partition(":")
    return folded in _FEED_ELEMENTS or (bool(colon) and prefix not in _HTML_PREFIXES)
