"""Which entries tell the same story: the links with their evidence, what readers said, how far gathering got."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from mainstem.storage.schema.metadata import Json, Moment, metadata

story_links = Table(
    "story_links",
    metadata,
    Column(
        "entry_id",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("entries.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("story_id", Integer, nullable=False),
    Column("copy_of", BigInteger),  # the entry of which this is a reprint
    Column("evidence", Json, nullable=False, server_default=text("'[]'")),
)

Index("ix_story_links_story_id", story_links.c.story_id, story_links.c.entry_id)

# What entries tell of days to come; read out of them when they are gathered.
story_events = Table(
    "story_events",
    metadata,
    Column("entry_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # in the order of the text
    Column("last_day", Text),  # ISO; nothing for what follows a dated event without a date of its own
    Column("event", Json, nullable=False),
)

Index("ix_story_events_last_day", story_events.c.last_day)

# No foreign keys to entries: what a reader said outlives the content.
story_corrections = Table(
    "story_corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("entry_a", BigInteger, nullable=False),
    Column("entry_b", BigInteger, nullable=False),
    Column("is_same", Boolean, nullable=False),
    Column("said_at", Moment, nullable=False),
)

# One row. Who gathers holds it; every entry up to the id has been gathered.
gathering = Table(
    "gathering",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("last_entry_id", BigInteger, nullable=False),
    Column("last_correction_id", Integer, nullable=False),
    Column("next_story_id", Integer, nullable=False),
    Column("learnt", LargeBinary, nullable=False),
)

# Readers whose copies are folded now; compared with what they want whenever entries are gathered.
story_folding = Table(
    "story_folding",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("begun_at", Moment, nullable=False),
)
