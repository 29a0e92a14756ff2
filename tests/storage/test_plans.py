"""The lists that readers open walk an index of what they show, from the first entry on."""

from __future__ import annotations

import pytest
from sqlalchemy import Select, select, text

from mainstem.reading import Show
from mainstem.storage import Database
from mainstem.storage.schema import states
from mainstem.storage.streams import Selection, conditions


def plan(database: Database, statement: Select[tuple[int]]) -> str:
    with database.read() as connection:
        written = statement.compile(connection, compile_kwargs={"literal_binds": True})
        rows = connection.execute(text(f"EXPLAIN QUERY PLAN {written}")).all()
    return "; ".join(row[3] for row in rows)


@pytest.mark.parametrize(
    ("selection", "index"),
    [
        (Selection(1, Show.UNREAD), "ix_states_unread"),
        (Selection(1, Show.UNREAD, not_feed_ids=(3, 4)), "ix_states_unread"),
        (Selection(1, Show.UNREAD, feed_ids=(3,)), "ix_states_unread_feed"),
        (Selection(1, Show.ALL, feed_ids=(3,)), "ix_states_feed"),
        (Selection(1, Show.ALL, is_starred=True), "ix_states_starred"),
        (Selection(1, Show.ALL), "PRIMARY KEY"),
    ],
)
def test_a_page_is_read_from_its_index_in_its_order(
    sqlite_database: Database, selection: Selection, index: str
) -> None:
    found = select(states.c.entry_id).where(*conditions(selection))
    seen = plan(sqlite_database, found.order_by(states.c.entry_id.desc()).limit(20))
    assert index in seen
    assert "TEMP B-TREE" not in seen
