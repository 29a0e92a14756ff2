"""What is remembered between polls."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds import polling, rhythm
from mainstem.feeds.moves import Sighting
from mainstem.feeds.polling import Polling
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.schedule import Hints

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
moments = st.none() | st.integers(10**9, 3 * 10**9).map(lambda s: datetime.fromtimestamp(s, UTC))
spans = st.none() | st.integers(0, 10**8).map(lambda s: timedelta(seconds=s))
words = st.text(max_size=20)
memories = st.builds(
    Polling,
    polls=st.integers(0, 10**6),
    wasted=st.integers(0, 100),
    was_ever_conditional=st.booleans(),
    body_at=moments,
    validators_url=words,
    sends=st.sampled_from(["both", "etag", "modified"]),
    freshness=spans,
    retry_until=moments,
    rhythm=st.builds(
        Rhythm,
        spans,
        moments,
        st.floats(1, 20),
        st.just(()) | st.tuples(*[st.integers(0, 60)] * 24),
        st.just(()) | st.tuples(*[st.integers(0, 60)] * 7),
    ),
    hints=st.builds(Hints, spans, spans, st.frozensets(st.integers(0, 23)), st.frozensets(st.integers(0, 6))),
    sighting=st.builds(Sighting, words, st.integers(0, 50), moments),
    decided_by=words,
    why=st.tuples(words, words),
    churn=st.integers(0, 9),
)


@given(memories)
def test_what_is_written_is_read_back(memory: Polling):
    assert polling.from_json(polling.to_json(memory)) == memory


def test_a_feed_without_memory_is_at_the_beginning():
    assert polling.from_json({}) == Polling()
    assert polling.to_json(Polling()) == {}


def test_a_server_that_ignores_both_validators_is_tried_with_each():
    memory, tried = Polling(), []
    for _ in range(9):
        memory = polling.after_whole(memory, was_conditional=True, is_same=True, is_useful=False)
        tried.append(memory.sends)
    assert tried == ["both"] * 2 + ["modified"] * 3 + ["etag"] * 3 + ["both"]
    assert memory.wasted == 9


def test_useful_bodies_are_not_wasted():
    memory = polling.after_whole(Polling(wasted=5), was_conditional=True, is_same=False, is_useful=True)
    assert memory.wasted == 0


def test_eight_days_of_not_modified_are_doubted_once():
    memory = Polling(body_at=NOW)
    assert not polling.wants_whole(memory, NOW + timedelta(days=7.9))
    assert polling.wants_whole(memory, NOW + timedelta(days=8))
    assert not polling.wants_whole(Polling(), NOW)


def test_a_rhythm_is_the_usual_gap():
    hours = [NOW - timedelta(hours=h) for h in (1, 2, 3, 4, 50)]
    assert rhythm.of(hours, NOW) == Rhythm(timedelta(hours=1), NOW - timedelta(hours=1))


def test_batches_future_and_missing_dates_are_no_rhythm():
    same = [NOW - timedelta(days=1, seconds=s) for s in range(5)]
    assert rhythm.of([*same, None, NOW + timedelta(days=9)], NOW) == Rhythm(None, same[0], 5.0)
    assert rhythm.of([], NOW) == rhythm.UNKNOWN
