"""Which entries go."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mainstem.reading.retention import FOR_EVER, Aged, Policy, expired

NOW = datetime(2026, 5, 20, tzinfo=UTC)
DAY = timedelta(days=1)
LAST = NOW - DAY


def aged(number: int, days: float, **by: frozenset[int]) -> Aged:
    return Aged(number, NOW - days * DAY, **by)


def test_what_the_last_document_listed_stays_however_much_it_is() -> None:
    entries = [aged(number, 0.5) for number in range(300)]
    assert expired(entries, {1: Policy(keep_most=10, keep_least=0)}, LAST, NOW) == ()


def test_what_is_older_than_the_period_or_beyond_the_most_goes_but_the_least() -> None:
    entries = [aged(number, number) for number in range(1, 11)]
    assert expired(entries, {1: Policy(None, 5 * DAY, 0)}, LAST, NOW) == (10, 9, 8, 7, 6)
    assert expired(entries, {1: Policy(3, None, 0)}, LAST, NOW) == (10, 9, 8, 7, 6, 5, 4)
    assert expired(entries, {1: Policy(3, 2 * DAY, 8)}, LAST, NOW) == (10, 9)


def test_exceptions_are_each_readers_own() -> None:
    ida = frozenset({1})
    entries = [
        aged(1, 99, starred_by=ida),
        aged(2, 99, labelled_by=ida),
        aged(3, 99, unread_by=ida),
        aged(4, 99),
    ]
    strict = Policy(None, 9 * DAY, 0)
    assert expired(entries, {1: strict}, LAST, NOW) == (3, 4)
    assert expired(entries, {1: Policy(None, 9 * DAY, 0, keep_unread=True)}, LAST, NOW) == (4,)
    careless = Policy(None, 9 * DAY, 0, keep_starred=False, keep_labelled=False)
    assert expired(entries, {1: careless}, LAST, NOW) == (1, 2, 3, 4)


def test_an_entry_goes_only_when_no_reader_keeps_it() -> None:
    entries = [aged(1, 99)]
    strict = Policy(None, 9 * DAY, 0)
    assert expired(entries, {1: strict, 2: FOR_EVER}, LAST, NOW) == ()
    assert expired(entries, {1: strict, 2: Policy(None, 200 * DAY, 0)}, LAST, NOW) == ()
    assert expired(entries, {1: strict, 2: strict}, LAST, NOW) == (1,)


def test_the_star_of_somebody_who_unsubscribed_is_respected() -> None:
    entries = [aged(1, 99, starred_by=frozenset({5}))]
    assert expired(entries, {1: Policy(None, DAY, 0, keep_starred=False)}, LAST, NOW) == ()


policies = st.builds(
    Policy,
    st.none() | st.integers(0, 8),
    st.none() | st.integers(0, 20).map(lambda days: days * DAY),
    st.integers(0, 8),
    keep_unread=st.booleans(),
)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans()), max_size=15),
    st.dictionaries(st.integers(1, 3), policies, min_size=1, max_size=3),
)
def test_more_readers_never_let_more_go(drawn: list[tuple[int, bool, bool]], held: dict[int, Policy]) -> None:
    entries = [
        aged(
            number,
            days,
            starred_by=frozenset({1} if star else ()),
            unread_by=frozenset({2} if unread else ()),
        )
        for number, (days, star, unread) in enumerate(drawn)
    ]
    together = set(expired(entries, held, LAST, NOW))
    for user_id, policy in held.items():
        assert together <= set(expired(entries, {user_id: policy} | {1: held.get(1, policy)}, LAST, NOW))
    assert set(expired(entries, held, LAST, NOW + 5 * DAY)) >= together
