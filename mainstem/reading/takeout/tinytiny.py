"""Tiny Tiny RSS's export of articles as XML (plugin import_export)."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.errors import BadFile
from mainstem.reading.takeout.entries import MAX_FAULTS, TakenEntry, Takeout, moment, words


def read(data: bytes) -> Takeout:
    """The articles of a file. Raises BadFile. One that breaks off gives what stands before the break."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        raise BadFile(f"The XML of this file is damaged: {trouble}.") from trouble
    articles = [] if root is None else list(root.iter("article"))
    if not articles:
        seen = "nothing that can be read" if root is None else f"<{root.tag}>"
        raise BadFile(
            f"This XML holds no articles of Tiny Tiny RSS: it is {seen}.",
            advice="Lists of subscriptions are imported as OPML.",
        )
    fatal = [error for error in parser.error_log if error.level_name == "FATAL"]
    faults = [f"The file is damaged at line {error.line}: {error.message}." for error in fatal[:1]]
    entries = [_entry(article) for article in articles]
    taken = tuple(one for one in entries if one.url or one.guid or one.title)
    if len(taken) < len(entries):
        faults.append(f"{len(entries) - len(taken)} articles without address and title were left out.")
    return Takeout("Tiny Tiny RSS", taken, faults=tuple(faults[:MAX_FAULTS]))


def _entry(article: etree._Element) -> TakenEntry:
    def said(name: str) -> str:
        return words(article.findtext(name) or "")

    return TakenEntry(
        url=said("link"),
        guid=_guid(said("guid")),
        title=said("title"),
        html=said("content"),
        updated_at=moment(said("updated")),
        published_at=moment(said("updated")),
        feed_url=said("feed_url"),
        feed_title=said("feed_title"),
        is_read=None if not said("unread") else said("unread") == "0",
        is_starred=said("marked") == "1",
        labels=_label_names(said("label_cache")),
        categories=tuple(part.strip() for part in said("tag_cache").split(",") if part.strip()),
        note=said("note"),
    )


def _guid(guid: str) -> str:
    """Tiny Tiny RSS puts the reader's number before a guid, or a hash instead of it."""
    if guid.startswith(("{", "SHA1:")):
        return ""
    number, comma, rest = guid.partition(",")
    return rest if comma and number.isdigit() else guid


def _label_names(cache: str) -> tuple[str, ...]:
    """``[[-1026,"name","#fg","#bg"]]``, or ``{"no-labels":1}``."""
    import json

    try:
        found = json.loads(cache) if cache else []
    except ValueError:
        return ()
    rows = found if isinstance(found, list) else []
    names = [words(row[1]) for row in rows if isinstance(row, list) and len(row) > 1]
    return tuple(dict.fromkeys(name for name in names if name))
