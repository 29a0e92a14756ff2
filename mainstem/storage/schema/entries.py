"""Entries, kept once for all readers: what lists need apart from the bodies, so that lists stay narrow."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text, text

from mainstem.storage.schema.metadata import Json, Moment, metadata

entries = Table(
    "entries",
    metadata,
    # arrival in microseconds, made unique: 16 decimal digits, time-ordered
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("serial", Integer, nullable=False, unique=True),  # dense, below 2^31: for protocols that need it
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("guid", Text, nullable=False),
    Column("guid_key", Text, nullable=False),  # 128 bits of SHA-256 of the guid
    Column("url", Text, nullable=False),
    Column("url_key", BigInteger, nullable=False, server_default=text("0")),  # canonical address, 63 bits
    Column("title", Text, nullable=False),
    Column("authors", Text, nullable=False, server_default=text("''")),  # names, one per line
    Column("published_at", Moment, nullable=False),  # the publisher's clock; arrival where it says nothing
    Column("updated_at", Moment),
    Column("changed_at", Moment, nullable=False),  # last change of the content here
    Column("listed_at", Moment, nullable=False),  # last fetch in which the publisher still listed it
    Column("language", Text, nullable=False, server_default=text("''")),
    Column("image_url", Text, nullable=False, server_default=text("''")),
    Column("length", Integer, nullable=False, server_default=text("0")),  # characters of text
    Column("has", SmallInteger, nullable=False, server_default=text("0")),  # bits: feeds.entry.Has
    Column("content_key", Text, nullable=False),  # 128 bits over title, address, authors, body
)

Index("uq_entries_feed_id_guid_key", entries.c.feed_id, entries.c.guid_key, unique=True)
Index("ix_entries_feed_id_id", entries.c.feed_id, entries.c.id)
Index("ix_entries_url_key", entries.c.url_key)
Index("ix_entries_published_at", entries.c.published_at, entries.c.id)  # apps that sort by date
TITLE_KEY = "lower(substr(entries.title, 1, 40))"  # of two that begin alike, the order is that of arrival
Index("ix_entries_title", text(TITLE_KEY.replace("entries.", "")), entries.c.id)
Index("ix_entries_length", entries.c.length, entries.c.id)

contents = Table(
    "contents",
    metadata,
    Column(
        "entry_id",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("entries.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("html", Text, nullable=False),  # cleaned under ``policy``
    Column("summary", Text, nullable=False, server_default=text("''")),  # the shorter body, cleaned
    Column("text", Text, nullable=False),  # plain text of html: searched, excerpted, gathered
    Column("original", Text),  # the feed's own body where full text replaced it
    Column("categories", Json, nullable=False, server_default=text("'[]'")),
    Column("enclosures", Json, nullable=False, server_default=text("'[]'")),
    Column("extras", Json, nullable=False, server_default=text("'{}'")),  # comments_url, episode, places …
    Column("policy", SmallInteger, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("replaced_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("content_key", Text, nullable=False),
)

Index("ix_versions_replaced_at", versions.c.replaced_at)

# What was deleted and must not come back as new.
tombstones = Table(
    "tombstones",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("guid_key", Text, primary_key=True),
    Column("entry_id", BigInteger, nullable=False),
    Column("listed_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
