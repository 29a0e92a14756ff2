"""When a poll is worth its request, and who goes first where a host allows too little for all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds import foresight, gate, rhythm
from mainstem.feeds.hosts import HostKey
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.sharing import Waiting, share

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOST = HostKey("crowded.example", is_private=False)


def daily_at_seven(days: int) -> list[datetime]:
    return [NOW.replace(hour=7, minute=3) - number * DAY for number in range(days)]


def test_a_hundred_times_as_often_is_asked_ten_times_as_often():
    rare, often = (foresight.wait(Rhythm(gap), NOW) for gap in (100 * HOUR, HOUR))
    assert abs(rare / often - 10) < 0.001


def test_a_feed_that_publishes_at_seven_is_asked_after_seven():
    known = rhythm.of(daily_at_seven(20), NOW)
    assert known.gap == DAY
    assert sum(known.hours) == 20
    moment, asked = NOW, []
    while moment < NOW + DAY:
        moment += foresight.wait(known, moment)
        asked.append(moment)
    assert any(at.hour == 7 and 3 <= at.minute <= 33 for at in asked)
    without_hours = DAY / foresight.wait(Rhythm(DAY, known.newest_at), NOW)
    assert len(asked) < 0.8 * without_hours


def test_chance_is_no_habit():
    times = [NOW - number * 37 * HOUR for number in range(20)]
    assert rhythm.of(times, NOW).hours == ()


def test_what_is_published_together_counts_as_one_publication():
    times = [NOW - day * DAY - timedelta(minutes=minute) for day in range(4) for minute in range(5)]
    assert rhythm.of(times, NOW) == Rhythm(DAY, NOW, 5.0)


def test_an_old_entry_that_was_pinned_is_no_habit():
    assert rhythm.of([*daily_at_seven(12), NOW - 4000 * DAY], NOW).gap == DAY


def test_a_document_with_one_publication_goes_on_from_what_was_known():
    before, told = Rhythm(None, NOW - 3 * DAY), Rhythm(None, NOW, 5.0)
    assert rhythm.continued(before, told) == Rhythm(3 * DAY, NOW, 5.0)
    assert rhythm.continued(Rhythm(DAY, NOW), told).gap == DAY
    assert rhythm.continued(Rhythm(DAY, NOW - DAY), Rhythm(HOUR, NOW)).gap == HOUR


counts = st.integers(0, 60)
rhythms = st.builds(
    Rhythm,
    st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=2000)),
    st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.floats(1, 50),
    st.just(()) | st.tuples(*[counts] * 24),
    st.just(()) | st.tuples(*[counts] * 7),
)


@given(rhythms, st.timedeltas(timedelta(), 60 * DAY))
def test_every_wait_is_positive_and_urgency_grows(known: Rhythm, more: timedelta):
    assert foresight.wait(known, NOW) > timedelta()
    first = foresight.urgency(known, NOW - HOUR, NOW)
    assert first <= foresight.urgency(known, NOW - HOUR, NOW + more) < float("inf")
    assert foresight.urgency(known, None, NOW) == float("inf")


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=60))
def test_the_most_urgent_go_and_nobody_is_lost(urgencies: list[float]):
    waiting = [Waiting(place, HOST, one, NOW - HOUR) for place, one in enumerate(urgencies)]
    shares = share(waiting, {HOST: gate.fresh()}, NOW, timedelta(seconds=20))
    gone, left = set(shares.begins_at), set(shares.put_off)
    assert gone | left == set(range(len(urgencies)))
    assert not gone & left
    assert min(urgencies[place] for place in gone) >= max((urgencies[place] for place in left), default=0)
    begins = sorted(shares.begins_at.values())
    assert all(later - earlier >= gate.SPACING for earlier, later in pairwise(begins))
    assert all(moment >= NOW for moment in shares.put_off.values())
    assert gate.wait(shares.budgets[HOST], NOW) == gate.SPACING * len(gone)
