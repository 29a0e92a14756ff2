"""Bytes become an OpmlList: tolerant of what programs really write, strict about sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from mainstem.feeds.errors import BadFile
from mainstem.reading.opml.shape import KINDS, NAMESPACES, OpmlFeed, OpmlFolder, OpmlList

MAX_BYTES = 64 * 1024 * 1024
MAX_FEEDS = 131_072
MAX_FOLDERS = 16_384
MAX_DEPTH = 16  # folders within folders
MAX_NAME = 500  # characters of a folder's or a feed's name
MAX_VALUE = 65_536  # characters of any other attribute
MAX_FAULTS = 200

_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_STANDARD = frozenset(
    {"text", "title", "type", "xmlurl", "htmlurl", "url", "description", "category", "version", "language"}
)
_KINDS = {kind.casefold(): kind for kind in KINDS} | {"json+dotpath": "JSON+DotNotation"}
_MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%PDF", "a PDF document"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


@dataclass(slots=True)
class _Gathered:
    """What has been met so far; feeds by address, so that a feed in two folders is one subscription."""

    feeds: dict[str, OpmlFeed] = field(default_factory=dict)
    folders: dict[tuple[str, ...], OpmlFolder] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        if len(self.faults) < MAX_FAULTS and sentence not in self.faults:
            self.faults.append(sentence)


def read(data: bytes) -> OpmlList:
    """The list that ``data`` holds. Raises BadFile, which says what was seen, when it holds none.

    A file that breaks off gives what stands before the break, with a fault that says where.
    Source: OPML 2.0 (opml.org/spec2.opml) and FreshRSS's namespace.
    """
    root, broken = _parse(data)
    gathered = _Gathered(faults=[broken] if broken else [])
    for outline, path in _outlines(root, gathered):
        _take(outline, path, gathered)
    title = (root.findtext(".//{*}head/{*}title") or "").strip()[:MAX_NAME]
    if not gathered.feeds and not gathered.folders and broken:
        raise BadFile(f"No subscription could be read. {broken}", advice="Export the list once more.")
    return OpmlList(
        title, tuple(gathered.feeds.values()), tuple(gathered.folders.values()), tuple(gathered.faults)
    )


def _parse(data: bytes) -> tuple[etree._Element, str]:
    if len(data) > MAX_BYTES:
        raise BadFile(
            f"The list is larger than {MAX_BYTES // 1024 // 1024} MB, which Mainstem does not read."
        )
    body = (
        data.lstrip(b"\xef\xbb\xbf \t\r\n\x00") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    )
    _refuse_other_files(body)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as trouble:
        raise BadFile(f"This is not XML: {trouble}.", advice="Choose an OPML file.") from trouble
    if root is None:
        raise BadFile("This is not XML: no element was found.", advice="Choose an OPML file.")
    _refuse_other_documents(root)
    errors = [error for error in parser.error_log if error.level_name == "FATAL"]
    broken = f"The file is damaged at line {errors[0].line}: {errors[0].message}." if errors else ""
    return root, broken


def _refuse_other_files(body: bytes) -> None:
    if not body:
        raise BadFile("The file is empty.", advice="Choose an OPML file.")
    if body[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise BadFile("This is a web page, not OPML.", advice="Choose an OPML file.")
    for magic, name in _MAGIC:
        if body.startswith(magic):
            raise BadFile(f"This is {name}, not OPML.", advice="Choose an OPML file.")


def _refuse_other_documents(root: etree._Element) -> None:
    name = _local(root.tag).casefold()
    if name in {"opml", "outline", "body"}:
        return
    seen = {"rss": "a feed", "feed": "a feed", "rdf": "a feed", "html": "a web page"}.get(name)
    raise BadFile(
        f"This is {seen or f'an XML document of the kind <{name}>'}, not OPML.",
        advice="Subscribe to its address instead." if seen == "a feed" else "Choose an OPML file.",
    )


def _outlines(root: etree._Element, gathered: _Gathered) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Every outline in the order of the file, with the path of the folder it stands in."""
    pending = [(child, ()) for child in reversed(_tops(root))]
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = list(pending)
    while waiting:
        outline, path = waiting.pop()
        yield outline, path
        inner = path if _address(outline) else _inner_path(outline, path, gathered)
        waiting.extend((child, inner) for child in reversed(_children(outline)))


def _tops(root: etree._Element) -> list[etree._Element]:
    """The outermost outlines; they should be in ``body``, but some programs leave it out."""
    if _local(root.tag).casefold() == "outline":
        return [root]
    bodies = [child for child in root if _local(child.tag).casefold() == "body"]
    return [child for holder in (bodies or [root]) for child in _children(holder)]


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if _local(child.tag).casefold() == "outline"]


def _inner_path(outline: etree._Element, path: tuple[str, ...], gathered: _Gathered) -> tuple[str, ...]:
    name = _name(_attributes(outline))
    if not name:
        return path
    if len(path) >= MAX_DEPTH:
        gathered.fault(f"Folders deeper than {MAX_DEPTH} were put into the folder “{path[-1]}”.")
        return path
    return (*path, name)


def _take(outline: etree._Element, path: tuple[str, ...], gathered: _Gathered) -> None:
    if _address(outline):
        _take_feed(outline, path, gathered)
    elif not _children(outline) and _attributes(outline).get("type", "").casefold() in {"include", "link"}:
        gathered.fault(f"“{_name(_attributes(outline))}” is a link to another list, which is not followed.")
    else:
        _take_folder(outline, path, gathered)


def _take_feed(outline: etree._Element, path: tuple[str, ...], gathered: _Gathered) -> None:
    found = _attributes(outline)
    feed_url = _address(outline)
    if len(feed_url) > MAX_VALUE:
        gathered.fault(f"An address of {len(feed_url)} characters was left out.")
        return
    paths = (path,) if path else _category_paths(found.get("category", ""))
    known = gathered.feeds.get(feed_url)
    if known is not None:
        more = tuple(each for each in paths if each not in known.folders)
        gathered.feeds[feed_url] = replace(known, folders=known.folders + more)
        return
    if len(gathered.feeds) >= MAX_FEEDS:
        gathered.fault(f"Only the first {MAX_FEEDS} subscriptions were read.")
        return
    kind = found.get("type", "rss").strip().casefold()
    gathered.feeds[feed_url] = OpmlFeed(
        feed_url=feed_url,
        title=_name(found),
        site_url=found.get("htmlurl", "").strip(),
        description=found.get("description", "").strip(),
        folders=paths,
        kind=_KINDS.get(kind, "rss"),
        settings=_settings(outline),
    )


def _take_folder(outline: etree._Element, path: tuple[str, ...], gathered: _Gathered) -> None:
    inner = _inner_path(outline, path, gathered)
    if inner == path or inner in gathered.folders:
        return
    if len(gathered.folders) >= MAX_FOLDERS:
        gathered.fault(f"Only the first {MAX_FOLDERS} folders were read.")
        return
    settings = _settings(outline)
    gathered.folders[inner] = OpmlFolder(inner, settings.pop("frss:opmlUrl", ""), settings)


def _category_paths(text: str) -> tuple[tuple[str, ...], ...]:
    """OPML 2.0: comma-separated, slash-delimited: ``/news/world,/daily``."""
    paths = [
        tuple(part.strip()[:MAX_NAME] for part in each.split("/") if part.strip())[:MAX_DEPTH]
        for each in text.split(",")
    ]
    return tuple(dict.fromkeys(path for path in paths if path))


def _address(outline: etree._Element) -> str:
    found = _attributes(outline)
    address = found.get("xmlurl", "")
    if not address.strip() and found.get("type", "").casefold() in {"rss", "atom"}:
        address = found.get("url", "")
    return address.strip()


def _attributes(outline: etree._Element) -> dict[str, str]:
    """The standard attributes, by names in small letters: programs do not agree on xmlUrl."""
    found = {str(name).casefold(): str(value) for name, value in outline.attrib.items()}
    return {name: value for name, value in found.items() if name in _STANDARD}


def _settings(outline: etree._Element) -> dict[str, str]:
    """All that other programs' namespaces say, and plain attributes that no standard knows."""
    found = {}
    for raw, value in outline.attrib.items():
        name = _setting_name(str(raw))
        if name and len(value) <= MAX_VALUE:
            found[name] = str(value)
    return found


def _setting_name(raw: str) -> str:
    if raw.startswith("{"):
        uri, _, local = raw[1:].partition("}")
        return f"{_PREFIXES[uri]}:{local}" if uri in _PREFIXES else ""
    if raw.partition(":")[0] in NAMESPACES:  # the file forgot to declare the prefix
        return raw
    return "" if raw.casefold() in _STANDARD or ":" in raw else raw


def _name(found: dict[str, str]) -> str:
    return (found.get("title", "").strip() or found.get("text", "").strip())[:MAX_NAME]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""
