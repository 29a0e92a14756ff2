"""The numbers of gathering. All were chosen on the tuning data named in docs/why/stories.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Settings:
    """Change with a measurement at hand: ``python -m benchmarks.stories`` prints what a change does."""

    window: timedelta = timedelta(days=3)
    decay: timedelta = timedelta(days=10)  # similarity falls to 1/e over so long a time between two entries
    # The vector of an entry.
    title_weight: int = 2
    text_terms: int = 80
    kept_terms: int = 64  # of the heaviest
    # Finding neighbours.
    indexed_terms: int = 40
    probed_terms: int = 16
    newest_postings: int = 150
    checked_candidates: int = 40
    weakest_neighbour: float = 0.06
    most_neighbours: int = 32
    # Stories.
    join_from: float = 0.33  # similarity as it leans out, half the best and half the mean of a story
    replay_from: float = 0.27  # mean similarity, weighed by how it stands out
    caution: float = 0.03  # added to both while no rare words are learnt yet: all is more alike then
    early_from: float = 0.42  # the same while entries still come in: stories are then only put together
    replay_least: int = 64
    replay_share: float = 0.05
    replay_whole_share: float = 0.5  # after so large a share of new entries all is replayed, splits too
    largest_component: int = 1_500
    largest_story: int = 1_000
    # Reprints.
    reprint_candidate: float = 0.45
    # Threads.
    thread_from: float = 0.10
    # Memory for what has left the window.
    remembered: int = 40_000
