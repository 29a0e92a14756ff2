"""Feedbin's starred entries: a list of objects with ``url`` and ``content``; also plain lists alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mainstem.feeds.errors import BadFile
from mainstem.reading.takeout.entries import TakenEntry, Takeout, moment, words


def read(document: Sequence[Mapping[str, Any]]) -> Takeout:
    """The starred entries of a list. Raises BadFile where no object has an address or a title."""
    entries = [_entry(item) for item in document if words(item.get("url")) or words(item.get("title"))]
    if document and not entries:
        raise BadFile("The objects of this JSON list have neither url nor title, so they are no entries.")
    left_out = len(document) - len(entries)
    faults = (f"{left_out} objects without url and title were left out.",) if left_out else ()
    return Takeout("Feedbin", tuple(entries), faults=faults)


def _entry(item: Mapping[str, Any]) -> TakenEntry:
    author = words(item.get("author"))
    return TakenEntry(
        url=words(item.get("url")),
        guid=words(item.get("guid")) or words(item.get("entry_id")),
        title=words(item.get("title")),
        html=words(item.get("content")) or words(item.get("summary")),
        authors=(author,) if author else (),
        published_at=moment(item.get("published") or item.get("created_at")),
        feed_url=words(item.get("feed_url")),
        feed_title=words(item.get("feed_title")),
        site_url=words(item.get("site_url")),
        is_starred=True,
    )
