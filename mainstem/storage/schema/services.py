"""What readers set up beside reading: services that entries are sent to, places in enclosures, answers kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
    true,
)

from mainstem.storage.schema.metadata import Json, Moment, metadata

services = Table(
    "services",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # the folder in integrations/
    Column("name", Text, nullable=False),
    Column("settings", Json, nullable=False),  # as the kind declares them; secrets sealed
    Column("events", Json, nullable=False, server_default=text("'[]'")),  # what it is told of by itself
    Column("is_enabled", Boolean, nullable=False, server_default=true()),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("trouble", Text, nullable=False, server_default=text("''")),  # of the last delivery
)

positions = Table(
    "positions",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),  # which enclosure of the entry
    Column("seconds", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# What a call was answered, so that its repetition is not done twice (RFC draft: Idempotency-Key).
repeats = Table(
    "repeats",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),  # of method, address and body
    Column("status", SmallInteger, nullable=False),  # 0: not answered yet
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

Index("ix_repeats_created_at", repeats.c.created_at)
