"""Statements about names: in which entries they stand, how often, and what readers mended about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from mainstem.storage.schema import entry_names, reader_aliases, states
from mainstem.storage.schema.metadata import microseconds
from mainstem.stories.names import NameKind

MOST = 100  # names of an entry
_DAY = 86_400_000_000  # microseconds


def keep(connection: Connection, named: Mapping[int, Mapping[str, NameKind]]) -> None:
    """Keep the names of entries, by entry id, with their kinds."""
    rows = [
        {"entry_id": entry_id, "name": name[:200], "kind": str(kind)}
        for entry_id, names in named.items()
        for name, kind in list({name[:200]: kind for name, kind in names.items()}.items())[:MOST]
    ]
    if rows:
        connection.execute(insert(entry_names), rows)


def of_entries(connection: Connection, entry_ids: Sequence[int]) -> dict[str, tuple[NameKind, int]]:
    """The names in entries with their kinds, and in how many of them each stands."""
    held = entry_names.c.entry_id.in_(list(entry_ids))
    found = select(entry_names.c.name, func.max(entry_names.c.kind), func.count()).where(held)
    rows = connection.execute(found.group_by(entry_names.c.name)).tuples()
    return {name: (NameKind(kind), count) for name, kind, count in rows}


def by_entry(connection: Connection, entry_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of each entry whose kind is certain."""
    held = entry_names.c.entry_id.in_(list(entry_ids)) & (entry_names.c.kind != "")
    found: dict[int, list[str]] = {}
    for row in connection.execute(select(entry_names).where(held).order_by(entry_names.c.name)):
        found.setdefault(row.entry_id, []).append(row.name)
    return found


def entries_with(connection: Connection, user_id: int, forms: Sequence[str], most: int) -> list[int]:
    """The reader's newest entries in which one of the names stands."""
    mine = (states.c.entry_id == entry_names.c.entry_id) & (states.c.user_id == user_id)
    found = select(entry_names.c.entry_id).distinct().join(states, mine)
    found = found.where(entry_names.c.name.in_(list(forms)), states.c.is_hidden.is_(False))
    return list(connection.execute(found.order_by(entry_names.c.entry_id.desc()).limit(most)).scalars())


def kind_of(connection: Connection, user_id: int, forms: Sequence[str]) -> NameKind:
    """What a name is, as far as an entry of the reader tells for certain."""
    mine = (states.c.entry_id == entry_names.c.entry_id) & (states.c.user_id == user_id)
    found = select(func.max(entry_names.c.kind)).join(states, mine).where(entry_names.c.name.in_(list(forms)))
    return NameKind(connection.execute(found).scalar() or "")


def counted(
    connection: Connection, user_id: int, since: datetime, until: datetime, names: Sequence[str] | None = None
) -> list[tuple[str, int, int]]:
    """Names in the reader's entries that arrived in a time: the name, the day (whole days since 1970), how many
    entries of that day. Of all names, or of some.
    """
    mine = (states.c.entry_id == entry_names.c.entry_id) & (states.c.user_id == user_id)
    arrived = (entry_names.c.entry_id >= microseconds(since)) & (entry_names.c.entry_id < microseconds(until))
    day = entry_names.c.entry_id // _DAY
    found = select(entry_names.c.name, day.label("day"), func.count()).join(states, mine).where(arrived)
    if names is not None:
        found = found.where(entry_names.c.name.in_(list(names)))
    rows = connection.execute(found.group_by(entry_names.c.name, "day")).tuples()
    return [(name, int(at), count) for name, at, count in rows]


def aliases(connection: Connection, user_id: int) -> list[tuple[str, NameKind, str]]:
    """What a reader mended: the name that counts, its kind, the other form."""
    found = select(reader_aliases).where(reader_aliases.c.user_id == user_id).order_by(reader_aliases.c.form)
    return [(row.name, NameKind(row.kind), row.form) for row in connection.execute(found)]


def mend(connection: Connection, user_id: int, form: str, name: str, kind: NameKind) -> None:
    """Let a form count as a name of that kind for a reader."""
    unmend(connection, user_id, form)
    connection.execute(insert(reader_aliases).values(user_id=user_id, form=form, name=name, kind=str(kind)))


def unmend(connection: Connection, user_id: int, form: str) -> None:
    """Let a form stand for itself again."""
    mine = (reader_aliases.c.user_id == user_id) & (reader_aliases.c.form == form)
    connection.execute(delete(reader_aliases).where(mine))
