"""What follows for each reader from entries that arrived or changed: settings first, then rules.

In the order that people know: read on arrival, same title, filters, rules; afterwards what is too much.
Runs in the transaction that keeps the entries, so that no reader ever sees them unruled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from mainstem.accounts import preferences
from mainstem.feeds.errors import BadQuery
from mainstem.reading import ReaderEntry, Subscription
from mainstem.reading import settings as declared
from mainstem.rules import Hide, Hit, Notify, PutLabel, Read, Ready, Rule, Send, Snooze, Star, evaluate, ready
from mainstem.search import EntryView
from mainstem.search.holdings import Holdings
from mainstem.storage import (
    Connection,
    arriving,
    entries,
    fulltext,
    labels,
    remarks,
    rules,
    services,
    states,
    subscriptions,
    users,
)
from mainstem.storage.states import Actor

_MARKS = {Read: "read", Star: "star", Hide: "hide"}
_NEW = "new_entries"
SAVE, TELL = "save", "tell"  # kinds of parcels: see library.sending


@dataclass(frozen=True, slots=True)
class Brought:
    """The ids of a feed's entries that arrived, and of those that changed."""

    feed_id: int
    new_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()


def rule_all(connection: Connection, feeds: Sequence[Brought], now: datetime) -> None:
    """Apply every reader's settings and rules to the new and changed entries of feeds."""
    feeds = [one for one in feeds if one.new_ids or one.changed_ids]
    if not feeds:
        return
    feed_ids = [one.feed_id for one in feeds]
    ruled = rules.of_feeds(connection, feed_ids)
    levels = arriving.settings_of(connection, feed_ids)
    for came in feeds:
        for user_id, said in sorted(levels[came.feed_id].items()):
            reader = _Reader(connection, user_id, came.feed_id, now)
            reader.take(came, declared.resolved(said), ruled.get(user_id, []))


class _Reader:
    """One reader of one feed, within one transaction."""

    def __init__(self, connection: Connection, user_id: int, feed_id: int, now: datetime) -> None:
        self.connection = connection
        self.user_id = user_id
        self.feed_id = feed_id
        self.now = now

    def take(self, came: Brought, said: dict[str, Any], ruled: Sequence[Rule]) -> None:
        """All that follows for this reader."""
        if came.changed_ids and said["unread_when_updated"]:
            self.mark(came.changed_ids, "unread", Actor("rule", "updated by its publisher"))
        if came.new_ids:
            self.settle(list(came.new_ids), said)
        if ruled:
            self.rule(ruled, [*came.new_ids, *came.changed_ids], set(came.changed_ids))
        if said["most_unread"] and came.new_ids:
            beyond = arriving.beyond_unread(self.connection, self.user_id, self.feed_id, said["most_unread"])
            self.mark(beyond, "read", Actor("rule", "more than the newest stay unread"))

    def mark(self, entry_ids: Sequence[int], action: str, actor: Actor) -> None:
        if entry_ids:
            states.mark(self.connection, action, (self.user_id, entry_ids), actor, self.now)

    def settle(self, new_ids: list[int], said: dict[str, Any]) -> None:
        """What arrives read by the settings of the subscription."""
        if said["read_on_arrival"]:
            self.mark(new_ids, "read", Actor("rule", "read on arrival"))
            return
        if said["same_title"]:
            same = arriving.same_title(self.connection, [self.feed_id], new_ids, said["same_title"])
            self.mark(same, "read", Actor("rule", "same title in this feed"))
        if said["same_title_in_folder"]:
            beside = arriving.feeds_beside(self.connection, self.user_id, self.feed_id)
            same = arriving.same_title(self.connection, beside, new_ids, said["same_title_in_folder"])
            self.mark(same, "read", Actor("rule", "same title in this folder"))
        if said["read_filters"]:
            filters = [
                Rule(-place, text, text, (Read(),)) for place, text in enumerate(said["read_filters"], 1)
            ]
            self.rule(filters, new_ids, set())

    def rule(self, kept: Sequence[Rule], came: Sequence[int], changed_ids: set[int]) -> None:
        """Evaluate rules for entries, and do what they ask for."""
        prepared = self._ready(kept)
        if not prepared:
            return
        held = self._holdings()
        found = entries.of_reader(self.connection, self.user_id, came)
        asked: dict[tuple[int, Any], list[int]] = {}
        for one in found:
            for hit in evaluate(prepared, self._view(held, one, changed_ids)):
                asked.setdefault((hit.rule_id, hit.action), []).append(one.entry.id)
        names = {rule.id: rule.name for rule in kept}
        for (rule_id, action), ids in asked.items():
            self._apply(Hit(rule_id, action), ids, Actor("rule", names[rule_id]))
        counted = {rule_id: len(ids) for (rule_id, _), ids in asked.items() if rule_id > 0}
        rules.count_hits(self.connection, counted, self.now)

    def _view(self, held: Holdings, one: ReaderEntry, changed_ids: set[int]) -> EntryView:
        return held.view(one, is_updated=one.entry.id in changed_ids)

    def _ready(self, kept: Sequence[Rule]) -> list[Ready]:
        """Rules that cannot be read any more hit nothing; the list of rules says so to the reader."""
        zone, languages = self._zone(), fulltext.languages(self.connection) or ("en",)
        prepared = []
        for rule in kept:
            try:
                prepared.append(ready(rule, self.now, zone, languages))
            except BadQuery:
                continue
        return prepared

    def _zone(self) -> tzinfo:
        user = users.by_id(self.connection, self.user_id)
        return preferences.of(user.preferences).zone if user else UTC

    def _holdings(self) -> Holdings:
        held: Subscription | None = subscriptions.one(self.connection, self.user_id, self.feed_id)
        folders = subscriptions.folders_of(self.connection, self.user_id)
        return Holdings([held] if held else [], folders, labels.every(self.connection, self.user_id))

    def _apply(self, hit: Hit, ids: list[int], actor: Actor) -> None:
        action = hit.action
        match action:
            case Read() | Star() | Hide():
                self.mark(ids, _MARKS[type(action)], actor)
            case PutLabel(label_id):
                if label_id in {one.id for one in labels.every(self.connection, self.user_id)}:
                    states.label(self.connection, self.user_id, label_id, ids, actor, self.now)
            case Snooze(period):
                remarks.snooze(self.connection, self.user_id, ids, self.now + period, actor, self.now)
            case Send(service_id):
                parcels = [
                    {"service_id": service_id, "entry_ids": [one], "event": "save_entry"} for one in ids
                ]
                services.put(self.connection, self.user_id, SAVE, parcels, self.now)
            case Notify():
                self._notify(ids)

    def _notify(self, ids: list[int]) -> None:
        held = [one for one in services.every(self.connection, self.user_id) if one.is_enabled]
        told = [one for one in held if _NEW not in one.events]  # the others are told anyway
        parcels = [{"service_id": one.id, "entry_ids": ids, "event": _NEW} for one in told]
        services.put(self.connection, self.user_id, TELL, parcels, self.now)


def mark_gone(connection: Connection, feed_ids: Sequence[int], now: datetime) -> None:
    """For readers who want it: mark as read what the publishers no longer list."""
    for feed_id, levels in arriving.settings_of(connection, feed_ids).items():
        wanting = [user_id for user_id, said in levels.items() if declared.resolved(said)["read_when_gone"]]
        gone = arriving.no_longer_listed(connection, feed_id, entries.LISTED_EVERY) if wanting else []
        for user_id in wanting:
            _Reader(connection, user_id, feed_id, now).mark(gone, "read", Actor("age", "no longer listed"))
