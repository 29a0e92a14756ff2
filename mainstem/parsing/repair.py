"""Damaged XML → well-formed XML, in one pass over its tokens; linear in time and memory.

Mended: leading junk, control characters, undefined entities, bare ampersands, attributes without quotes or
twice, stray "<", CDATA that never ends, crossed and unclosed elements, undeclared prefixes, a cut end.
Document types go: their plain-text entities are kept (at most 100 of 1,000 characters), so no entity can
grow or reach out. Elements deeper than 200 are dropped, their text stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mainstem.parsing import references
from mainstem.parsing.nesting import Nesting

_TOKEN = re.compile(
    r"<!\[CDATA\[|<!--|<\?|<![A-Za-z][^<>]*>?"
    r"|<(/?)([A-Za-z_][\w.:-]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'"
    r"|\"[^\"<>]*+<[^\"<>]*+\"(?=[\s/>]))*+|[^<>]*+)(?:>|(?=<)|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ENDINGS = {"<!--": "-->", "<?": "?>"}
_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|channel|item|entry|html)(?=[\s>/])", re.IGNORECASE)
_DOCTYPE_START = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"<]{0,1000})\"|'([^'<]{0,1000})')\s*>")
_MOST_ENTITIES = 100
_DOCTYPE_WITHIN = 100_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended text and what was found. ``is_cut``: it ended inside; ``is_entry_cut``: inside an entry."""

    text: str
    is_cut: bool
    is_entry_cut: bool


def repair(text: str, known_prefixes: dict[str, str]) -> Repaired:
    """Well-formed XML of one root element; empty where there is no element at all."""
    text = _UNWANTED.sub("", text)
    text, entities = _without_doctype(text)
    root = _ROOT.search(text)
    return _Mender(text[root.start() :] if root else text, entities).mended(known_prefixes)


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    start = _DOCTYPE_START.search(text, 0, _DOCTYPE_WITHIN)
    found = _DOCTYPE.match(text, start.start(), _DOCTYPE_WITHIN) if start else None
    if found is None:
        return text, {}
    entities = {
        name: double or single
        for name, double, single in _ENTITY.findall(found[1] or "")[:_MOST_ENTITIES]
        if "%" not in (double or single)
    }
    plain = {name: value for name, value in entities.items() if not references.refers(value)}
    return text[: found.start()] + text[found.end() :], plain


def _sound_name(name: str) -> str:
    """The name as XML and its namespaces allow it: one colon at most, a letter after it."""
    name = name.strip(":")
    return name if _NAME.fullmatch(name) else name.replace(":", "_") or "x"


class _Mender:
    """One pass: tokens in, pieces of well-formed XML out."""

    def __init__(self, text: str, entities: dict[str, str]) -> None:
        self.text = text
        self.entities = entities
        self.nesting = Nesting()
        self.prefixes: set[str] = set()
        self.declared: set[str] = set()
        self.missing: set[str] = set()

    def mended(self, known_prefixes: dict[str, str]) -> Repaired:
        out = self.nesting.pieces
        at = 0
        while not self.nesting.is_done:
            token = _TOKEN.search(self.text, at)
            if token is None:
                self._add_text(self.text[at:])
                break
            if token.start() > at:
                self._add_text(self.text[at : token.start()])
            at = self._take(token)
        is_cut, is_entry_cut = self.nesting.close_all()
        self._declare(known_prefixes)
        return Repaired("".join(out), is_cut, is_entry_cut)

    def _take(self, token: re.Match[str]) -> int:
        """Take one token; where to go on."""
        name = token[2]
        if name:
            self._take_tag(token[1] == "/", name, token[3] or "")
            return token.end()
        if token[0] == "<![CDATA[":
            return self._take_cdata(token.end())
        ending = _ENDINGS.get(token[0], "")
        end = self._find_ending(ending, token.end()) if ending else -1
        return end + len(ending) if end >= 0 else token.end()

    def _find_ending(self, ending: str, start: int) -> int:
        """Where ``ending`` comes next. One that does not come is not looked for again, to stay linear."""
        if ending in self.missing:
            return -1
        found = self.text.find(ending, start)
        if found < 0:
            self.missing.add(ending)
        return found

    def _take_cdata(self, start: int) -> int:
        """Literal text up to its end, or to the end of its element where that comes first by mistake."""
        top = self.nesting.top
        end = self._find_ending("]]>", start)
        if end < 0 or self.text.find("<![CDATA[", start, end) >= 0:
            limit = end if end >= 0 else len(self.text)
            closing = self.text.find(f"</{top}", start, limit) if top else -1
            if closing >= 0:
                self._add_literal(self.text[start:closing])
                return closing
            end = self._outer_end(top, end)
        if end < 0:
            self._add_literal(self.text[start:])
            return len(self.text)
        self._add_literal(self.text[start:end].replace("<![CDATA[", "").replace("]]>", ""))
        return end + 3

    def _outer_end(self, top: str, end: int) -> int:
        """The end of the outermost of nested CDATA sections: the last one before the element closes."""
        closing = self.text.find(f"</{top}", end) if end >= 0 and top else -1
        return max(end, self.text.rfind("]]>", end, closing)) if closing >= 0 else end

    def _add_literal(self, text: str) -> None:
        self.nesting.add_text(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    def _add_text(self, text: str) -> None:
        if self.nesting.depth:
            self.nesting.add_text(references.mended(text, self.entities))

    def _take_tag(self, is_end: bool, name: str, rest: str) -> None:
        name = _sound_name(name)
        if is_end:
            self.nesting.close(name)
            return
        is_empty = rest.rstrip().endswith("/")
        attributes = self._attributes(rest.rstrip().rstrip("/") if is_empty else rest)
        self._note_prefix(name)
        self.nesting.open(name, attributes, is_empty=is_empty)

    def _attributes(self, rest: str) -> str:
        if "=" not in rest:
            return ""
        kept: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(rest):
            name = _sound_name(name)
            value = references.mended(double or single or bare, self.entities).replace('"', "&quot;")
            if name not in kept and self._is_sound(name, value):
                kept[name] = value
                self._note_prefix(name)
        return "".join(f' {name}="{value}"' for name, value in kept.items())

    @staticmethod
    def _is_sound(name: str, value: str) -> bool:
        return not (name.startswith("xmlns:") and (not value or name[6:].lower().startswith("xml")))

    def _note_prefix(self, name: str) -> None:
        prefix, colon, local = name.partition(":")
        if not colon:
            return
        if prefix == "xmlns":
            if self.nesting.depth == 0:
                self.declared.add(local)
        elif prefix != "xml":
            self.prefixes.add(prefix)

    def _declare(self, known: dict[str, str]) -> None:
        """Give every prefix that the root does not declare the address it is known for."""
        if not self.nesting.pieces:
            return
        missing = sorted(self.prefixes - self.declared)[:100]
        addresses = ((prefix, known.get(prefix.lower(), f"urn:undeclared:{prefix}")) for prefix in missing)
        declarations = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in addresses)
        opening = self.nesting.pieces[0]
        cut = -2 if opening.endswith("/>") else -1
        self.nesting.pieces[0] = opening[:cut] + declarations + opening[cut:]
