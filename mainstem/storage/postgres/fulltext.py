"""The full-text index on PostgreSQL: tsvectors of the same terms, written out with their places.

``words`` holds title (A), body (B), author (C) and address (D), far enough apart that no phrase crosses
from one into the next; ``stems`` holds the stems of title (A) and body (B), and categories (C).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, text

from mainstem.search import folding
from mainstem.search.matching import BEGINNINGS
from mainstem.search.query import And, Field, Near, Node, Not, Or, Saved, Text
from mainstem.storage.schema import entries

STATEMENTS = (
    """CREATE TABLE IF NOT EXISTS search_index (
        serial integer PRIMARY KEY, words tsvector NOT NULL, stems tsvector NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_search_index_words ON search_index USING gin (words)",
    "CREATE INDEX IF NOT EXISTS ix_search_index_stems ON search_index USING gin (stems)",
)
_LAST_PLACE = 16_383  # PostgreSQL: a tsvector knows no place beyond
_MOST_PLACES = 255  # of one word
_MOST_BYTES = 900_000  # a tsvector holds 1 MB
_GAP = 200
_LABELS = {
    Field.ANY: "AB",
    Field.TITLE: "A",
    Field.TEXT: "B",
    Field.AUTHOR: "C",
    Field.URL: "D",
    Field.CATEGORY: "C",
}


def put(connection: Connection, documents: Sequence[Any]) -> None:
    """Add documents."""
    statement = text(
        """INSERT INTO search_index (serial, words, stems)
           VALUES (:serial, CAST(:words AS tsvector), CAST(:stems AS tsvector))
           ON CONFLICT (serial) DO UPDATE SET words = excluded.words, stems = excluded.stems"""
    )
    connection.execute(statement, [_row(one) for one in documents])


def remove(connection: Connection, documents: Sequence[Any]) -> None:
    """Take documents out."""
    statement = text("DELETE FROM search_index WHERE serial = ANY(:serials)")
    connection.execute(statement, {"serials": [one.serial for one in documents]})


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text("TRUNCATE search_index"))


def _row(one: Any) -> dict[str, Any]:
    words = _vector((one.title, "A"), (one.body, "B"), (one.author, "C"), (one.url, "D"))
    stems = _vector((one.title_stems, "A"), (one.body_stems, "B"), (one.category, "C"))
    return {"serial": one.serial, "words": words, "stems": stems}


def _vector(*fields: tuple[str, str]) -> str:
    """PostgreSQL's own notation: ``'car':2A,7B 'red':1A``."""
    places: dict[str, list[str]] = {}
    place, size = 0, 0
    for terms, label in fields:
        for term in terms.split():
            place += 1
            held = places.setdefault(term, [])
            size += 7 if held else len(term.encode()) + 10
            if len(held) < _MOST_PLACES and size < _MOST_BYTES:
                held.append(f"{min(place, _LAST_PLACE)}{label}")
        place += _GAP
    return " ".join(f"'{term}':{','.join(held)}" for term, held in places.items() if held)


def condition(written: str) -> ColumnElement[bool]:
    """That an entry is among those that a written condition on the index finds."""
    found = text(f"SELECT serial FROM search_index WHERE {written}")
    return entries.c.serial.in_(found)


def serials(
    connection: Connection, written: str, beyond: int | None, limit: int, *, is_ascending: bool
) -> list[int]:
    """Serials of what a condition finds, newest first unless ``is_ascending``, beyond a serial."""
    sign, order = (">", "ASC") if is_ascending else ("<", "DESC")
    bound = f"AND serial {sign} :beyond" if beyond is not None else ""
    statement = f"SELECT serial FROM search_index WHERE {written} {bound} ORDER BY serial {order} LIMIT :limit"
    values = {"limit": limit} | ({"beyond": beyond} if beyond is not None else {})
    return list(connection.execute(text(statement), values).scalars())


def ranked(connection: Connection, written: str, oldest: int, limit: int) -> list[tuple[int, float]]:
    """(serial, score) of the best among what is not older than a serial, best first; lower is better."""
    query = " | ".join(sorted(set(_QUERY.findall(written)))) or "''"
    statement = f"""SELECT serial, -ts_rank('{{0.1,0.5,0.2,1.0}}', words || stems, {query}) AS score
                    FROM search_index WHERE {written} AND serial >= :oldest
                    ORDER BY score, serial DESC LIMIT :limit"""
    rows = connection.execute(text(statement), {"oldest": oldest, "limit": limit})
    return [(row[0], row[1]) for row in rows]
