"""Which entries tell the same story, and what happens where and when; pure."""

from mainstem.stories.entry import Correction, Evidence, Joined, Link, Move, Reason, SharedWord, StoryEntry
from mainstem.stories.gatherer import Gatherer
from mainstem.stories.settings import Settings

__all__ = [
    "Correction",
    "Evidence",
    "Gatherer",
    "Joined",
    "Link",
    "Move",
    "Reason",
    "Settings",
    "SharedWord",
    "StoryEntry",
]
