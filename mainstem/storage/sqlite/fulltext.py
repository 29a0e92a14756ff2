"""The full-text index on SQLite: FTS5 that keeps no text, under the serial numbers of the entries.

Serials and not ids, since small steps between rows make a small index. FTS5 only splits at spaces what
``search.folding`` made: its ``ascii`` tokenizer leaves everything beyond ASCII alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, table, text

from mainstem.search import folding
from mainstem.search.matching import BEGINNINGS
from mainstem.search.query import And, Field, Near, Node, Not, Or, Saved, Text
from mainstem.storage.schema import entries

COLUMNS = (
    "body",
    "title",
    "author",
    "url",
    "category",
)  # the largest first: each place in another costs two bytes
WEIGHTS = (1.0, 8.0, 4.0, 1.0, 4.0)
STATEMENTS = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
        {", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '_'")""",
)
HITS = table("search_index", column("rowid", Integer))
SERIAL = "rowid"
IS_ORDERED = True
_NAMES = ", ".join(COLUMNS)
_HOLES = ", ".join("?" for _ in COLUMNS)
_WHERE = {
    Field.ANY: "title body",
    Field.TITLE: "title",
    Field.TEXT: "body",
    Field.AUTHOR: "author",
    Field.URL: "url",
    Field.CATEGORY: "category",
}


def put(connection: Connection, documents: Sequence[Any]) -> None:
    """Add documents."""
    statement = f"INSERT INTO search_index (rowid, {_NAMES}) VALUES (?, {_HOLES})"
    connection.exec_driver_sql(statement, [_row(one) for one in documents])


def remove(connection: Connection, documents: Sequence[Any]) -> None:
    """Take documents out, which FTS5 without content must be told word by word."""
    statement = f"INSERT INTO search_index (search_index, rowid, {_NAMES}) VALUES ('delete', ?, {_HOLES})"
    connection.exec_driver_sql(statement, [_row(one) for one in documents])


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")


def _row(one: Any) -> tuple[Any, ...]:
    return (one.serial, *(getattr(one, name) for name in COLUMNS))


def hit(written: str) -> ColumnElement[bool]:
    """That a row of ``HITS`` is one that an FTS5 expression finds."""
    return text("search_index MATCH :written").bindparams(bindparam("written", written, unique=True))  # type: ignore[return-value]


gathered = hit  # hits come in the order of the index


def condition(written: str) -> ColumnElement[bool]:
    """That an entry is among those that an FTS5 expression finds."""
    found = text("SELECT rowid FROM search_index WHERE search_index MATCH :written")
    return entries.c.serial.in_(found.bindparams(bindparam("written", written, unique=True)))


def count(connection: Connection, written: str, most: int) -> int:
    """How many an expression finds, as far as ``most``."""
    statement = """SELECT count(*) FROM
                   (SELECT 1 FROM search_index WHERE search_index MATCH :written LIMIT :most)"""
    return connection.execute(text(statement), {"written": written, "most": most}).scalar_one()


def ranked(connection: Connection, written: str, limit: int) -> list[int]:
    """Serials of the best, best first."""
    weights = ", ".join(map(str, WEIGHTS))
    statement = f"""SELECT rowid FROM search_index WHERE search_index MATCH :written
                    ORDER BY bm25(search_index, {weights}), rowid DESC LIMIT :limit"""
    return list(connection.execute(text(statement), {"written": written, "limit": limit}).scalars())


def without(written: str, unwanted: str) -> str:
    """An expression that finds what the first does and the second does not."""
    return f"({written}) NOT ({unwanted})"


def expression(node: Node, forms: Mapping[str, Sequence[str]]) -> str | None:
    """An FTS5 expression that finds exactly what ``node`` means, or None where FTS5 cannot say it.

    ``forms`` holds of each single word all that count as the same.
    """
    match node:
        case Text():
            return _text(node, forms)
        case Near(words, distance, field):
            terms = " ".join(_quoted(term) for term in folding.query_terms(words))
            return f"{{{_WHERE[field]}}} : NEAR({terms}, {distance})"
        case Saved(_, part):
            return expression(part, forms)
        case Or(parts):
            return _joined([expression(part, forms) for part in parts], " OR ")
        case And(parts):
            return _all(parts, forms)
    return None


def _all(parts: Sequence[Node], forms: Mapping[str, Sequence[str]]) -> str | None:
    wanted = _joined([expression(part, forms) for part in parts if not isinstance(part, Not)], " AND ")
    without = [expression(part.part, forms) for part in parts if isinstance(part, Not)]
    if wanted is None or not without:
        return wanted
    unwanted = _joined(without, " OR ")
    return None if unwanted is None else f"({wanted} NOT {unwanted})"


def _joined(parts: Sequence[str | None], sign: str) -> str | None:
    if not parts or None in parts:
        return None
    return f"({sign.join(part for part in parts if part)})"


def _text(node: Text, forms: Mapping[str, Sequence[str]]) -> str:
    if node.field is Field.CATEGORY:
        star = " *" if node.is_prefix else ""
        return f"{{category}} : {_quoted(folding.category_term(node.text))}{star}"
    terms = folding.query_terms(node.text)
    is_prefix = node.is_prefix or node.field in BEGINNINGS or folding.is_single(terms[-1])
    if len(terms) == 1 and not is_prefix and not node.is_exact:
        same = " OR ".join(_quoted(form) for form in forms.get(terms[0], terms))
        return f"{{{_WHERE[node.field]}}} : ({same})"
    return f"{{{_WHERE[node.field]}}} : {_quoted(' '.join(terms))}{' *' if is_prefix else ''}"


def _quoted(term: str) -> str:
    return f'"{term}"'
