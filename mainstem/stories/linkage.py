"""Average-link clustering of a sparse graph, bound by what readers said."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

Graph = dict[int, dict[int, float]]


class _Clusters:
    """Clusters with the sums of similarity between them."""

    def __init__(self, graph: Mapping[int, Mapping[int, float]], apart: Iterable[tuple[int, int]]) -> None:
        self.members: dict[int, list[int]] = {node: [node] for node in graph}
        self.sums: Graph = {node: dict(row) for node, row in graph.items()}
        self.apart: dict[int, set[int]] = {}
        for one, other in apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def mean(self, one: int, other: int) -> float:
        return self.sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other]))

    def merge(self, one: int, other: int) -> None:
        """Put ``other`` into ``one``."""
        self.members[one] += self.members.pop(other)
        row = self.sums[one]
        for far, total in self.sums.pop(other).items():
            del self.sums[far][other]
            if far != one:
                row[far] = self.sums[far][one] = row.get(far, 0.0) + total
        row.pop(one, None)
        for enemy in self.apart.pop(other, ()):
            self.apart[enemy].discard(other)
            self.apart[enemy].add(one)
            self.apart.setdefault(one, set()).add(enemy)


def average_link(
    graph: Mapping[int, Mapping[int, float]],
    least: float,
    *,
    together: Sequence[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Merge the two clusters of highest mean similarity until none reaches ``least``.

    ``graph`` is symmetric, pairs that are missing count as 0. Pairs ``together`` are merged first, whatever
    their similarity; clusters with a pair ``apart`` across them never merge (and ``apart`` wins).
    """
    clusters = _Clusters(graph, apart)
    _merge_pairs(clusters, together)
    heap = [
        (-clusters.mean(one, far), one, far) for one, row in clusters.sums.items() for far in row if one < far
    ]
    heapq.heapify(heap)
    while heap:
        minus_mean, one, other = heapq.heappop(heap)
        if -minus_mean < least:
            break
        if one not in clusters.members or other not in clusters.members:
            continue
        now = clusters.mean(one, other)
        if now < -minus_mean - 1e-12 or other in clusters.apart.get(one, ()):
            continue  # an outdated value; the present one is in the heap as well
        clusters.merge(one, other)
        for far in clusters.sums[one]:
            mean = clusters.mean(one, far)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(one, far), max(one, far)))
    return list(clusters.members.values())


def _merge_pairs(clusters: _Clusters, together: Sequence[tuple[int, int]]) -> None:
    where = {node: node for node in clusters.members}
    for one, other in together:
        mine, theirs = where[one], where[other]
        if mine != theirs and theirs not in clusters.apart.get(mine, ()):
            for node in clusters.members[theirs]:
                where[node] = mine
            clusters.merge(mine, theirs)
