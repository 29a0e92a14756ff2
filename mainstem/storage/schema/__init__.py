"""Every table, one module per noun; ``metadata`` holds them all."""

from mainstem.storage.schema.accounts import app_passwords, sessions, users
from mainstem.storage.schema.attention import (
    briefings,
    drafts,
    reader_aliases,
    rewrites,
    secret_addresses,
    tastes,
)
from mainstem.storage.schema.changes import changed_entries, changes
from mainstem.storage.schema.entries import contents, entries, tombstones, versions
from mainstem.storage.schema.feeds import feeds, icon_searches, icons
from mainstem.storage.schema.installation import clock, outbox, settings
from mainstem.storage.schema.metadata import metadata
from mainstem.storage.schema.polls import documents, hosts, polls
from mainstem.storage.schema.pushes import pushes
from mainstem.storage.schema.queries import queries, rules
from mainstem.storage.schema.repairs import repairs
from mainstem.storage.schema.services import positions, repeats, services
from mainstem.storage.schema.states import labelled, labels, states
from mainstem.storage.schema.stories import (
    entry_doubts,
    entry_names,
    event_reports,
    gathering,
    story_corrections,
    story_events,
    story_folding,
    story_links,
    story_threads,
)
from mainstem.storage.schema.subscriptions import folders, subscription_folders, subscriptions
from mainstem.storage.schema.words import index_languages, vocabulary

__all__ = [
    "app_passwords",
    "briefings",
    "changed_entries",
    "changes",
    "clock",
    "contents",
    "documents",
    "drafts",
    "entries",
    "entry_doubts",
    "entry_names",
    "event_reports",
    "feeds",
    "folders",
    "gathering",
    "hosts",
    "icon_searches",
    "icons",
    "index_languages",
    "labelled",
    "labels",
    "metadata",
    "outbox",
    "polls",
    "positions",
    "pushes",
    "queries",
    "reader_aliases",
    "repairs",
    "repeats",
    "rewrites",
    "rules",
    "secret_addresses",
    "services",
    "sessions",
    "settings",
    "states",
    "story_corrections",
    "story_events",
    "story_folding",
    "story_links",
    "story_threads",
    "subscription_folders",
    "subscriptions",
    "tastes",
    "tombstones",
    "users",
    "versions",
    "vocabulary",
]
