"""The element tree of RSS, RDF, Atom or CDF → ParsedFeed, in one walk.

The formats differ in names more than in shape, and feeds mix them; so one walk reads all, each element
through the vocabulary that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from mainstem.feeds.parsed import ParsedEntry, ParsedFeed
from mainstem.parsing import channeldefinition, finished, namespaces
from mainstem.parsing.draft import EntryDraft, FeedDraft
from mainstem.parsing.elements import local_name, namespace
from mainstem.parsing.encoding import Decoded
from mainstem.parsing.scope import XML_LANG, Scope
from mainstem.parsing.tree import Tree

_Find = Callable[[str, etree._Element], namespaces.Reader]
_RSS_VERSION = re.compile(r"[012]\.\d{1,3}")
_SETS_EITHER = etree.XPath("boolean(//@xml:base | //@xml:lang)")
_SETS_BASE = etree.XPath("boolean(//@xml:base)")
_SETS_LANGUAGE = etree.XPath("boolean(//@xml:lang)")
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_C1_REFERENCE = re.compile(rb"#(?:1[2-5]\d;|[xX][89][0-9a-fA-F];)")
_RARE = 12
_TWICE_ENCODED = re.compile(rb"\xc3[\x82\x83\x85\x90\xa2]")
_ROOTS = frozenset(("rss", "rdf", "feed", "channel", "item", "entry"))
_ENTRIES = frozenset(("item", "entry"))
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ENTRY_TAGS = {
    "item": True,
    "entry": True,
    "{http://www.w3.org/2005/Atom}entry": True,
    "{http://purl.org/rss/1.0/}item": True,
}


def find_root(tree: Tree) -> etree._Element | None:
    """The element that is a feed: the root, or one that something was wrapped around."""
    root = tree.root
    if local_name(root) in _ROOTS:
        return root
    return next(
        (one for one in root.iter() if local_name(one) in ("rss", "rdf", "feed", "channel") and len(one)),
        None,
    )


def read(tree: Tree, root: etree._Element, decoded: Decoded, base: str) -> ParsedFeed:
    """The feed below ``root``, which was read from ``decoded``."""
    scope = _scope(root, decoded.data, base)
    scope.encoding = decoded.encoding
    scope.read_source = _read_source
    faults = decoded.faults + tree.faults
    scope.format = _format(root)
    scope.is_atom = scope.format.startswith("atom")
    if scope.format == "cdf":
        return channeldefinition.read(root, scope, faults)
    if local_name(root) in _ENTRIES:
        only = _read_entry(root, scope)
        return finished.feed(FeedDraft(), (only,), scope, faults)
    return _Walk(scope).read(root, tree, faults)


def _scope(root: etree._Element, data: bytes, base: str) -> Scope:
    """One look over the whole tells what no element need be asked for: it is far cheaper there."""
    scope = Scope(base)
    if _SETS_EITHER(root):
        scope.has_bases = bool(_SETS_BASE(root))
        scope.has_languages = bool(_SETS_LANGUAGE(root))
    scope.is_mending = _may_need_mending(data)
    return scope


def _may_need_mending(data: bytes) -> bool:
    """Whether a C1 control or what double encoding leaves (Ã, Â, â, Ð, Å) may be in the texts."""
    return (
        _is_among(_C1_REFERENCE, data, b"#")
        or _is_among(_C1, data, b"\xc2")
        or _is_among(_TWICE_ENCODED, data, b"\xc3")
    )


def _is_among(pattern: re.Pattern[bytes], data: bytes, telling: bytes) -> bool:
    """Whether the pattern is found. A match begins with the byte ``telling``: to look for a byte is ten times as
    fast as to look for a pattern, so where it is rare, the pattern is tried only there."""
    at = data.find(telling)
    for _ in range(_RARE):
        if at < 0:
            return False
        if pattern.match(data, at):
            return True
        at = data.find(telling, at + 1)
    return at >= 0 and pattern.search(data, at) is not None


class _Walk:
    """One walk: the feed's own elements first where they stand, entries as they come."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.draft = FeedDraft()
        self.entries: list[ParsedEntry] = []
        self.unusual: dict[str, namespaces.Reader] = {}

    def read(self, root: etree._Element, tree: Tree, faults: tuple[str, ...]) -> ParsedFeed:
        self._read_attributes(root)
        self._read_children(root)
        entries = self.entries
        if tree.is_entry_cut and len(entries) > 1:
            entries = entries[:-1]  # what came whole is kept; the cut one comes again
        self.draft.namespaces = _declared(root)
        return finished.feed(self.draft, tuple(entries), self.scope, faults)

    def _read_attributes(self, element: etree._Element) -> None:
        language = element.get(XML_LANG)
        if language and not self.draft.language:
            self.draft.language = language.strip().replace("_", "-")
        about = element.get(_RDF_ABOUT)
        if about and local_name(element) == "channel":
            self.draft.offer("url", 5, about)

    def _read_children(self, element: etree._Element) -> None:
        readers = namespaces.FEED
        for child in element:
            tag = child.tag
            if tag in _ENTRY_TAGS:
                self.entries.append(_read_entry(child, self.scope, self._find))
                continue
            reader = readers.get(tag)
            if reader is None:
                reader = self._unusual(child)
                if reader is None:
                    continue
            reader(self.draft, child, self.scope)

    def _unusual(self, child: etree._Element) -> namespaces.Reader | None:
        """A tag outside of the tables: a container, an entry, or a name in odd case or address."""
        name = local_name(child)
        if name in ("channel", "feed", "redirect") and len(child):
            self._read_attributes(child)
            self._read_children(child)
            return None
        if name in _ENTRIES:
            self.entries.append(_read_entry(child, self.scope, self._find))
            return None
        if name == "items" and any(local_name(one) in _ENTRIES for one in child):
            self._read_children(child)
            return None
        return self._find("FEED", child)

    def _find(self, kind: str, element: etree._Element) -> namespaces.Reader:
        key = f"{kind}{element.prefix}{element.tag}"
        found = self.unusual.get(key)
        if found is None:
            found = self.unusual[key] = namespaces.find(kind, element)
        return found


def _read_entry(element: etree._Element, scope: Scope, find: _Find = namespaces.find) -> ParsedEntry:
    draft = EntryDraft()
    about = element.get(_RDF_ABOUT) if scope.format.startswith("rdf") else None
    if about:
        draft.guid = about
    if scope.has_languages:
        draft.offer("language", 3, scope.language_of(element))
    readers = namespaces.ENTRY
    for child in element:
        reader = readers.get(child.tag)
        if reader is None:
            reader = find("ENTRY", child)
        reader(draft, child, scope)
    return finished.entry(draft, scope)


def _read_source(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """Atom's ``source``: the head of the feed that the entry was first published in."""
    walk = _Walk(scope)
    language = scope.language
    walk._read_children(element)
    scope.language = language
    draft.source = finished.feed(walk.draft, (), scope)
    draft.source_title = draft.source_title or draft.source.title
    draft.source_url = draft.source_url or draft.source.self_url or draft.source.site_url


def _declared(root: etree._Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(prefix or ""), str(uri)) for prefix, uri in root.nsmap.items())


def _format(root: etree._Element) -> str:
    """The name of the format, by root element, version and namespace."""
    name = local_name(root)
    uri = namespace(root)
    version = (root.get("version") or "").strip()
    if name == "rss":
        return f"rss-{version}" if _RSS_VERSION.fullmatch(version) else "rss-2.0"
    if name == "rdf":
        return _rdf_format(root)
    if name == "channel" and _is_cdf(root):
        return "cdf"
    if name in ("feed", "entry"):
        return "atom-0.3" if version in ("0.1", "0.2", "0.3") or "purl.org/atom" in uri else "atom-1.0"
    return "rss-1.1" if "rss1.1" in uri else "rss-2.0"


def _rdf_format(root: etree._Element) -> str:
    for child in root:
        uri = namespace(child)
        if "netscape.com" in uri:
            return "rss-0.90"
        if "purl.org/net/rss1.1" in uri:
            return "rdf-1.1"
    return "rdf-1.0"


def _is_cdf(root: etree._Element) -> bool:
    attributes = {str(name).lower() for name in root.attrib}
    if attributes & {"href", "lastmod", "self"}:
        return True
    return any(
        local_name(child) in ("schedule", "useragent", "usage", "abstract")
        or (local_name(child) == "item" and {str(n).lower() for n in child.attrib} & {"href", "lastmod"})
        for child in root
    )
