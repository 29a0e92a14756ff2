"""Where a feed that fails may be found now."""

from sqlalchemy import Column, Float, ForeignKey, Table, Text, text

from mainstem.storage.schema.metadata import Moment, metadata

repairs = Table(
    "repairs",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("searched_at", Moment, nullable=False, index=True),
    Column("feed_url", Text, nullable=False, server_default=text("''")),  # empty: nothing was found
    Column("title", Text, nullable=False, server_default=text("''")),
    Column("overlap", Float, nullable=False, server_default=text("0")),  # share of its entries that we have
)
