from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories.linkage import average_link

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.01, 1.0),
    max_size=30,
)
FEW = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=4
)


def graph_of(pairs):
    graph = {node: {} for node in range(10)}
    for (one, other), sim in pairs.items():
        graph[one][other] = graph[other][one] = sim
    return graph


def mean_between(graph, one, other):
    return sum(graph[a].get(b, 0.0) for a in one for b in other) / (len(one) * len(other))


def test_a_chain_of_likeness_does_not_join_its_ends():
    graph = graph_of({(0, 1): 0.9, (1, 2): 0.4, (2, 3): 0.9})
    assert sorted(map(sorted, average_link(graph, 0.3)))[:2] == [[0, 1], [2, 3]]


@given(PAIRS)
def test_no_two_groups_are_left_that_should_have_been_one(pairs):
    graph = graph_of(pairs)
    groups = average_link(graph, 0.3)
    assert sorted(node for group in groups for node in group) == list(range(10))
    for at, one in enumerate(groups):
        for other in groups[at + 1 :]:
            assert mean_between(graph, one, other) < 0.3 + 1e-9


@given(PAIRS, FEW, FEW)
def test_what_a_reader_put_apart_is_never_together(pairs, together, apart):
    groups = average_link(graph_of(pairs), 0.2, together=together, apart=apart)
    for one, other in apart:
        assert not any(one in group and other in group for group in groups)


@given(PAIRS, FEW)
def test_what_a_reader_put_together_is_never_apart(pairs, together):
    groups = average_link(graph_of(pairs), 0.99, together=together)
    for one, other in together:
        assert any(one in group and other in group for group in groups)
