"""What is decided when an entry arrives: which story it joins, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mainstem.stories.active import Active
from mainstem.stories.corrections import Corrections
from mainstem.stories.entry import Evidence, Reason, SharedWord
from mainstem.stories.reprints import is_reprint
from mainstem.stories.standing import leaning_out
from mainstem.stories.vectors import Vector
from mainstem.stories.window import Arrival, Window

MOST_WORDS = 8
MOST_COMPARED = 40  # members of a story that a new entry is held against
MOST_REPRINTS_CHECKED = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """The story an entry joins; None means a new one. ``capped`` tells that a story was full."""

    story_id: int | None
    evidence: tuple[Evidence, ...] = ()
    copy_of: int = -1
    capped: bool = False


def choose(window: Window, arrival: Arrival, corrections: Corrections) -> Choice:
    """The reader's word first, then the same address or text, then a reprint, then the words it shares."""
    banned = _banned_stories(window, corrections, arrival.active.entry_id)
    for choice in _certain(window, arrival, corrections):
        if choice.story_id not in banned:
            return choice
    return _by_words(window, arrival, banned)


def _banned_stories(window: Window, corrections: Corrections, entry_id: int) -> set[int]:
    slots = (window.slots.get(other) for other in corrections.not_with(entry_id))
    return {window.active[slot].story_id for slot in slots if slot is not None}


def _certain(window: Window, arrival: Arrival, corrections: Corrections) -> Iterator[Choice]:
    active = arrival.active
    for entry_id in corrections.same_as(active.entry_id):
        if entry_id in window.slots:
            yield _with(window, window.slots[entry_id], Reason.READER, copies=False)
    text = window.sameness.same_text(active)
    if text is not None:
        yield _with(window, text, Reason.TEXT, copies=True)
    reprint = _reprint(window, active)
    address = window.sameness.same_address(active)
    if address is not None:
        yield _with(window, address, Reason.ADDRESS, copies=reprint == window.root(address))
    if reprint is not None:
        yield _with(window, reprint, Reason.REPRINT, copies=True)


def _with(window: Window, slot: int, reason: Reason, *, copies: bool) -> Choice:
    other = window.active[slot]
    evidence = Evidence(reason, other.entry_id, 1.0)
    return Choice(other.story_id, (evidence,), window.root(slot) if copies else -1)


def _reprint(window: Window, active: Active) -> int | None:
    """The entry with the same title, or the nearest neighbour, that has the same runs of words; within one
    feed the title must agree as well.
    """
    titled = window.sameness.same_title(active)
    if titled is not None and is_reprint(active.shingles, window.active[titled].shingles):
        return titled
    least = window.settings.reprint_candidate
    nearest = sorted(zip(active.sims, active.near, strict=True), reverse=True)[:MOST_REPRINTS_CHECKED]
    for sim, slot in nearest:
        other = window.active[slot]
        if sim < least:
            return None
        if other.feed_id == active.feed_id and other.keys.title != active.keys.title:
            continue
        if is_reprint(active.shingles, other.shingles):
            return slot
    return None


def _by_words(window: Window, arrival: Arrival, banned: set[int]) -> Choice:
    """The story most alike, by its best member and by its mean, if it is alike enough."""
    settings = window.settings
    active, least = arrival.active, settings.join_from + window.caution()
    sims = {
        slot: leaning_out(sim, active, window.active[slot])
        for slot, sim in zip(active.near, active.sims, strict=True)
    }
    nearest: dict[int, int] = {}  # of each story, by slot
    for slot in sorted(sims, key=sims.__getitem__):
        nearest[window.active[slot].story_id] = slot
    best, capped = (0.0, 0), False
    for story_id, slot in nearest.items():
        members = window.book.members[story_id]
        if story_id in banned or sims[slot] < least:
            continue
        if len(members) >= settings.largest_story:
            capped = True
            continue
        recent = members[-MOST_COMPARED:]
        mean = sum(sims.get(member, 0.0) for member in recent) / len(recent)
        best = max(best, ((sims[slot] + mean) / 2, story_id))
    strength, story_id = best
    if strength < least:
        return Choice(None, capped=capped)
    return Choice(story_id, (_in_words(window, arrival, nearest[story_id], strength),), capped=capped)


def _in_words(window: Window, arrival: Arrival, slot: int, strength: float) -> Evidence:
    other = window.active[slot]
    shared = shared_words(arrival.active, arrival.vector, other)
    return Evidence(Reason.WORDS, other.entry_id, round(min(strength, 1.0), 3), shared)


def shared_words(active: Active, vector: Vector, other: Active) -> tuple[SharedWord, ...]:
    """The words that two entries have in common, heaviest first."""
    theirs = dict(zip(other.terms, other.weights, strict=True))
    weighed = [
        (weight * theirs[term], vector.surface[term])
        for term, weight in zip(active.terms, active.weights, strict=True)
        if term in theirs
    ]
    weighed.sort(reverse=True)
    return tuple(SharedWord(word, round(weight, 4)) for weight, word in weighed[:MOST_WORDS])
