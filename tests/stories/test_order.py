from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories.budget import divide, fair_counts
from mainstem.stories.comparing import Drafted, interleave, verdict
from mainstem.stories.order import Candidate, Taste, arrange


def trained():
    taste = Taste()
    for n in range(60):
        taste.learn(("feed:1", "word:glacier"), opened=n % 10 != 0)
        taste.learn(("feed:2", "word:football"), opened=n % 10 == 0)
    return taste


def candidates():
    liked = [Candidate(n, ("feed:1", "word:glacier"), 1.0) for n in range(50)]
    other = [Candidate(100 + n, ("feed:2", "word:football"), 1.0) for n in range(50)]
    return other + liked


def test_what_is_opened_comes_first_and_says_why():
    order = arrange(candidates(), trained(), seed=1)
    top = order[:20]
    assert sum(one.entry_id < 100 for one in top) >= 15
    first = next(one for one in order if not one.is_exploring)
    assert {reason.feature for reason in first.reasons} == {"feed:1", "word:glacier"}
    assert all(reason.weight > 0 for reason in first.reasons)


def test_one_place_in_ten_is_drawn_by_lot():
    order = arrange(candidates(), trained(), seed=2)
    assert 2 <= sum(one.is_exploring for one in order) <= 22


def test_nothing_is_hidden_and_the_same_seed_gives_the_same_order():
    one = arrange(candidates(), trained(), seed=3)
    assert sorted(placed.entry_id for placed in one) == sorted(each.entry_id for each in candidates())
    assert one == arrange(candidates(), trained(), seed=3)


def test_among_equals_rare_feeds_stand_first():
    loud = [Candidate(n, ("feed:8",), 1.0, feed_pace=40) for n in range(5)]
    rare = Candidate(99, ("feed:9",), 1.0, feed_pace=0.2)
    order = arrange([*loud, rare], Taste(), seed=11)
    assert next(one for one in order if not one.is_exploring).entry_id == 99


def test_a_reader_who_has_opened_nothing_sees_new_before_old():
    order = arrange([Candidate(1, (), 48.0), Candidate(2, (), 1.0)], Taste(), seed=1)
    assert [one.entry_id for one in order] == [2, 1]


def test_what_was_learnt_can_be_taken_out_and_put_back():
    taste = trained()
    again = Taste(taste.export())
    assert again.export() == taste.export()
    assert again.chance(("word:glacier",)) == taste.chance(("word:glacier",))
    assert again.seen() == 120


@given(
    st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True), st.integers(0, 99)
)
def test_interleaving_loses_nothing_and_doubles_nothing(learnt, plain, seed):
    drafted = interleave(learnt, plain, seed=seed)
    assert sorted(one.entry_id for one in drafted) == sorted({*learnt, *plain})
    for one in drafted:
        assert one.entry_id in (learnt if one.is_learnt else plain)


def test_an_order_that_does_not_win_switches_itself_off():
    shown = [Drafted(n, n % 2 == 0) for n in range(200)]
    assert verdict(shown, range(0, 200, 2)).keeps_on is True
    assert verdict(shown, range(100)).keeps_on is False
    assert verdict(shown, range(10)).keeps_on is None


def test_loud_feeds_share_and_quiet_ones_get_through():
    assert fair_counts({1: 100, 2: 3, 3: 50}, 23) == {1: 10, 2: 3, 3: 10}


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 50), max_size=8), st.integers(-5, 200))
def test_a_budget_is_used_up_and_never_exceeded(waiting, budget):
    granted = fair_counts(waiting, budget)
    assert all(0 <= granted[feed] <= count for feed, count in waiting.items())
    assert sum(granted.values()) == min(max(budget, 0), sum(waiting.values()))


def test_the_overflow_keeps_all_that_does_not_fit():
    entries = [(n, 1) for n in range(10)] + [(100, 2)]
    within, overflow = divide(entries, 4)
    assert within == [0, 1, 2, 100]
    assert sorted(within + overflow) == sorted(entry for entry, _ in entries)
