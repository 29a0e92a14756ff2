"""Stories as a reader mended them, and who leads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories import Correction
from mainstem.stories.leading import Held, folded, lead
from mainstem.stories.own import Own, mended

STORY_OF = {1: 10, 2: 10, 3: 10, 4: 10, 5: 20, 6: 20, 7: 30}


def groups(own: Own) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for entry, story in STORY_OF.items():
        found.setdefault(own.of(entry, story), set()).add(entry)
    return {frozenset(one) for one in found.values()}


def test_without_a_word_stories_are_as_they_were_gathered() -> None:
    assert groups(mended([], STORY_OF)) == {frozenset({1, 2, 3, 4}), frozenset({5, 6}), frozenset({7})}


def test_the_second_of_two_that_differ_leaves_and_the_rest_stays() -> None:
    assert groups(mended([Correction(1, 3, False)], STORY_OF)) >= {frozenset({1, 2, 4}), frozenset({3})}


def test_what_left_one_story_stays_together_unless_that_too_is_denied() -> None:
    out = [Correction(1, 3, False), Correction(1, 4, False)]
    assert groups(mended(out, STORY_OF)) >= {frozenset({1, 2}), frozenset({3, 4})}
    apart = [*out, Correction(3, 4, False)]
    assert groups(mended(apart, STORY_OF)) >= {frozenset({1, 2}), frozenset({3}), frozenset({4})}


def test_two_stories_that_are_the_same_become_one_under_the_lower_id() -> None:
    own = mended([Correction(5, 2, True)], STORY_OF)
    assert own.of(6, 20) == own.of(1, 10) == 10
    assert own.parts(10) == ({10, 20}, set())


def test_an_entry_can_be_taken_from_one_story_to_another() -> None:
    own = mended([Correction(1, 3, False), Correction(3, 5, True)], STORY_OF)
    assert groups(own) >= {frozenset({1, 2, 4}), frozenset({3, 5, 6})}
    assert own.parts(own.of(3, 10)) == ({20}, {3})


def test_the_last_word_about_a_pair_holds() -> None:
    said = [Correction(1, 5, True), Correction(5, 1, False)]
    assert groups(mended(said, STORY_OF)) == groups(Own())


def test_what_is_said_of_entries_that_are_gone_is_passed_over() -> None:
    assert mended([Correction(1, 99, True), Correction(98, 99, False)], STORY_OF) == Own()


@given(st.lists(st.builds(Correction, st.integers(1, 7), st.integers(1, 7), st.booleans()), max_size=12))
def test_no_pair_that_the_reader_parted_stands_together(said: list[Correction]) -> None:
    own = mended(said, STORY_OF)
    last = {frozenset((one.entry_a, one.entry_b)): one.same for one in said if one.entry_a != one.entry_b}
    for pair, same in last.items():
        if not same:
            one, other = pair
            assert own.of(one, STORY_OF[one]) != own.of(other, STORY_OF[other])
    for entry, story in STORY_OF.items():
        whole, single = own.parts(own.of(entry, story))
        assert entry in single if entry in own.entries else story in whole


def test_the_earliest_leads_and_the_others_are_folded() -> None:
    held = [Held(2, 1), Held(1, 2), Held(3, 3)]
    assert lead(held, {}).entry_id == 1
    assert folded(held, {}) == {2, 3}


def test_a_feed_that_the_reader_opens_clearly_more_often_leads() -> None:
    held = [Held(1, 1), Held(2, 2)]
    assert lead(held, {1: 4, 2: 5}).entry_id == 1
    assert lead(held, {1: 2, 2: 9}).entry_id == 2


def test_without_habits_at_hand_who_leads_goes_on_leading() -> None:
    assert lead([Held(1, 1, is_folded=True), Held(2, 2)]).entry_id == 2


def test_what_the_reader_read_settles_the_story_and_what_a_rule_read_does_not() -> None:
    assert lead([Held(1, 1), Held(2, 2, is_read=True, is_settled=True)], {}).entry_id == 2
    assert lead([Held(1, 1, is_read=True), Held(2, 2)], {}).entry_id == 2


def test_what_is_claimed_leads_and_a_claim_of_its_own_is_never_folded() -> None:
    assert folded([Held(1, 1), Held(2, 2, is_starred=True)], {}) == {1}
    assert folded([Held(1, 1, is_starred=True), Held(2, 2, is_kept_unread=True)], {}) == set()
    both = [Held(1, 1, is_starred=True), Held(2, 2, is_starred=True)]
    assert folded(both, {}) == {2}


@given(
    st.lists(
        st.builds(
            Held,
            st.integers(1, 9),
            st.integers(1, 3),
            *([st.booleans()] * 5),
        ),
        unique_by=lambda one: one.entry_id,
        min_size=1,
    )
)
def test_every_story_keeps_one_entry_on_top(held: list[Held]) -> None:
    assert len(folded(held)) < len(held)
    assert len(folded(held, {1: 7})) < len(held)
