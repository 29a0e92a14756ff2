"""What each reader did with each entry: one row per reader and entry, from arrival on."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from mainstem.storage.schema.metadata import Moment, metadata

states = Table(
    "states",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    # no foreign key: a reader's state outlives the content
    Column("entry_id", BigInteger, primary_key=True, autoincrement=False),
    Column("feed_id", Integer, nullable=False),
    Column("is_read", Boolean, nullable=False, server_default=false()),
    Column("is_starred", Boolean, nullable=False, server_default=false()),
    Column("is_hidden", Boolean, nullable=False, server_default=false()),
    Column("is_folded", Boolean, nullable=False, server_default=false()),  # a copy under its story's lead
    Column("is_kept_unread", Boolean, nullable=False, server_default=false()),  # the reader said so
    Column("snoozed_until", Moment),
    Column("read_at", Moment),
    Column("starred_at", Moment),
    Column("changed_at", Moment),  # last change by the reader or for them
    Column("note", Text),
    Column(
        "is_unread",
        Boolean,
        Computed("not is_read and not is_hidden and not is_folded and snoozed_until is null", persisted=True),
    ),
    sqlite_with_rowid=False,
)

Index("ix_states_feed", states.c.user_id, states.c.feed_id, states.c.entry_id)
# SQLite takes a partial index only for a condition written alike ("is_unread = 1"), and prefers it to the
# primary key only if the flag is a column of it
_UNREAD: Any = {"sqlite_where": text("is_unread = 1"), "postgresql_where": text("is_unread")}
_BY_UNREAD = (states.c.user_id, states.c.is_unread)
Index("ix_states_unread", *_BY_UNREAD, states.c.entry_id, states.c.feed_id, **_UNREAD)
Index("ix_states_unread_feed", *_BY_UNREAD, states.c.feed_id, states.c.entry_id, **_UNREAD)
_STARRED: Any = {"sqlite_where": text("is_starred = 1"), "postgresql_where": text("is_starred")}
_BY_STARRED = (states.c.user_id, states.c.is_starred)
Index("ix_states_starred", *_BY_STARRED, states.c.entry_id, states.c.feed_id, **_STARRED)
PUT_AWAY = text("(states.is_hidden OR states.snoozed_until IS NOT NULL)")
_PUT_AWAY = text("(is_hidden OR snoozed_until IS NOT NULL)")
Index(
    "ix_states_put_away",
    states.c.user_id,
    states.c.feed_id,
    states.c.entry_id,
    sqlite_where=_PUT_AWAY,
    postgresql_where=_PUT_AWAY,
)
_TOUCHED = text("changed_at is not null")
Index(
    "ix_states_changed",
    states.c.user_id,
    states.c.changed_at,
    sqlite_where=_TOUCHED,
    postgresql_where=_TOUCHED,
)
_READ: dict[str, Any] = {"sqlite_where": text("is_read = 1"), "postgresql_where": text("is_read")}
Index("ix_states_read_at", states.c.user_id, states.c.is_read, states.c.read_at, states.c.entry_id, **_READ)
_SNOOZED = text("snoozed_until is not null")
Index("ix_states_snoozed", states.c.snoozed_until, sqlite_where=_SNOOZED, postgresql_where=_SNOOZED)

labels = Table(
    "labels",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("position", Integer),
    Column("color", Text, nullable=False, server_default=text("''")),
    Column("total_count", Integer, nullable=False, server_default=text("0")),
    Column("unread_count", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("user_id", "name_key"),
)

labelled = Table(
    "labelled",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("label_id", ForeignKey("labels.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", BigInteger, primary_key=True, autoincrement=False),
    Column("labelled_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

Index("ix_labelled_entry", labelled.c.user_id, labelled.c.entry_id)
Index("ix_labelled_entry_only", labelled.c.entry_id)
