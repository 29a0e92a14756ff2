"""What readers made of the search language: saved searches and rules."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, UniqueConstraint, false, text, true

from mainstem.storage.schema.metadata import Moment, metadata

queries = Table(
    "queries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("expression", Text, nullable=False),
    Column("stream", Text, nullable=False, server_default=text("'main'")),  # reading.Stream.address
    Column("show", Text, nullable=False, server_default=text("'all'")),
    Column("sort", Text, nullable=False, server_default=text("'arrival'")),
    Column("is_ascending", Boolean, nullable=False, server_default=false()),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("image_url", Text, nullable=False, server_default=text("''")),
    # a secret address; nothing: never shared
    Column("token", Text, unique=True),
    Column("shares_entries", Boolean, nullable=False, server_default=false()),
    Column("shares_feeds", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("user_id", "name_key"),
)

rules = Table(
    "rules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("expression", Text, nullable=False),
    Column("scope", Text, nullable=False, server_default=text("'all'")),
    Column("actions", Text, nullable=False),  # rules.actions.write
    Column("stop", Boolean, nullable=False, server_default=false()),
    Column("is_enabled", Boolean, nullable=False, server_default=true()),
    Column("on_updated", Boolean, nullable=False, server_default=false()),
    Column("hits", Integer, nullable=False, server_default=text("0")),
    Column("hit_at", Moment),
    Column("created_at", Moment, nullable=False),
)
