"""Subscriptions of ours at publishers' hubs (WebSub) and clouds (rssCloud)."""

from sqlalchemy import Column, ForeignKey, Table, Text, text

from mainstem.storage.schema.metadata import Moment, metadata

pushes = Table(
    "pushes",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False, server_default=text("'websub'")),  # websub, cloud
    Column("hub_url", Text, nullable=False),
    Column("topic", Text, nullable=False, index=True),
    Column("token", Text, nullable=False, unique=True),  # the last part of the callback's address
    Column("secret", Text, nullable=False),
    Column("asked_at", Moment),
    Column("ask_at", Moment, index=True),  # when to ask the hub (again)
    Column("lease_until", Moment),
    Column("delivered_at", Moment),
    Column("trouble", Text, nullable=False, server_default=text("''")),
)
