"""An entry inside the window, packed into arrays: about a kilobyte each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from mainstem.stories.folding import FoldingKeys


@dataclass(slots=True, eq=False)
class Active:
    """``terms`` and ``weights`` are parallel, heaviest first, of unit length; so are ``near`` and ``sims``,
    the neighbours by slot. ``standing`` is the similarity that a neighbour must beat to stand out.
    """

    slot: int
    entry_id: int
    feed_id: int
    circle: int  # 0 is public; a private feed is a circle of its own
    at: float  # seconds
    terms: array[int]
    weights: array[float]
    shingles: array[int]
    keys: FoldingKeys
    story_id: int = 0
    copy_of: int = -1  # slot of the entry of which this is a reprint
    near: array[int] = field(default_factory=lambda: array("I"))
    sims: array[float] = field(default_factory=lambda: array("f"))
    standing: float = 0.15
