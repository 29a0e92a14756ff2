"""What was cleaned under an earlier policy is cleaned again."""

from datetime import datetime, timedelta

from sqlalchemy import update

from mainstem import content
from mainstem.feeds.entry import CleanEntry
from mainstem.library import Library, recleaning, streams
from mainstem.reading import View
from mainstem.storage import Database, entries, versions
from mainstem.storage.schema import contents
from tests.storage.library import add_feed, add_reader, keep
from tests.storage.library import clean as cleaned

LOOSE = "<p>Amaryllis</p><script>alert(1)</script>"


def clean(number: int, **changes: object) -> CleanEntry:
    return cleaned(number, policy=content.POLICY, **changes)


def _age(database: Database, entry_id: int, **values: object) -> None:
    """Make an entry one of an earlier version of Mainstem."""
    with database.write() as connection:
        connection.execute(update(contents).where(contents.c.entry_id == entry_id).values(policy=0, **values))


def _open(database: Database, now: datetime) -> Library:
    return Library(database, b"s" * 32, now=lambda: now)


def test_bodies_summaries_and_originals_of_an_earlier_policy_are_cleaned(
    database: Database, now: datetime
) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    old, new = keep(database, feed, now, clean(1), clean(2))
    _age(database, old, html=LOOSE, summary=LOOSE, original=LOOSE)
    library = _open(database, now)
    assert recleaning.again(library) == recleaning.Outcome(1, 1)
    with database.read() as connection:
        body = entries.contents_of(connection, [old])[old]
        other = entries.contents_of(connection, [new])[new]
    assert (body.html, body.summary, body.original) == ("<p>Amaryllis</p>",) * 3
    assert body.text == "Amaryllis"
    assert (body.policy, other.policy) == (content.POLICY, content.POLICY)
    assert recleaning.again(library) == recleaning.Outcome()


def test_search_finds_the_new_words_and_not_the_old(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [old] = keep(database, feed, now, clean(1, html="<p>Wisteria</p>", text="Wisteria"))
    _age(database, old, html=LOOSE)
    library = _open(database, now)
    recleaning.again(library)
    assert streams.ids(library, reader, View(search="amaryllis"))[0] == [old]
    assert streams.ids(library, reader, View(search="wisteria"))[0] == []


def test_what_is_clean_already_is_only_marked(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [old] = keep(database, feed, now, clean(1))
    with database.read() as connection:
        was = entries.by_ids(connection, [old])[old]
    _age(database, old)
    assert recleaning.again(_open(database, now + timedelta(days=1))) == recleaning.Outcome(1, 0)
    with database.read() as connection:
        assert entries.by_ids(connection, [old])[old] == was


def test_a_publisher_who_lists_a_recleaned_entry_again_has_not_changed_it(
    database: Database, now: datetime
) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    loose = clean(1, html=LOOSE, text="Amaryllis")
    [old] = keep(database, feed, now, loose)
    _age(database, old)
    recleaning.again(_open(database, now))
    came = clean(1, html="<p>Amaryllis</p>", text="Amaryllis")
    with database.read() as connection:
        [have] = entries.have(connection, feed.id, [came.guid_key]).values()
    assert have.content_key == came.content_key


def test_earlier_versions_are_cleaned_too_and_only_once(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [entry_id] = keep(database, feed, now, clean(1))
    _age(database, entry_id, html=LOOSE)
    keep(database, feed, now + timedelta(hours=1), clean(1, html="<p>Other</p>", text="Other"))
    library = _open(database, now)
    assert recleaning.again(library).changed == 1
    with database.read() as connection:
        [earlier] = versions.of_entry(connection, entry_id)
    assert earlier.html == "<p>Amaryllis</p>"
    assert recleaning.again(library) == recleaning.Outcome()


def test_progress_is_told_and_batches_cover_everything(
    database: Database, now: datetime, monkeypatch
) -> None:
    monkeypatch.setattr(recleaning, "BATCH", 2)
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, *(clean(n) for n in range(5)))
    for one in ids:
        _age(database, one, html=LOOSE)
    told: list[tuple[int, int]] = []
    done = recleaning.again(_open(database, now), lambda *both: told.append(both))
    assert done == recleaning.Outcome(5, 5)
    assert told == [(2, 5), (4, 5), (5, 5)]
