"""What a reader's attention is worth: secret addresses, names mended, the learnt order, the briefing."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
    true,
)

from mainstem.storage.schema.metadata import Json, Moment, metadata

# Addresses that programs read without signing in; whoever knows one may read what it is for, nothing else.
secret_addresses = Table(
    "secret_addresses",
    metadata,
    Column("token", Text, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", Text, nullable=False),  # calendar, briefing
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("user_id", "purpose"),
)

reader_aliases = Table(
    "reader_aliases",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("name", Text, nullable=False),  # the form by which it is counted
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What was learnt of a reader up to a change, and how the test of it against the plain order goes.
tastes = Table(
    "tastes",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("learnt", Json, nullable=False),
    Column("last_change_id", Integer, nullable=False),
    Column("is_on", Boolean, nullable=False, server_default=true()),
    Column("tested_from", Moment, nullable=False),
    Column("verdict", Json),  # of the last test that ended
)

# What the running test showed, and which of the two orders had picked it.
drafts = Table(
    "drafts",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", BigInteger, primary_key=True, autoincrement=False),
    Column("is_learnt", Boolean, nullable=False),
    Column("is_opened", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

briefings = Table(
    "briefings",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("visited_at", Moment),
    Column("mail_days", Text, nullable=False, server_default=text("''")),  # "", daily, or a weekday 0 to 6
    Column("mail_hour", Integer, nullable=False, server_default=text("7")),  # on the reader's clock
    Column("mail_address", Text, nullable=False, server_default=text("''")),
    Column("confirmed_address", Text, nullable=False, server_default=text("''")),
    Column("mailed_at", Moment),
    Column("mail_trouble", Text, nullable=False, server_default=text("''")),
    Column("endpoint_url", Text, nullable=False, server_default=text("''")),
    Column("endpoint_model", Text, nullable=False, server_default=text("''")),
    Column("endpoint_key", Text, nullable=False, server_default=text("''")),  # sealed
)

# What an endpoint made of quotations, after every sentence was checked; by the hash of what it was asked.
rewrites = Table(
    "rewrites",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("prompt_hash", Text, primary_key=True),
    Column("model", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("sentences", Json, nullable=False),
    sqlite_with_rowid=False,
)
