"""Threads: events that belong to one longer affair, joined while the cosine of their centroids is high enough.

S_ab / sqrt(W_a W_b) is that cosine, from sums that the graph of neighbours already holds: S_ab over the pairs
between two groups, W_a over all pairs within one, each entry with itself included. Unlike mean similarity it
does not break up what is large and loose.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping

from mainstem.stories.linkage import Graph
from mainstem.stories.window import Window


class Threads:
    """Which thread each story belongs to. A story that has left the window stays in the thread it had."""

    def __init__(self, remembered: int) -> None:
        self._thread_of: OrderedDict[int, int] = OrderedDict()
        self._remembered = remembered
        self._next_id = 1

    def gather(self, window: Window, least: float) -> None:
        """Join the stories of the window anew; threads keep the id under which most of them stood."""
        groups = merge_by_centroid(*story_sums(window), least)
        taken: set[int] = set()
        for group in sorted(groups, key=lambda group: (-len(group), min(group))):
            held = Counter(self._thread_of[story] for story in group if story in self._thread_of)
            free = [thread for thread, _ in held.most_common() if thread not in taken]
            thread = free[0] if free else self._new_id()
            taken.add(thread)
            for story in group:
                self._thread_of[story] = thread
                self._thread_of.move_to_end(story)
        while len(self._thread_of) > self._remembered:
            self._thread_of.popitem(last=False)

    def stories(self) -> dict[int, tuple[int, ...]]:
        """Thread ids with their stories."""
        found: dict[int, list[int]] = {}
        for story, thread in self._thread_of.items():
            found.setdefault(thread, []).append(story)
        return {thread: tuple(sorted(stories)) for thread, stories in found.items()}

    def of(self, story_id: int) -> int | None:
        """The thread of a story, None before the first ``gather`` that saw it."""
        return self._thread_of.get(story_id)

    def restore(self, links: Iterable[tuple[int, int]]) -> None:
        """Take up kept pairs of story and thread."""
        for story, thread in links:
            self._thread_of[story] = thread
            self._next_id = max(self._next_id, thread + 1)

    def _new_id(self) -> int:
        thread = self._next_id
        self._next_id += 1
        return thread


def story_sums(window: Window) -> tuple[Graph, dict[int, float]]:
    """Sums of similarity between stories, and within each."""
    between: Graph = {story: {} for story in window.book.members}
    within = {story: float(len(slots)) for story, slots in window.book.members.items()}
    active = window.active
    for slot, entry in active.items():
        if entry.copy_of >= 0:
            continue
        row = between[entry.story_id]
        for far, sim in zip(entry.near, entry.sims, strict=True):
            other = active.get(far)
            if other is None or far > slot or other.copy_of >= 0:
                continue  # each pair once, from the later side
            if other.story_id == entry.story_id:
                within[entry.story_id] += 2 * sim
            else:
                total = row.get(other.story_id, 0.0) + sim
                row[other.story_id] = between[other.story_id][entry.story_id] = total
    return between, within


def merge_by_centroid(between: Graph, within: Mapping[int, float], least: float) -> list[list[int]]:
    """Groups of stories, merging the two of highest cosine until none reaches ``least``."""
    within = dict(within)
    members = {story: [story] for story in between}
    heap = [
        (-total / math.sqrt(within[one] * within[far]), one, far)
        for one, row in between.items()
        for far, total in row.items()
        if one < far and total >= least * math.sqrt(within[one] * within[far])
    ]
    heapq.heapify(heap)
    while heap:
        minus, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        total = between[one][other]
        if abs(total / math.sqrt(within[one] * within[other]) + minus) > 1e-9:
            continue  # an outdated value; the present one is in the heap as well
        if len(between[other]) > len(between[one]):
            one, other = other, one
        members[one] += members.pop(other)
        within[one] += within.pop(other) + 2 * total
        row = between[one]
        for far, sim in between.pop(other).items():
            del between[far][other]
            if far != one:
                row[far] = between[far][one] = row.get(far, 0.0) + sim
        for far, sim in row.items():
            cosine = sim / math.sqrt(within[one] * within[far])
            if cosine >= least:
                heapq.heappush(heap, (-cosine, min(one, far), max(one, far)))
    return list(members.values())
