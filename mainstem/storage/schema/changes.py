"""Every change of a state: who, when, what; so that it can be explained and undone."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text, text

from mainstem.storage.schema.metadata import Moment, metadata

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("actor", Text, nullable=False),  # page, api, rule, age, story, command
    Column("client", Text, nullable=False, server_default=text("''")),  # which app, which rule
    Column("action", Text, nullable=False),  # read, unread, star, unstar, hide, show, label …
    Column("scope", Text, nullable=False, server_default=text("''")),  # the stream and search of a bulk mark
    Column("value", Text, nullable=False, server_default=text("''")),  # the label's id, the snooze's end …
    Column("count", Integer, nullable=False),
    Column("undone_at", Moment),
)

Index("ix_changes_user", changes.c.user_id, changes.c.id)

# Without an index by entry: it would cost a quarter of every bulk mark, and the reader's own changes are few
# enough to be asked one by one for an entry.
changed_entries = Table(
    "changed_entries",
    metadata,
    Column("change_id", ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", BigInteger, primary_key=True, autoincrement=False),
    Column("before", SmallInteger, nullable=False),  # bits of the state before: reading.states
    sqlite_with_rowid=False,
)
