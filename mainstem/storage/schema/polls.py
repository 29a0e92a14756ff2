"""What polling leaves behind: a row for each poll, kept for a month; and the budget of each host."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from mainstem.storage.schema.metadata import Json, Moment, metadata

polls = Table(
    "polls",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("polled_at", Moment, nullable=False),
    Column("cause", Text, nullable=False),  # why then: feeds.schedule.Cause, "hand", "push" or "first"
    Column("outcome", Text, nullable=False),  # feeds.poll.Outcome
    Column("status", SmallInteger, nullable=False),  # 0: no answer
    Column("bytes", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("new_count", Integer, nullable=False, server_default=text("0")),
    Column("changed_count", Integer, nullable=False, server_default=text("0")),
    Column("final_url", Text, nullable=False, server_default=text("''")),  # where it is not the feed's own
    Column("sent", Json, nullable=False, server_default=text("'{}'")),  # the validators, as sent
    Column("got", Json, nullable=False, server_default=text("'{}'")),  # the validators that came
    Column("words", Text, nullable=False, server_default=text("''")),  # the trouble, in a sentence
    Column("due_at", Moment),
    Column("decided_by", Text, nullable=False, server_default=text("''")),
    Column("why", Text, nullable=False, server_default=text("''")),  # what decides the next poll
)

Index("ix_polls_feed", polls.c.feed_id, polls.c.id)
Index("ix_polls_polled_at", polls.c.polled_at)

hosts = Table(
    "hosts",
    metadata,
    Column("key", Text, primary_key=True),  # feeds.hosts.HostKey
    Column("is_private", Boolean, nullable=False),
    Column("preset_seconds", Float, nullable=False),
    Column("spacing_seconds", Float, nullable=False),
    Column("free_at", Moment),
    Column("paused_until", Moment, index=True),
    Column("complained_at", Moment),
    Column("refusals", Integer, nullable=False, server_default=text("0")),
    Column("refused_at", Moment),
    Column("limit_seconds", Float, nullable=False, server_default=text("0")),  # what it allows, as measured
    Column("served", Integer, nullable=False, server_default=text("0")),  # answers since it complained
    Column("eased_at", Moment),
    Column("gap_seconds", Float, nullable=False, server_default=text("0")),  # between its last two turns
    sqlite_with_rowid=False,
)

documents = Table(
    "documents",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("traces", LargeBinary, nullable=False),  # feeds.traces of the last document
    Column("older_url", Text, nullable=False, server_default=text("''")),  # where older entries are, or empty
    Column("reached_url", Text),  # the next page of history to ask for; empty: the end; nothing: not begun
)
