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

# Reports of an event, found in entries that came on its day or later.
event_reports = Table(
    "event_reports",
    metadata,
    Column("entry_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column(
        "report_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column("sentence", Text, nullable=False),
    sqlite_with_rowid=False,
)

# The names in entries, under the form by which they are counted.
entry_names = Table(
    "entry_names",
    metadata,
    Column("entry_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # "" where it is not certain
    sqlite_with_rowid=False,
)

Index("ix_entry_names_name", entry_names.c.name, entry_names.c.entry_id)

# Dates in entries that cannot be right.
entry_doubts = Table(
    "entry_doubts",
    metadata,
    Column("entry_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("doubt", Json, nullable=False),
    sqlite_with_rowid=False,
)

# Which stories belong to one longer affair; gathered anew every hour.
story_threads = Table(
    "story_threads",
    metadata,
    Column("story_id", Integer, primary_key=True, autoincrement=False),
    Column("thread_id", Integer, nullable=False, index=True),
)

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

# One row. Who gathers holds it; every entry up to the id has been gathered, and up to the other been read for
# names and events.
gathering = Table(
    "gathering",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("last_entry_id", BigInteger, nullable=False),
    Column("next_story_id", Integer, nullable=False),
    Column("learnt", LargeBinary, nullable=False),
    Column("read_entry_id", BigInteger, nullable=False, server_default=text("0")),
)

# Readers who have stories folded in some stream; whether an entry is foldable is said by its subscription.
story_folding = Table(
    "story_folding",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("begun_at", Moment, nullable=False),
)
