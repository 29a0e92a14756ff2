"""What SQLite's planner may assume of the tables, whose real shape it cannot guess while they are empty.

Without figures it walks a reader's whole history for a page of unread entries (EXPLAIN QUERY PLAN on 3.40).
``sqlite_stat1`` may be written by hand, https://sqlite.org/lang_analyze.html. A row holds the table's rows,
then how many rows share the first column's value, the first two columns' values, and so on.
"""

from __future__ import annotations

from sqlalchemy import Connection

_ASSUMED = {
    ("states", "states"): "1000000 100000 1",
    ("states", "ix_states_feed"): "1000000 100000 300 1",
    ("states", "ix_states_unread"): "100000 10000 10000 1 1",
    ("states", "ix_states_unread_feed"): "100000 10000 10000 100 1",
    ("states", "ix_states_starred"): "10000 1000 1000 1 1",
    ("states", "ix_states_put_away"): "10000 1000 10 1",
    ("states", "ix_states_read_at"): "900000 90000 90000 3 1",
    ("states", "ix_states_changed"): "100000 10000 1",
}


def assume(connection: Connection) -> None:
    """Write the figures down, and let this connection read them at once."""
    connection.exec_driver_sql("ANALYZE clock")  # makes the table
    for (table, index), figures in _ASSUMED.items():
        connection.exec_driver_sql("DELETE FROM sqlite_stat1 WHERE tbl = ? AND idx = ?", (table, index))
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, figures))
    connection.exec_driver_sql("ANALYZE sqlite_schema")
