"""What publishers make: feeds (fetched once for all their readers) and their icons."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, false, text

from mainstem.storage.schema.metadata import Json, Moment, metadata

icons = Table(
    "icons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("mime_type", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Column("fetched_at", Moment, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    # SHA-256 of the address and of all that makes a fetch private: two feeds are one only if all agrees
    Column("identity", Text, nullable=False, unique=True),
    Column("feed_url", Text, nullable=False, index=True),
    Column("site_url", Text, nullable=False, server_default=text("''")),
    Column("title", Text, nullable=False, server_default=text("''")),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("language", Text, nullable=False, server_default=text("''")),
    Column("image_url", Text, nullable=False, server_default=text("''")),
    Column("icon_id", ForeignKey("icons.id", ondelete="SET NULL")),
    Column(
        "options", Json, nullable=False, server_default=text("'{}'")
    ),  # fetching.Options, secrets encrypted
    Column("recipe", Json),  # how a page becomes a feed, or nothing
    Column("is_private", Boolean, nullable=False, server_default=false()),
    Column("guid_policy", Text, nullable=False, server_default=text("'guid'")),
    # validators, byte for byte as received
    Column("etag", Text, nullable=False, server_default=text("''")),
    Column("last_modified", Text, nullable=False, server_default=text("''")),
    Column("body_hash", Text, nullable=False, server_default=text("''")),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment),  # nothing: never by itself (gone, or without readers)
    Column("fetched_at", Moment),  # last answer of any kind
    Column("succeeded_at", Moment),  # last answer that was read or was a 304
    Column("changed_at", Moment),  # last new entry
    Column("failing_since", Moment),
    Column("faults", Integer, nullable=False, server_default=text("0")),
    Column("fault", Text, nullable=False, server_default=text("''")),
    Column("is_gone", Boolean, nullable=False, server_default=false()),
    Column("polling", Json, nullable=False, server_default=text("'{}'")),  # what the schedule remembers
)

Index("ix_feeds_due_at", feeds.c.due_at, postgresql_where=feeds.c.due_at.isnot(None))

# When a site's icon was last looked for, found or not.
icon_searches = Table(
    "icon_searches",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("searched_at", Moment, nullable=False, index=True),
)
