"""Counts of streams are sums over subscriptions."""

from hypothesis import given
from hypothesis import strategies as st

from mainstem.reading.counts import Count, Counted, of_streams
from mainstem.reading.stream import Kind, Stream

PARENTS = {1: None, 2: 1, 3: 2, 4: None}
counted = st.builds(
    Counted,
    feed_id=st.integers(1, 999),
    visibility=st.sampled_from([20, 10, 0, -5, -10]),
    unread=st.integers(0, 9),
    total=st.integers(0, 99),
    starred_unread=st.integers(0, 3),
    starred=st.integers(0, 9),
    folder_ids=st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple),
)


@given(st.lists(counted, max_size=12, unique_by=lambda one: one.feed_id))
def test_each_stream_counts_its_own_once(held: list[Counted]) -> None:
    found = of_streams(held, PARENTS, {7: Count(1, 2)})
    assert found[Stream()] == Count(
        sum(one.unread for one in held if one.visibility >= 10),
        sum(one.total for one in held if one.visibility >= 10),
    )
    below = {1: {1, 2, 3}, 2: {2, 3}, 3: {3}, 4: {4}}
    for folder_id, ids in below.items():
        shown = [one for one in held if one.visibility >= 0 and ids & set(one.folder_ids)]
        expected = Count(sum(one.unread for one in shown), sum(one.total for one in shown))
        assert found[Stream(Kind.FOLDER, folder_id)] == expected
    assert found[Stream(Kind.LABEL, 7)] == Count(1, 2)


def test_folders_in_a_ring_are_counted_all_the_same() -> None:
    one = Counted(1, 10, 2, 3, 0, 0, (1,))
    found = of_streams([one], {1: 2, 2: 1}, {})
    assert found[Stream(Kind.FOLDER, 2)] == Count(2, 3)
