"""Gathering entries that are kept, across restarts and processes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database, folding, happenings, mended, names, states, stories, threads, users
from mainstem.storage.states import Actor
from mainstem.storage.stories import Linked
from mainstem.storage.streams import states_of
from mainstem.stories import Correction, Reason
from mainstem.stories.contradictions import Problem
from mainstem.stories.names import NameKind
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
        _, linked = mended.story(connection, 1, ferry[0])
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


def unread(database: Database, user_id: int, known: dict[int, str]) -> set[int]:
    with database.read() as connection:
        found = states_of(connection, user_id, list(known))
    return {one for one, state in found.items() if not (state.is_read or state.is_folded or state.is_hidden)}


def switch(database: Database, user_id: int, *, on: bool, now: datetime) -> None:
    with database.write() as connection:
        users.set_preferences(connection, user_id, {"fold_stories": True} if on else {})
        folding.refold(connection, user_id, now)


def test_with_the_switch_on_each_story_counts_once_and_off_again_nothing_is_lost(
    database: Database, now: datetime
) -> None:
    known = bring(database, now)
    other = add_reader(database, now, "ole")
    gathering = Gathering(database)
    gathering.gather(now)
    assert unread(database, 1, known) == set(known)
    switch(database, 1, on=True, now=now)
    gathering.gather(now)
    leads = {min(one for one in known if known[one] == name) for name in ("ferry", "bank")}
    assert unread(database, 1, known) == leads
    assert unread(database, other.id, known) == set()
    switch(database, 1, on=False, now=now)
    gathering.gather(now)
    assert unread(database, 1, known) == set(known)


def test_an_entry_that_leaves_its_story_comes_out_from_under_the_lead(
    database: Database, now: datetime
) -> None:
    known = bring(database, now)
    switch(database, 1, on=True, now=now)
    gathering = Gathering(database)
    gathering.gather(now)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    with database.write() as connection:
        for one in ferry[:2]:
            mended.correct(connection, 1, Correction(ferry[2], one, same=False), now)
        folding.refold(connection, 1, now)
    assert {ferry[0], ferry[2]} <= unread(database, 1, known)
    assert ferry[1] not in unread(database, 1, known)


def test_what_was_gathered_is_read_for_names_events_and_doubts(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    text = "Prime Minister Ida Nordmann will travel to Oslo on Monday, 17 March 2026. Nordmann meets traders there."
    (entry_id,) = keep(database, feed, now, clean(1, title="Nordmann to Oslo", text=text, published_at=now))
    Gathering(database).gather(now)
    with database.read() as connection:
        named = names.of_entries(connection, [entry_id])
        (told, *_) = happenings.of_entries(connection, [entry_id])
        doubts = happenings.doubts(connection, [entry_id])
    assert named["Ida Nordmann"][0] is NameKind.PERSON
    assert named["Oslo"][0] is NameKind.PLACE
    assert told.event.where == "Oslo"
    assert [one.problem for one in doubts[entry_id]] == [Problem.WEEKDAY]


def test_when_the_day_has_passed_the_later_report_is_found(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    plan = "The Baltic Fisheries Summit will be held in Gdansk on 16 March 2026."
    (planned,) = keep(database, feed, now, clean(1, title="Summit", text=plan, published_at=now))
    gathering = Gathering(database)
    gathering.gather(now)
    later = now + timedelta(days=3)
    report = "The Baltic Fisheries Summit in Gdansk ended without a word about herring."
    (reported,) = keep(database, feed, later, clean(2, title="No word", text=report, published_at=later))
    gathering.gather(later)
    with database.read() as connection:
        (found,) = happenings.reports(connection, reader.id, [planned])
    assert (found.report_id, found.sentence) == (reported, report)


def test_stories_of_one_affair_become_a_thread_that_a_restart_keeps(
    database: Database, now: datetime
) -> None:
    reader = add_reader(database, now)
    ids = []
    for number, (title, text) in enumerate(AFFAIR):
        feed = add_feed(database, now, reader, url=f"https://{number}.example/feed")
        at = now + timedelta(hours=number)
        ids += keep(database, feed, at, clean(number, title=title, text=text, published_at=at))
    later = now + timedelta(hours=9)
    Gathering(database).gather(later)
    with database.read() as connection:
        stood = threads.every(connection, 100)
        in_stories = mended.stories_of(connection, ids)
    assert len(set(in_stories.values())) > 1
    assert len({thread for _, thread in stood}) == 1
    assert {story for story, _ in stood} == set(in_stories.values())
    Gathering(database).gather(later + timedelta(hours=2))
    with database.read() as connection:
        assert threads.every(connection, 100) == stood


AFFAIR = (
    (
        "Hvaldal ferry aground on Skarvoy reef",
        "The ferry Hvaldal ran aground on the Skarvoy reef with 41 aboard. Rescuers lifted the passengers before dark.",
    ),
    (
        "Harbour board pays for lights",
        "Talks about buoys have ended: the board in Tromso will renew every light along the northern channel,"
        " fishermen call it overdue since the Hvaldal.",
    ),
)


def test_a_feed_that_the_reader_opens_often_leads_the_story(database: Database, now: datetime) -> None:
    ida = add_reader(database, now)
    liked = add_feed(database, now, ida, url="https://liked.example/feed")
    for number in range(20):
        (old,) = keep(database, liked, now, clean(500 + number, title=f"Number {number} of many"))
        with database.write() as connection:
            states.mark(connection, "read", (ida.id, [old]), Actor("page"), now)
    switch(database, ida.id, on=True, now=now)
    other = add_feed(database, now, ida, url="https://other.example/feed")
    at = now + timedelta(minutes=1)
    (first,) = keep(database, other, at, clean(1, title=FERRY[0].title, text=FERRY[0].text))
    (second,) = keep(database, liked, at, clean(2, title=FERRY[1].title, text=FERRY[1].text))
    Gathering(database).gather(at)
    assert unread(database, ida.id, {first: "", second: ""}) == {second}


def test_odd_entries_are_gathered_and_read_like_any_other(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    many_dates = "Closed on 31 April 2026. " * 200
    texts = ["", "One", "long " * 1_000_000, "Ω" * 5_000, many_dates, "?" * 900, "东京 Oslo القاهرة"]
    came = [clean(number, title=text[:20], text=text) for number, text in enumerate(texts)]
    ids = keep(database, feed, now, *came)
    gathering = Gathering(database)
    assert gathering.gather(now) == len(ids)
    assert gathering.gather(now) == 0
    with database.read() as connection:
        progress = stories.progress(connection)
        doubted = happenings.doubts(connection, ids)
    assert progress is not None
    assert progress.read_entry_id == max(ids)
    assert {len(found) for found in doubted.values()} == {happenings.MOST_DOUBTS}


def test_texts_are_read_by_the_process_that_gathers_and_once(database: Database, now: datetime) -> None:
    known = bring(database, now)
    first, second = Gathering(database), Gathering(database)
    first.gather(now)
    assert second.gather(now) == 0
    with database.read() as connection:
        named = names.of_entries(connection, list(known))
    Gathering(database).gather(now + timedelta(minutes=10))
    with database.read() as connection:
        assert names.of_entries(connection, list(known)) == named
    assert named


def test_a_wish_to_fold_that_came_with_an_archive_is_found(database: Database, now: datetime) -> None:
    known = bring(database, now)
    with database.write() as connection:
        users.set_preferences(connection, 1, {"fold_stories": True})
    Gathering(database).gather(now)
    Gathering(database).gather(now + timedelta(hours=1))
    assert len(unread(database, 1, known)) == 2
