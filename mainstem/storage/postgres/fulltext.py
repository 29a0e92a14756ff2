"""The full-text index on PostgreSQL: a tsvector of the same terms, written out with their places.

Title (A), body (B), author (C) and address (D) lie so far apart that no phrase crosses from one into the
next. Categories (C) are marked with ``#``, which no word begins with. Of a very
long text PostgreSQL knows the first 16,383 places: phrases beyond are not found, words are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, table, text

from mainstem.search import folding
from mainstem.search.matching import BEGINNINGS
from mainstem.search.query import And, Field, Near, Node, Not, Or, Saved, Text
from mainstem.storage.schema import entries

STATEMENTS = (
    """CREATE TABLE IF NOT EXISTS search_index (
        serial integer PRIMARY KEY, words tsvector NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_search_index_words ON search_index USING gin (words)",
)
HITS = table("search_index", column("serial", Integer))
SERIAL = "serial"
IS_ORDERED = False  # GIN gives its hits in no order
_LAST_PLACE = 16_383  # PostgreSQL: a tsvector knows no place beyond
_MOST_PLACES = 255  # of one word
_MOST_BYTES = 900_000  # a tsvector holds 1 MB
_GAP = 200
_FOUND = "words @@ CAST(:written AS tsquery)"
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
        """INSERT INTO search_index (serial, words) VALUES (:serial, CAST(:words AS tsvector))
           ON CONFLICT (serial) DO UPDATE SET words = excluded.words"""
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
    fields = ((one.title, "A", ""), (one.body, "B", ""), (one.author, "C", ""), (one.url, "D", ""))
    return {"serial": one.serial, "words": _vector(*fields, (one.category, "C", "#"))}


def _vector(*fields: tuple[str, str, str]) -> str:
    """PostgreSQL's own notation: ``'car':2A,7B 'red':1A``."""
    places: dict[str, list[str]] = {}
    place, size = 0, 0
    for terms, label, mark in fields:
        for plain in terms.split(" ") if terms else ():
            term = mark + plain
            place += 1
            held = places.setdefault(term, [])
            size += 7 if held else len(term.encode()) + 10
            if len(held) < _MOST_PLACES and size < _MOST_BYTES:
                held.append(f"{min(place, _LAST_PLACE)}{label}")
        place += _GAP
    return " ".join(f"'{term}':{','.join(held)}" for term, held in places.items() if held)


def hit(written: str) -> ColumnElement[bool]:
    """That a row of ``HITS`` is one that a tsquery finds."""
    return text(f"search_index.{_FOUND}").bindparams(bindparam("written", written, unique=True))  # type: ignore[return-value]


def gathered(written: str) -> ColumnElement[bool]:
    """The same, with all hits gathered first: else the planner, who takes rare words for less rare than they are,
    walks down all entries for the first twenty."""
    found = text(f"search_index.serial = ANY(ARRAY(SELECT serial FROM search_index WHERE {_FOUND}))")
    return found.bindparams(bindparam("written", written, unique=True))  # type: ignore[return-value]


def condition(written: str) -> ColumnElement[bool]:
    """That an entry is among those that a tsquery finds."""
    found = text(f"SELECT serial FROM search_index WHERE {_FOUND}")
    return entries.c.serial.in_(found.bindparams(bindparam("written", written, unique=True)))


def count(connection: Connection, written: str, most: int) -> int:
    """About how many a condition finds, as far as ``most``: as the planner estimates it. Counting would read
    every vector, since an index by GIN does not hold the fields that words are in."""
    statement = f"EXPLAIN (FORMAT JSON) SELECT serial FROM search_index WHERE {_FOUND}"
    [plan] = connection.execute(text(statement), {"written": written}).scalar_one()
    return min(int(plan["Plan"]["Plan Rows"]), most)


def ranked(connection: Connection, written: str, limit: int) -> list[int]:
    """Serials of the best, best first."""
    statement = f"""SELECT serial FROM search_index WHERE {_FOUND}
                    ORDER BY ts_rank('{{0.2,0.3,0.2,1.0}}', words, CAST(:written AS tsquery)) DESC, serial DESC
                    LIMIT :limit"""
    return list(connection.execute(text(statement), {"written": written, "limit": limit}).scalars())


def without(written: str, unwanted: str) -> str:
    """A condition that finds what the first does and the second does not."""
    return f"({written}) & !({unwanted})"


def expression(node: Node, forms: Mapping[str, Sequence[str]]) -> str | None:
    """A tsquery that finds exactly what ``node`` means, or None where tsquery cannot say it."""
    said: str | None = None
    match node:
        case Text():
            said = _text(node, forms)
        case Near(words, distance, field):
            said = _near(folding.query_terms(words), distance, _LABELS[field])
        case Saved(_, part):
            said = expression(part, forms)
        case Not(part):
            inner = expression(part, forms)
            said = None if inner is None else f"!({inner})"
        case Or(parts):
            said = _joined([expression(part, forms) for part in parts], " | ")
        case And(parts):
            said = _joined([expression(part, forms) for part in parts], " & ")
    return said


def _joined(parts: Sequence[str | None], sign: str) -> str | None:
    if None in parts:
        return None
    return f"({sign.join(part for part in parts if part)})"


def _near(terms: Sequence[str], distance: int, label: str) -> str | None:
    """Either order, at every distance: tsquery's <n> is exact. More than two words are beyond it."""
    if len(terms) != 2:
        return None
    one, two = (f"'{term}':{label}" for term in terms)
    steps = range(1, distance + 2)
    return "(" + " | ".join(f"{one} <{n}> {two} | {two} <{n}> {one}" for n in steps) + ")"


def _text(node: Text, forms: Mapping[str, Sequence[str]]) -> str:
    label = _LABELS[node.field]
    if node.field is Field.CATEGORY:
        return f"'#{folding.category_term(node.text)}':{'*' if node.is_prefix else ''}{label}"
    terms = folding.query_terms(node.text)
    is_prefix = node.is_prefix or node.field in BEGINNINGS or folding.is_single(terms[-1])
    if len(terms) == 1 and not is_prefix and not node.is_exact:
        return "(" + " | ".join(f"'{form}':{label}" for form in forms.get(terms[0], terms)) + ")"
    *before, last = terms
    words = [f"'{term}':{label}" for term in before] + [f"'{last}':{'*' if is_prefix else ''}{label}"]
    return "(" + " <-> ".join(words) + ")"
