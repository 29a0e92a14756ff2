"""What belongs to the installation as a whole: its settings, its clock of ids, its outbox."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text, text

from mainstem.storage.schema.metadata import Json, Moment, metadata

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
)

# One row. Locked by whoever keeps entries, so that ids become visible in their order.
clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last_entry_id", BigInteger, nullable=False),
    Column("last_serial", Integer, nullable=False),
)

# What has to be told to the world: written with the change it tells of, emptied by integrations.deliver.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), index=True),
    Column("kind", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, index=True),  # nothing: given up for good
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("trouble", Text, nullable=False, server_default=text("''")),
)
