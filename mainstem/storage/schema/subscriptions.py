"""What a reader follows: subscriptions and the folders that group them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from mainstem.storage.schema.metadata import Json, Moment, metadata

folders = Table(
    "folders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("parent_id", ForeignKey("folders.id", ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),  # casefolded
    Column("position", Integer),  # nothing: after the numbered ones, by name
    Column("settings", Json, nullable=False, server_default=text("'{}'")),
)

Index("uq_folders_name", folders.c.user_id, text("coalesce(parent_id, 0)"), folders.c.name_key, unique=True)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False, server_default=text("''")),  # empty: the feed's own
    Column("visibility", SmallInteger, nullable=False, server_default=text("10")),  # reading.Visibility
    Column("is_muted", Boolean, nullable=False, server_default=false()),
    Column("position", Integer),
    Column("subscribed_at", Moment, nullable=False),
    # left: kept for the way back, and because what was starred or labelled stays with the reader
    Column("left_at", Moment),
    Column("settings", Json, nullable=False, server_default=text("'{}'")),
    # counted by triggers on states, so that they are right by construction
    Column("total_count", Integer, nullable=False, server_default=text("0")),
    Column("unread_count", Integer, nullable=False, server_default=text("0")),
    Column("starred_count", Integer, nullable=False, server_default=text("0")),
    Column("starred_unread_count", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("user_id", "feed_id"),
)

subscription_folders = Table(
    "subscription_folders",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("folder_id", ForeignKey("folders.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

_NARROW = text(
    "visibility < 10 or left_at is not null"
)  # few: so that the main stream knows at once what it leaves out
Index(
    "ix_subscriptions_narrow",
    subscriptions.c.user_id,
    subscriptions.c.visibility,
    subscriptions.c.feed_id,
    sqlite_where=_NARROW,
    postgresql_where=_NARROW,
)
