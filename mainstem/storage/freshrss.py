"""Reads the SQLite file of a FreshRSS user (its database, or its SQLite export), without writing to it.

Source: FreshRSS's tables category, feed, entry, tag, entrytag. Texts are HTML-escaped there, ids of entries
are their arrival in microseconds.
"""

from __future__ import annotations

import html
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mainstem.feeds.errors import BadFile

_NEEDED = {"category", "feed", "entry"}
_PORTION = 500
_KINDS = {
    10: "HTML+XPath",
    15: "XML+XPath",
    25: "JSONFeed",
    30: "JSON+DotNotation",
    35: "HTML+XPath+JSON+DotNotation",
}


@dataclass(frozen=True, slots=True)
class FreshFeed:
    """A feed there. ``kind`` is OPML's type; ``priority`` FreshRSS's visibility; a negative ``ttl`` is muted."""

    id: int
    url: str
    kind: str
    folder: str
    name: str
    site_url: str
    description: str
    priority: int
    ttl_seconds: int
    attributes: Mapping[str, Any]
    full_content: str = ""  # a CSS selector


@dataclass(frozen=True, slots=True)
class FreshEntry:
    """An entry there; times in seconds since 1970, ``id`` in microseconds. ``touched``: by the reader."""

    id: int
    feed_id: int
    guid: str
    title: str
    authors: tuple[str, ...]
    html: str
    url: str
    published: int
    listed: int
    is_read: bool
    is_starred: bool
    categories: tuple[str, ...]
    labels: tuple[str, ...]
    attributes: Mapping[str, Any]
    touched: int = 0


class FreshLibrary:
    """An open file."""

    def __init__(self, connection: sqlite3.Connection, tables: set[str]) -> None:
        self._connection = connection
        self._tables = tables

    def folders(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Names and attributes of the categories."""
        rows = self._rows("category")
        return [(_plain(row.get("name")), _attributes(row)) for row in rows]

    def feeds(self) -> list[FreshFeed]:
        """All feeds."""
        named = {row["id"]: _plain(row.get("name")) for row in self._rows("category")}
        return [
            FreshFeed(
                id=row["id"],
                url=html.unescape(_plain(row.get("url"))),
                kind=_KINDS.get(row.get("kind") or 0, "rss"),
                folder=named.get(row.get("category"), ""),
                name=_plain(row.get("name")),
                site_url=_plain(row.get("website")),
                description=_plain(row.get("description")),
                priority=_number(row.get("priority"), 10),
                ttl_seconds=_number(row.get("ttl"), 0),
                attributes=_attributes(row),
                full_content=html.unescape(_plain(row.get("pathEntries"))),
            )
            for row in self._rows("feed")
        ]

    def labels(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Names and attributes of the labels."""
        rows = self._rows("tag") if "tag" in self._tables else []
        return [(_plain(row.get("name")), _attributes(row)) for row in rows]

    def count(self) -> int:
        """How many entries there are."""
        found: int = self._connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        return found

    def entries(self) -> Iterator[FreshEntry]:
        """All entries in the order of arrival."""
        last = -1
        while True:
            query = "SELECT * FROM entry WHERE id > ? ORDER BY id LIMIT ?"
            rows = [dict(row) for row in self._connection.execute(query, (last, _PORTION))]
            if not rows:
                return
            labels = self._labels(rows[0]["id"], rows[-1]["id"])
            yield from (_entry(row, labels.get(row["id"], ())) for row in rows)
            last = rows[-1]["id"]

    def _labels(self, first: int, last: int) -> dict[int, tuple[str, ...]]:
        if not {"tag", "entrytag"} <= self._tables:
            return {}
        query = """SELECT et.id_entry, t.name FROM entrytag et JOIN tag t ON t.id = et.id_tag
                   WHERE et.id_entry BETWEEN ? AND ? ORDER BY t.id"""
        found: dict[int, tuple[str, ...]] = {}
        for entry_id, name in self._connection.execute(query, (first, last)):
            found[entry_id] = (*found.get(entry_id, ()), _plain(name))
        return found

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(f'SELECT * FROM "{table}" ORDER BY id')]


@contextmanager
def opened(path: Path) -> Iterator[FreshLibrary]:
    """Open a file for reading. Raises BadFile, which says what was seen."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {str(row[0]) for row in names}
            if not tables >= _NEEDED:
                seen = ", ".join(sorted(tables)[:8]) or "no tables"
                raise BadFile(f"This database is not FreshRSS's: it has {seen}.")
            yield FreshLibrary(connection, tables)
    except sqlite3.Error as trouble:
        raise BadFile(
            f"This is no SQLite file that can be read: {trouble}.",
            advice="Choose a SQLite export, or the file db.sqlite of a user.",
        ) from trouble


def _entry(row: Mapping[str, Any], labels: tuple[str, ...]) -> FreshEntry:
    content = row.get("content")
    if content is None and isinstance(row.get("content_bin"), bytes):  # as MySQL's export compresses it
        content = ""
    return FreshEntry(
        id=row["id"],
        feed_id=row["id_feed"],
        guid=str(row.get("guid") or ""),
        title=_plain(row.get("title")),
        authors=tuple(part.strip() for part in _plain(row.get("author")).split(";") if part.strip()),
        html=str(content or ""),
        url=_plain(row.get("link")),
        published=_number(row.get("date"), 0),
        listed=_number(row.get("lastSeen"), 0),
        is_read=bool(row.get("is_read")),
        is_starred=bool(row.get("is_favorite")),
        categories=tuple(part.strip() for part in _plain(row.get("tags")).split("#") if part.strip()),
        labels=labels,
        attributes=_attributes(row),
        touched=_number(row.get("lastUserModified"), 0),  # a column since 1.28
    )


def _plain(value: object) -> str:
    return html.unescape(str(value)).replace("\x00", "").strip() if value is not None else ""


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


def _attributes(row: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        found = json.loads(row.get("attributes") or "{}")
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
