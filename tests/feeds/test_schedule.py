"""When the next poll is due: the examples of the policy, and the laws that hold for everything."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds import schedule
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.schedule import Cause, Hints, Known, Outcome, next_poll

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUSY = Rhythm(timedelta(minutes=10), NOW - timedelta(minutes=3))
QUIET = Rhythm(timedelta(days=30), NOW - timedelta(days=20))


def wait(**known: object) -> timedelta:
    due = next_poll(Known(now=NOW, **known))
    assert due.due_at is not None
    return due.due_at - NOW


def test_a_busy_feed_is_asked_every_quarter_of_an_hour():
    assert timedelta(minutes=15) <= wait(rhythm=BUSY) <= timedelta(minutes=16.5)


def test_without_validators_it_is_asked_hourly():
    assert HOUR <= wait(rhythm=BUSY, has_validators=False) <= 1.1 * HOUR


def test_a_server_that_always_sends_everything_is_asked_daily():
    known = {"rhythm": BUSY, "was_ever_conditional": False, "wasted": 3}
    assert wait(**known) == DAY
    assert wait(**{**known, "wasted": 1}) < HOUR
    assert HOUR <= wait(**{**known, "wasted": 2}) <= 1.1 * HOUR  # the last chance: when news is likely
    assert wait(**{**known, "was_ever_conditional": True}) < HOUR


def test_a_feed_of_which_nothing_is_known_is_asked_hourly():
    assert HOUR <= wait() <= 1.1 * HOUR


def test_a_quiet_feed_is_asked_a_few_times_a_day_and_a_silent_one_daily():
    assert 6 * HOUR <= wait(rhythm=QUIET) <= 9 * HOUR
    assert wait(rhythm=Rhythm(timedelta(days=7), NOW - timedelta(days=100))) == DAY
    assert wait(rhythm=Rhythm(None, NOW - timedelta(days=400))) == DAY


def test_silence_slows_down():
    gap = timedelta(hours=4)
    waits = [wait(rhythm=Rhythm(gap, NOW - age)) for age in (HOUR, 2 * DAY, 10 * DAY, 30 * DAY)]
    assert waits == sorted(waits)
    assert waits[0] < HOUR
    assert waits[-1] == DAY


def test_freshness_is_waited_for_up_to_a_day():
    assert 3 * HOUR <= wait(rhythm=BUSY, freshness=3 * HOUR) <= 3.3 * HOUR
    assert wait(rhythm=BUSY, freshness=timedelta(days=365 * 16)) == DAY


def test_ttl_and_update_period_are_waited_for():
    assert wait(rhythm=BUSY, hints=Hints(ttl=2 * HOUR)) >= 2 * HOUR
    assert wait(rhythm=BUSY, hints=Hints(update_period=5 * HOUR)) >= 5 * HOUR


def test_retry_after_is_obeyed_up_to_fourteen_days_and_shown():
    due = next_poll(Known(now=NOW, outcome=Outcome.LIMITED, limits=1, retry_after=9 * DAY))
    assert due.due_at is not None
    assert 9 * DAY <= due.due_at - NOW <= 9 * DAY + HOUR
    assert due.decided_by is Cause.RETRY_AFTER
    assert "9 days" in due.words
    assert 14 * DAY <= wait(outcome=Outcome.FAILED, faults=1, retry_after=100 * DAY) <= 14 * DAY + HOUR


@pytest.mark.parametrize(
    ("faults", "hours"),
    [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 24), (7, 24), (36, 24), (37, 168), (5000, 168)],
)
def test_the_ladder_of_faults(faults: int, hours: int):
    assert hours * HOUR <= wait(outcome=Outcome.FAILED, faults=faults) <= hours * HOUR * 1.1


def test_no_number_of_faults_stops_a_feed():
    assert next_poll(Known(now=NOW, outcome=Outcome.FAILED, faults=10**9)).due_at is not None


def test_gone_stops_a_feed_and_says_so():
    due = next_poll(Known(now=NOW, outcome=Outcome.GONE))
    assert due.due_at is None
    assert "410" in due.words


def test_skipped_hours_are_moved_out_of():
    due = next_poll(Known(now=NOW, rhythm=BUSY, hints=Hints(skip_hours=frozenset(range(12, 18)))))
    assert due.due_at is not None
    assert due.due_at.hour == 18
    assert due.decided_by is Cause.SKIPPED


def test_skipped_days_are_moved_out_of():
    friday = datetime(2026, 3, 6, 23, 50, tzinfo=UTC)
    due = next_poll(Known(now=friday, rhythm=BUSY, hints=Hints(skip_days=frozenset((5, 6)))))
    assert due.due_at is not None
    assert (due.due_at.weekday(), due.due_at.hour) == (0, 0)


def test_a_publisher_who_skips_everything_is_asked_all_the_same():
    assert wait(rhythm=BUSY, hints=Hints(skip_hours=frozenset(range(24)))) < HOUR


def test_a_readers_interval_bounds_the_guess_but_not_the_manners():
    assert wait(rhythm=QUIET, interval=2 * HOUR) < 2.3 * HOUR
    assert wait(rhythm=BUSY, interval=6 * HOUR) < HOUR  # another reader leaves it to us
    assert wait(rhythm=BUSY, interval=6 * HOUR, all_ask=True) >= 6 * HOUR
    assert wait(rhythm=QUIET, interval=timedelta(minutes=1)) >= timedelta(minutes=15)
    assert wait(rhythm=QUIET, interval=HOUR, freshness=4 * HOUR) >= 4 * HOUR


def test_a_pushed_feed_is_asked_daily():
    assert wait(rhythm=BUSY, is_pushed=True) == DAY


def test_our_own_outage_moves_no_ladder():
    due = next_poll(Known(now=NOW, outcome=Outcome.OURS, faults=7))
    assert due.due_at is not None
    assert due.due_at - NOW < HOUR
    assert due.decided_by is Cause.OUTAGE


def test_the_hosts_gate_counts_too():
    due = next_poll(Known(now=NOW, rhythm=BUSY, host_wait=3 * HOUR))
    assert due.due_at is not None
    assert due.due_at - NOW >= 3 * HOUR
    assert due.decided_by is Cause.HOST


def test_by_hand_never_within_five_minutes_nor_against_retry_after():
    minute = timedelta(minutes=1)
    assert schedule.may_refresh(NOW, None, None) is None
    assert schedule.may_refresh(NOW, NOW - minute, None) == NOW + 4 * minute
    assert schedule.may_refresh(NOW, NOW - 6 * minute, None) is None
    assert schedule.may_refresh(NOW, NOW - 6 * minute, NOW + DAY) == NOW + DAY
    assert schedule.may_refresh(NOW, NOW - 6 * minute, NOW + DAY, is_confirmed=True) is None
    assert schedule.may_refresh(NOW, NOW - minute, NOW + DAY, is_confirmed=True) == NOW + 4 * minute


def test_spans_are_said_as_people_say_them():
    said = [schedule.span(timedelta(minutes=m)) for m in (0.5, 15, 60, 90, 120, 1440, 2000, 2880)]
    assert said == "30 seconds|15 minutes|1 hour|90 minutes|2 hours|1 day|33 hours|2 days".split("|")


durations = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=400))
rhythms = st.builds(
    Rhythm,
    st.none() | st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=4000)),
    st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)
hints = st.builds(
    Hints,
    st.none() | durations,
    st.none() | durations,
    st.frozensets(st.integers(0, 23), max_size=24),
    st.frozensets(st.integers(0, 6), max_size=7),
)
knowns = st.builds(
    Known,
    now=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),
    outcome=st.sampled_from([each for each in Outcome if each is not Outcome.GONE]),
    rhythm=rhythms,
    freshness=st.none() | durations,
    retry_after=st.none() | durations,
    hints=hints,
    has_validators=st.booleans(),
    was_ever_conditional=st.booleans(),
    wasted=st.integers(0, 50),
    faults=st.integers(1, 500),
    limits=st.integers(1, 500),
    interval=st.none() | durations,
    all_ask=st.booleans(),
    is_pushed=st.booleans(),
    seed=st.integers(0, 2**40),
    polls=st.integers(0, 10**6),
)


@given(knowns)
def test_equal_knowledge_gives_an_equal_moment(known: Known):
    assert next_poll(known) == next_poll(replace(known))


@given(knowns)
def test_nothing_that_asks_to_wait_is_undercut(known: Known):
    due = next_poll(known)
    assert due.due_at is not None
    assert all(
        due.due_at >= known.now + reason.wait for reason in due.reasons if reason.cause is not Cause.SKIPPED
    )
    assert due.due_at - known.now >= schedule.FLOOR


@given(knowns)
def test_no_wait_is_longer_than_its_cause_allows(known: Known):
    due = next_poll(known)
    assert due.due_at is not None
    skipping = timedelta(days=7) if due.decided_by is Cause.SKIPPED else timedelta()
    ceiling = schedule.CEILING
    if known.outcome is Outcome.FAILED:
        ceiling = schedule.WEEK
    if known.retry_after is not None:
        ceiling = schedule.CEILING_RETRY_AFTER
    assert due.due_at - known.now <= ceiling + schedule.JITTER_CEILING + skipping


@given(knowns)
def test_no_poll_lies_in_a_skipped_hour(known: Known):
    due = next_poll(known)
    assert due.due_at is not None
    hours, days = known.hints.skip_hours, known.hints.skip_days
    if len(hours) < 24 and len(days) < 7:
        assert due.due_at.hour not in hours
        assert due.due_at.weekday() not in days


@given(knowns, st.integers(0, 10**6))
def test_jitter_is_a_tenth_at_most(known: Known, polls: int):
    known = replace(known, hints=replace(known.hints, skip_hours=frozenset(), skip_days=frozenset()))
    one, other = next_poll(known).due_at, next_poll(replace(known, polls=polls)).due_at
    assert one is not None
    assert other is not None
    assert abs(one - other) <= 0.1 * (max(one, other) - known.now) + timedelta(microseconds=1)


@given(knowns)
def test_every_decision_has_words(known: Known):
    due = next_poll(known)
    assert due.words.endswith(".")
    assert all(reason.words for reason in due.reasons)


@given(knowns, durations)
def test_more_freshness_never_means_an_earlier_poll(known: Known, more: timedelta):
    known = replace(known, outcome=Outcome.ANSWERED, hints=Hints(), freshness=known.freshness or timedelta())
    longer = replace(known, freshness=(known.freshness or timedelta()) + more)
    first, second = next_poll(known).due_at, next_poll(longer).due_at
    assert first is not None
    assert second is not None
    assert second >= first
