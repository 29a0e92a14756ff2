"""Gathering entries that are kept, across restarts and processes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database, stories, users
from mainstem.storage.stories import Linked
from mainstem.storage.streams import states_of
from mainstem.stories import Correction, Reason
from tests.storage.library import add_feed, add_reader, clean, keep
from tests.stories.making import BANK, FERRY


def bring(database: Database, now: datetime) -> dict[int, str]:
    """The ferry and the bank, each from feeds of its own; ids with the name of the story."""
    reader = add_reader(database, now)
    known = {}
    for number, (name, one) in enumerate([("ferry", e) for e in FERRY] + [("bank", e) for e in BANK]):
        feed = add_feed(database, now, reader, url=f"https://{number}.example/feed")
        came = clean(number, title=one.title, text=one.text, url=f"https://{number}.example/{number}")
        known |= dict.fromkeys(keep(database, feed, now + timedelta(minutes=number), came), name)
    return known


def grouped(database: Database, now: datetime) -> set[frozenset[int]]:
    with database.read() as connection:
        found: dict[int, set[int]] = {}
        for link in stories.links(connection, now - timedelta(days=1)):
            found.setdefault(link.story_id, set()).add(link.entry_id)
    return {frozenset(ids) for ids in found.values()}


def named(known: dict[int, str]) -> set[frozenset[int]]:
    return {frozenset(one for one in known if known[one] == name) for name in set(known.values())}


def test_what_was_kept_is_gathered_once(database: Database, now: datetime) -> None:
    known = bring(database, now)
    gathering = Gathering(database)
    assert gathering.gather(now) == len(known)
    assert grouped(database, now) == named(known)
    assert gathering.gather(now) == 0


def test_the_evidence_is_kept_with_the_link(database: Database, now: datetime) -> None:
    known = bring(database, now)
    Gathering(database).gather(now)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    with database.read() as connection:
        linked = stories.story_of(connection, 1, ferry[0])
    assert [one.entry_id for one in linked] == ferry
    assert linked[0].evidence == ()
    assert linked[1].evidence[0].reason is Reason.WORDS
    assert linked[1].evidence[0].words


def test_another_process_waits_until_the_first_is_gone_and_goes_on(database: Database, now: datetime) -> None:
    known = bring(database, now)
    first, second = Gathering(database), Gathering(database)
    assert first.gather(now) == len(known)
    reader = add_reader(database, now, "ole")
    feed = add_feed(database, now, reader, url="https://late.example/feed")
    late = clean(
        99,
        title="Hvaldal ferry refloated",
        text="The ferry Skarvøy left the reef near Hvaldal in fog.",
    )
    (late_id,) = keep(database, feed, now + timedelta(hours=1), late)
    assert second.gather(now) == 0
    assert second.gather(now + timedelta(minutes=10)) == 1
    ferry = frozenset([*(one for one in known if known[one] == "ferry"), late_id])
    assert ferry in grouped(database, now)


def test_a_transaction_that_fails_loses_nothing(sqlite_database: Database, now: datetime) -> None:
    known = bring(sqlite_database, now)
    in_the_way = Linked(max(known), 77, None, ())
    with sqlite_database.write() as connection:
        stories.link(connection, [in_the_way])
    gathering = Gathering(sqlite_database)
    with pytest.raises(IntegrityError):
        gathering.gather(now)
    assert grouped(sqlite_database, now) == {frozenset([max(known)])}
    with sqlite_database.write() as connection:
        connection.exec_driver_sql("DELETE FROM story_links")
    gathering.gather(now)
    assert grouped(sqlite_database, now) == named(known)


def test_what_a_reader_says_is_obeyed_and_survives_a_restart(database: Database, now: datetime) -> None:
    known = bring(database, now)
    Gathering(database).gather(now)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    with database.write() as connection:
        for other in ferry[:2]:
            stories.correct(connection, 1, Correction(ferry[2], other, same=False), now)
    later = Gathering(database)
    later.gather(now + timedelta(minutes=10))
    assert frozenset([ferry[2]]) in grouped(database, now)
    assert frozenset(ferry[:2]) in grouped(database, now)
    Gathering(database).gather(now + timedelta(minutes=20))
    assert frozenset(ferry[:2]) in grouped(database, now)


def unread(database: Database, user_id: int, known: dict[int, str]) -> set[int]:
    with database.read() as connection:
        found = states_of(connection, user_id, list(known))
    return {one for one, state in found.items() if not (state.is_read or state.is_folded or state.is_hidden)}


def switch(database: Database, user_id: int, *, on: bool) -> None:
    with database.write() as connection:
        users.set_preferences(connection, user_id, {"fold_stories": True} if on else {})


def test_with_the_switch_on_each_story_counts_once_and_off_again_nothing_is_lost(
    database: Database, now: datetime
) -> None:
    known = bring(database, now)
    other = add_reader(database, now, "ole")
    gathering = Gathering(database)
    gathering.gather(now)
    assert unread(database, 1, known) == set(known)
    switch(database, 1, on=True)
    gathering.gather(now)
    leads = {min(one for one in known if known[one] == name) for name in ("ferry", "bank")}
    assert unread(database, 1, known) == leads
    assert unread(database, other.id, known) == set()
    switch(database, 1, on=False)
    gathering.gather(now)
    assert unread(database, 1, known) == set(known)


def test_an_entry_that_leaves_its_story_comes_out_from_under_the_lead(
    database: Database, now: datetime
) -> None:
    known = bring(database, now)
    switch(database, 1, on=True)
    gathering = Gathering(database)
    gathering.gather(now)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    with database.write() as connection:
        for one in ferry[:2]:
            stories.correct(connection, 1, Correction(ferry[2], one, same=False), now)
    gathering.gather(now)
    assert {ferry[0], ferry[2]} <= unread(database, 1, known)
    assert ferry[1] not in unread(database, 1, known)
