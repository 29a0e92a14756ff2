"""Searching: an expression is read once, asked of the index, and looked at entry by entry where it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.search import Query, matches, parse
from mainstem.search.holdings import Holdings
from mainstem.search.query import names_things
from mainstem.storage import Connection, entries, fulltext, labels, queries, subscriptions
from mainstem.storage.orders import Sorted, page
from mainstem.storage.searching import Compiled, compiled
from mainstem.storage.streams import Selection

BATCH = 200  # entries looked at together where the index cannot tell
BUDGET = 4_000  # entries looked at for one page; the next page goes on from there


@dataclass(frozen=True, slots=True)
class Prepared:
    """An expression of a reader's, read and compiled."""

    query: Query
    holdings: Holdings
    languages: tuple[str, ...]
    compiled: Compiled


def read(library: Library, connection: Connection, user: User, text: str) -> Query:
    """The query of an expression, with the reader's clock and saved searches. Raises BadQuery."""
    saved = {one.name: one.expression for one in queries.every(connection, user.id)}
    return parse(text, library.now(), preferences.of(user.preferences).zone, saved)


def holdings(connection: Connection, user: User) -> Holdings:
    """What a reader's expressions may name."""
    return Holdings(
        subscriptions.every(connection, user.id),
        subscriptions.folders_of(connection, user.id),
        labels.every(connection, user.id),
    )


def prepare(library: Library, connection: Connection, user: User, text: str) -> Prepared | None:
    """The expression ready to be asked, None where it is empty. Raises BadQuery."""
    if not text.strip():
        return None
    query = read(library, connection, user, text)
    held = holdings(connection, user) if names_things(query.root) else Holdings()
    languages = fulltext.languages(connection)
    asked = compiled(connection, query.root, user.id, held, languages)
    return Prepared(query, held, languages, asked)


def rows(
    connection: Connection,
    user: User,
    selection: Selection,
    prepared: Prepared | None,
    by: Sorted,
    after: str,
    limit: int,
) -> tuple[list[int], str]:
    """The ids of a page, and the key of the next one ("" at the end)."""
    if prepared is None or prepared.compiled.is_exact:
        found = page(connection, selection, by, after, limit + 1)
        shown = found[:limit]
        return [entry_id for entry_id, _ in shown], shown[-1][1] if len(found) > limit else ""
    return _looked_at(connection, user, selection, prepared, by, after, limit)


def _looked_at(
    connection: Connection,
    user: User,
    selection: Selection,
    prepared: Prepared,
    by: Sorted,
    after: str,
    limit: int,
) -> tuple[list[int], str]:
    hits: list[int] = []
    for _ in range(BUDGET // BATCH):
        batch = page(connection, selection, by, after, BATCH)
        right = hitting(connection, user, prepared, [entry_id for entry_id, _ in batch])
        for entry_id, key in batch:
            if entry_id in right:
                hits.append(entry_id)
                if len(hits) == limit:
                    return hits, key
        if len(batch) < BATCH:
            return hits, ""
        after = batch[-1][1]
    return hits, after


def hitting(connection: Connection, user: User, prepared: Prepared, entry_ids: Sequence[int]) -> set[int]:
    """Those of the reader's entries that the expression really means."""
    return {
        one.entry.id
        for one in entries.of_reader(connection, user.id, entry_ids)
        if matches(prepared.query, prepared.holdings.view(one), prepared.languages)
    }


def every_hit(connection: Connection, user: User, selection: Selection, prepared: Prepared) -> Iterator[int]:
    """All entries of a selection that the expression really means, newest first."""
    after = ""
    while batch := page(connection, selection, Sorted(), after, BATCH):
        ids = [entry_id for entry_id, _ in batch]
        right = hitting(connection, user, prepared, ids)
        yield from (entry_id for entry_id in ids if entry_id in right)
        after = batch[-1][1]
