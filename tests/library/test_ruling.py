"""Rules of readers, from a form to what they did to entries."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.changes import decide
from mainstem.feeds.errors import BadQuery, NotFound
from mainstem.feeds.feed import Feed
from mainstem.library import Library, folders, marking, ruling, searching, streams
from mainstem.reading import Kind, ReaderEntry, State, Stream, View
from mainstem.refresh import ruling as arriving
from mainstem.refresh.ruling import Brought
from mainstem.rules import ready
from mainstem.rules.evaluation import holds
from mainstem.storage import Database, entries, fulltext, subscriptions
from mainstem.storage.states import Actor
from tests.library.test_searching import world as searched
from tests.storage.library import add_feed, add_reader, clean


def world(database: Database, now: datetime) -> tuple[Library, User, Feed]:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    return Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1)), reader, feed


def arrive(library: Library, feed: Feed, *titles: str, text: str = "Body", at: int = 0) -> list[int]:
    """Entries arrive as a poll brings them, and are ruled; a title that was there is an update."""
    moment = library.now() + timedelta(seconds=at)
    came = [clean(hash(one) % 10**6, title=one, text=text, html=f"<p>{text}</p>") for one in titles]
    with library.database.write() as connection:
        have = entries.have(connection, feed.id, [one.guid_key for one in came])
        decided = decide(came, have)
        new = entries.keep(connection, feed.id, decided, moment)
        changed = tuple(one.entry_id for one in decided.changed)
        arriving.rule_all(connection, [Brought(feed.id, new, changed)], moment)
    return list(new)


def shown(library: Library, reader: User) -> dict[str, ReaderEntry]:
    return {one.entry.title: one for one in streams.page(library, reader, View(limit=100)).entries}


def test_a_rule_is_applied_before_anybody_sees_the_entry(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    label = folders.add_label(library, reader, "Later")
    ruling.add(library, reader, ruling.form("Ads", "intitle:ad", "read", stop=True))
    ruling.add(library, reader, ruling.form("Cars", "car", f"star, label:{label.id}", f"feed/{feed.id}"))
    ruling.add(library, reader, ruling.form("Nap", "nap", "snooze:P1D"))
    arrive(library, feed, "An ad for a car", "A car", "A nap", "News")
    seen = shown(library, reader)
    assert seen["An ad for a car"].state.is_read
    assert not seen["An ad for a car"].state.is_starred
    assert seen["A car"].state.is_starred
    assert seen["A car"].state.label_ids == (label.id,)
    assert "A nap" not in seen
    assert not seen["News"].state.is_read
    [why] = marking.changes(library, reader, entry_id=seen["An ad for a car"].entry.id)
    assert why.actor == Actor("rule", "Ads")


def test_a_rule_of_one_reader_is_nothing_to_another(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    other = add_reader(database, now, "ole")
    with database.write() as connection:
        subscriptions.add(connection, other.id, feed.id, now)
    ruling.add(library, reader, ruling.form("All", "is:unread", "hide"))
    arrive(library, feed, "One")
    assert shown(library, reader) == {}
    assert not shown(library, other)["One"].state.is_read


def test_updates_are_ruled_only_where_asked_for(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    ruling.add(library, reader, ruling.form("New", "fresh", "star"))
    ruling.add(library, reader, ruling.form("Updated", "fresh", "read", on_updated=True))
    arrive(library, feed, "One", text="stale")
    arrive(library, feed, "One", text="fresh", at=5)
    state = shown(library, reader)["One"].state
    assert (state.is_starred, state.is_read) == (False, True)


def test_settings_read_on_arrival_same_title_filters_and_too_many(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    with database.read() as connection:
        held = subscriptions.one(connection, reader.id, feed.id)
    assert held is not None

    def say(**settings: object) -> None:
        with library.database.write() as connection:
            subscriptions.change(connection, held.id, {"settings": settings})

    say(same_title=10, read_filters=["sponsored", "is:("])
    arrive(library, feed, "One")
    with library.database.write() as connection:
        twin = clean(77, title="One")
        new = entries.keep(
            connection, feed.id, decide([twin, clean(78, title="Sponsored")], {}), now + timedelta(days=1)
        )
        arriving.rule_all(connection, [Brought(feed.id, new)], now + timedelta(days=1))
    states = [one.state.is_read for one in streams.page(library, reader, View(is_ascending=True)).entries]
    assert states == [False, True, True] or sorted(states) == [False, True, True]
    say(read_on_arrival=True)
    arrive(library, feed, "Two", at=9)
    assert shown(library, reader)["Two"].state.is_read
    say(most_unread=1)
    arrive(library, feed, "Three", "Four", "Five", at=20)
    unread = [one for one in shown(library, reader).values() if not one.state.is_read]
    assert len(unread) == 1


def test_the_damage_report_counts_what_brute_force_counts(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    label = folders.add_label(library, reader, "Later")
    arrive(library, feed, *(f"{'Car' if n % 2 else 'Boat'} {n}" for n in range(40)))
    page = streams.page(library, reader, View(limit=100)).entries
    cars = [one.entry.id for one in page if "Car" in one.entry.title]
    boats = [one.entry.id for one in page if "Boat" in one.entry.title]
    by_hand, app = Actor("page"), Actor("api", "phone")
    for entry_id in cars[:3]:
        marking.mark(library, reader, [entry_id], "read", by_hand)
    marking.mark(library, reader, [cars[2], cars[3], boats[0]], "star", app)
    marking.label(library, reader, [cars[4]], label.id, by_hand)
    marking.mark(library, reader, cars[5:], "read", by_hand)  # clearing up is no interest
    found = ruling.damage(library, reader, ruling.form("Cars", "car", "hide"))
    assert (found.looked_at, found.hits, found.opened, found.starred, found.labelled) == (40, 20, 3, 2, 1)
    assert found.regretted == 5
    assert found.is_broad
    assert {one.entry.id for one in found.examples[:5]} == set(cars[:5])
    assert not ruling.damage(library, reader, ruling.form("None", "plane", "hide")).is_broad


def test_a_rule_runs_over_what_is_there_and_is_undone(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    arrive(library, feed, "A car", "A boat")
    rule = ruling.add(library, reader, ruling.form("Cars", "car", "star, hide"))
    changes = ruling.run(library, reader, rule.id)
    assert [each.count for each in changes] == [1, 1]
    assert set(shown(library, reader)) == {"A boat"}
    for each in changes:
        marking.undo(library, reader, each.id)
    assert not shown(library, reader)["A car"].state.is_starred


def test_dead_and_broken_rules_are_named(database: Database, now: datetime) -> None:
    library, reader, feed = world(database, now)
    label = folders.add_label(library, reader, "Later")
    arrive(library, feed, "A car")
    [entry_id], _ = streams.ids(library, reader, View())
    marking.mark(library, reader, [entry_id], "star", Actor())
    ruling.add(library, reader, ruling.form("Cars", "car", "hide"))
    ruling.add(library, reader, ruling.form("Gone", "x", f"label:{label.id}"))
    folders.remove_label(library, reader, label.id)
    later = replace(library, now=lambda: now + timedelta(days=91))
    cars, gone = ruling.report(later, reader)
    assert cars.is_dead
    assert "gone" in gone.trouble
    assert [one.entry.title for one in ruling.report(library, reader)[0].hid_wanted] == ["A car"]


def test_what_a_rule_refers_to_must_be_there(database: Database, now: datetime) -> None:
    library, reader, _ = world(database, now)
    for scope, actions in (
        ("feed/99", "read"),
        ("folder/99", "read"),
        ("label/99", "read"),
        ("all", "label:99"),
    ):
        with pytest.raises(NotFound):
            ruling.add(library, reader, ruling.form("x", "x", actions, scope))
    with pytest.raises(BadQuery):
        ruling.add(library, reader, ruling.form("x", "is:(", "read"))
    assert ruling.every(library, reader) == []
    assert Stream(Kind.ALL) == ruling.form("x", "x", "read").scope


@pytest.mark.parametrize(
    "expression",
    ["car", "-car", "is:unread car", "is:starred", "!is:starred", "is:starred OR car", "!(is:read car)", "label:later",
     "!label:later news", "userdate:2026 apple", "!userdate:2026", "/c.r/ -the", "!/c.r/", "in:later OR apple",
     "folder:news apple", "is:important", "!is:important red", "has:label", "#food", "date:2026-03", "mdate:P1D car"],
)  # fmt: skip
def test_what_the_index_lets_through_is_what_every_entry_would_have_met(
    database: Database, now: datetime, expression: str
) -> None:
    library, reader, feed_id = searched(database, now)
    for scope in ("all", f"feed/{feed_id}"):
        rule = ruling.form("R", expression, "read", scope)
        with database.read() as connection:
            held = searching.holdings(connection, reader)
            languages = fulltext.languages(connection)
        prepared = ready(replace(rule, on_updated=True), library.now(), languages=languages)
        whole = streams.page(library, reader, View(limit=500)).entries
        fresh = [replace(one, state=State(label_ids=one.state.label_ids)) for one in whole]
        expected = sum(holds(prepared, held.view(one)) for one in fresh)
        assert ruling.damage(library, reader, rule).hits == expected, scope
