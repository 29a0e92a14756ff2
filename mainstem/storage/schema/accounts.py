"""Who is reading: users, their sessions, their apps' passwords."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, text, true

from mainstem.storage.schema.metadata import Json, Moment, metadata

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),  # casefolded: one name, however it is typed
    Column("password_hash", Text, nullable=False),
    Column("is_admin", Boolean, nullable=False, server_default=false()),
    Column("is_enabled", Boolean, nullable=False, server_default=true()),
    Column("email", Text, nullable=False, server_default=text("''")),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment),
    Column("preferences", Json, nullable=False, server_default=text("'{}'")),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("user_agent", Text, nullable=False, server_default=text("''")),
)

app_passwords = Table(
    "app_passwords",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", Text, nullable=False, unique=True),  # SHA-256: the secret is random, 160 bits
    Column("fever_key", Text, unique=True),  # keyed hash of md5(name:secret), as Fever's apps send it
    Column("scope", Text, nullable=False, server_default=text("'all'")),  # all, read
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("uses", BigInteger, nullable=False, server_default=text("0")),
)

Index("ix_users_seen_at", users.c.seen_at)
