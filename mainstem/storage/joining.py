"""Joins that are walked from left to right, so that rows come in the order of the index on the left."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.selectable import FromClause, Join

from mainstem.storage.schema import entries, states
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions


class _Ordered(Join):
    """SQLite says CROSS JOIN for that."""

    inherit_cache = True


@compiles(_Ordered, "sqlite")
def _on_sqlite(join: _Ordered, compiler: Any, **how: Any) -> str:
    left, right = (compiler.process(side, **{**how, "asfrom": True}) for side in (join.left, join.right))
    on = compiler.process(join.onclause, **{name: how[name] for name in how if name != "asfrom"})
    return f"{left} CROSS JOIN {right} ON {on}"


def ordered(left: FromClause, right: FromClause, on: ColumnElement[bool]) -> Join:
    """A join whose left side is walked first."""
    return _Ordered(left, right, on)


def own(selection: Selection) -> ColumnElement[bool]:
    """That a row of ``states`` is the reader's of a row of ``entries``."""
    return and_(states.c.user_id == selection.user_id, states.c.entry_id == entries.c.id)


def along_index(connection: Connection, selection: Selection, *columns: Any, is_gathered: bool = True) -> Any:
    """A SELECT of the entry id and columns over what the words of the selection's search find. Unless
    ``is_gathered``, each row is looked at by itself: for the few of a narrow range."""
    assert selection.search is not None
    index = index_of(connection)
    hits = index.HITS
    joined = ordered(hits, entries, entries.c.serial == hits.c[index.SERIAL])
    found = select(states.c.entry_id, *columns).select_from(ordered(joined, states, own(selection)))
    hit = index.gathered if is_gathered else index.hit
    return found.where(*conditions(selection), hit(selection.search.written))
