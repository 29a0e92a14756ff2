"""States that cannot be lost: late and repeating clients, entries that arrive meanwhile, undo at any time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mainstem.feeds.errors import NotFound
from mainstem.library import Library, counting, marking, streams
from mainstem.library.context import Library as Opened
from mainstem.reading import Kind, Show, Stream, View
from mainstem.storage import Database, connect, states
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep

CLIENTS = 4
START = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
_OPPOSITE = {"read": "unread", "unread": "read", "star": "unstar", "unstar": "star"}


class Readers(RuleBasedStateMachine):
    """Several clients of one reader against a model that is two sets and a list of what was done."""

    database: Database
    library: Library

    @initialize()
    def begin(self) -> None:
        self.now = START
        self.user = add_reader(self.database, START, f"ida{id(self)}")
        self.feeds = [
            add_feed(self.database, START, self.user, url=f"https://{n}.example/{id(self)}") for n in range(2)
        ]
        self.library = Opened(self.database, b"s" * 32, now=lambda: self.now)
        self.feed_of: dict[int, int] = {}
        self.read: set[int] = set()
        self.starred: set[int] = set()
        self.snapshots = [0] * CLIENTS
        self.sent: list[tuple[str, list[int]]] = []
        self.done: list[tuple[int, str, frozenset[int]]] = []

    def _tick(self) -> None:
        self.now += timedelta(seconds=1)

    @rule(feed=st.integers(0, 1), count=st.integers(1, 3))
    def entries_arrive(self, feed: int, count: int) -> None:
        self._tick()
        number = len(self.feed_of)
        came = [clean(number + at) for at in range(count)]
        for entry_id in keep(self.database, self.feeds[feed], self.now, *came):
            self.feed_of[entry_id] = self.feeds[feed].id

    @rule(client=st.integers(0, CLIENTS - 1))
    def a_client_looks(self, client: int) -> None:
        self.snapshots[client] = streams.page(self.library, self.user, View(limit=5)).newest_id

    @rule(client=st.integers(0, CLIENTS - 1), feed=st.sampled_from([None, 0, 1]))
    def a_late_client_marks_all_as_read(self, client: int, feed: int | None) -> None:
        self._tick()
        bound = self.snapshots[client]
        stream = Stream() if feed is None else Stream(Kind.FEED, self.feeds[feed].id)
        newer = {one for one in self.feed_of if one > bound} - self.read
        change = marking.mark_stream(
            self.library, self.user, View(stream, newest_id=bound), "read", Actor("api", f"client {client}")
        )
        wanted = {
            one for one, held in self.feed_of.items()
            if one <= bound and (feed is None or held == self.feeds[feed].id)
        }  # fmt: skip
        self._note(change, "read", wanted)
        assert not newer & self.read

    @rule(action=st.sampled_from(sorted(_OPPOSITE)), picks=st.lists(st.integers(0, 30), max_size=4))
    def a_client_marks(self, action: str, picks: list[int]) -> None:
        known = sorted(self.feed_of)
        self._send(action, [known[pick % len(known)] for pick in picks] if known else [])

    @rule(which=st.integers(0, 50))
    def a_client_repeats_what_it_sent_before(self, which: int) -> None:
        if self.sent:
            self._send(*self.sent[which % len(self.sent)])

    def _send(self, action: str, ids: list[int]) -> None:
        self._tick()
        self.sent.append((action, ids))
        change = marking.mark(self.library, self.user, [*ids, 12345], action, Actor("api", "app"))
        self._note(change, action, set(ids))

    def _note(self, change: Any, action: str, wanted: set[int]) -> None:
        target = self.read if "read" in action else self.starred
        is_on = action in ("read", "star")
        touched = frozenset(wanted - target if is_on else wanted & target)
        assert (change.count if change else 0) == len(touched)
        target.update(touched) if is_on else target.difference_update(touched)
        if change:
            self.done.append((change.id, action, touched))

    @rule(which=st.integers(0, 50))
    def the_reader_undoes(self, which: int) -> None:
        if not self.done:
            return
        self._tick()
        place = which % len(self.done)
        change_id, action, touched = self.done.pop(place)
        marking.undo(self.library, self.user, change_id)
        later = {
            one for other_id, other, them in self.done if other_id > change_id
            and other in (action, _OPPOSITE[action]) for one in them
        }  # fmt: skip
        target = self.read if "read" in action else self.starred
        alone = touched - later
        target.difference_update(alone) if action in ("read", "star") else target.update(alone)
        with pytest.raises(NotFound):
            marking.undo(self.library, self.user, change_id)

    @rule(action=st.sampled_from(["read", "star"]))
    def doing_and_undoing_at_once_changes_nothing(self, action: str) -> None:
        before = self._held()
        change = marking.mark(self.library, self.user, list(self.feed_of), action, Actor())
        if change:
            marking.undo(self.library, self.user, change.id)
        assert self._held() == before

    def _held(self) -> dict[int, tuple[bool, bool]]:
        found = streams.some(self.library, self.user, list(self.feed_of), with_content=False)
        return {one.entry.id: (one.state.is_read, one.state.is_starred) for one in found}

    @invariant()
    def everything_is_as_the_clients_left_it(self) -> None:
        if not hasattr(self, "feed_of"):
            return
        assert self._held() == {one: (one in self.read, one in self.starred) for one in self.feed_of}

    @invariant()
    def the_counts_are_exact(self) -> None:
        if not hasattr(self, "feed_of"):
            return
        counts = counting.every(self.library, self.user)
        assert counts[Stream()].unread == len(self.feed_of.keys() - self.read)
        assert counts[Stream(Kind.STARRED)].total == len(self.starred)
        for feed in self.feeds:
            mine = {one for one, held in self.feed_of.items() if held == feed.id}
            assert counts[Stream(Kind.FEED, feed.id)].unread == len(mine - self.read)
        unread, _ = streams.ids(self.library, self.user, View(show=Show.UNREAD, limit=500))
        assert set(unread) == self.feed_of.keys() - self.read


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = connect(url)
    yield database
    database.close()


def test_no_client_however_late_loses_or_invents_a_state(database_url: str) -> None:
    with _opened(database_url) as opened:
        machine = type("Machine", (Readers,), {"database": opened})
        quick = settings(
            max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(machine, settings=quick)


def test_a_change_says_who_made_it(database: Database) -> None:
    reader = add_reader(database, START)
    feed = add_feed(database, START, reader)
    [entry_id] = keep(database, feed, START, clean(1))
    library = Opened(database, b"s" * 32, now=lambda: START)
    marking.mark(library, reader, [entry_id], "read", Actor("rule", "Ads"))
    [why] = marking.changes(library, reader, entry_id=entry_id)
    assert (why.actor, why.action, why.changed_at) == (Actor("rule", "Ads"), "read", START)
    late = Opened(database, b"s" * 32, now=lambda: START + timedelta(days=31))
    with pytest.raises(NotFound):
        marking.undo(late, reader, why.id)
    assert states.ACTIONS.keys() >= {"read", "unread", "star", "unstar", "hide", "show"}


def test_a_snoozed_entry_is_away_until_its_time_and_comes_back_unread(database: Database) -> None:
    reader = add_reader(database, START)
    feed = add_feed(database, START, reader)
    [entry_id] = keep(database, feed, START, clean(1))
    library = Opened(database, b"s" * 32, now=lambda: START)
    change = marking.snooze(library, reader, [entry_id], START + timedelta(hours=1), Actor())
    assert change is not None
    assert streams.ids(library, reader, View())[0] == []
    assert streams.ids(library, reader, View(Stream(Kind.SNOOZED)))[0] == [entry_id]
    assert counting.every(library, reader)[Stream()].unread == 0
    later = Opened(database, b"s" * 32, now=lambda: START + timedelta(hours=1))
    assert (marking.wake(library), marking.wake(later)) == (0, 1)
    assert streams.ids(library, reader, View(show=Show.UNREAD))[0] == [entry_id]


def test_a_note_is_kept_found_and_taken_back(database: Database) -> None:
    reader = add_reader(database, START)
    feed = add_feed(database, START, reader)
    [entry_id] = keep(database, feed, START, clean(1))
    library = Opened(database, b"s" * 32, now=lambda: START)
    marking.note(library, reader, entry_id, "first", Actor())
    change = marking.note(library, reader, entry_id, "seçond 🗒", Actor())
    assert change is not None
    assert streams.ids(library, reader, View(search="has:note"))[0] == [entry_id]
    marking.undo(library, reader, change.id)
    assert streams.entry(library, reader, entry_id).state.note == "first"
    with pytest.raises(NotFound):
        marking.note(library, reader, 99, "x", Actor())
