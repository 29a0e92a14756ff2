"""Words that a feed puts on everything, and that therefore say nothing about any entry of it."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable

FEWEST_ENTRIES = 5  # up to so many nothing is called boilerplate; a little more must agree almost wholly
TITLE_SHARE = 0.30
TEXT_SHARE = 0.50
MOST_WORDS = 96  # counted for each feed; beyond, the rarest are forgotten
MOST_FEEDS = 2_000


class _Habits:
    __slots__ = ("entries", "texts", "titles")

    def __init__(self) -> None:
        self.entries = 0
        self.titles: Counter[int] = Counter()
        self.texts: Counter[int] = Counter()


class Boilerplate:
    """Counts, for the feeds heard of last, in how many titles and texts a term stands."""

    def __init__(self) -> None:
        self._feeds: OrderedDict[int, _Habits] = OrderedDict()

    def observe(self, feed_id: int, title: Collection[int], text: Collection[int]) -> None:
        """Count the distinct terms of one more entry."""
        habits = self._feeds.get(feed_id)
        if habits is None:
            habits = self._feeds[feed_id] = _Habits()
            if len(self._feeds) > MOST_FEEDS:
                self._feeds.popitem(last=False)
        else:
            self._feeds.move_to_end(feed_id)
        habits.entries += 1
        for counter, terms in ((habits.titles, title), (habits.texts, text)):
            counter.update(terms)
            if len(counter) > MOST_WORDS:
                _forget_rare(counter, habits.entries)

    def in_titles(self, feed_id: int) -> frozenset[int]:
        """Terms that stand in more than 30 % of the titles of a feed."""
        habits = self._feeds.get(feed_id)
        return _frequent(habits.titles, habits.entries, TITLE_SHARE) if habits else frozenset()

    def in_texts(self, feed_id: int) -> frozenset[int]:
        """Terms that stand in more than half of the texts of a feed."""
        habits = self._feeds.get(feed_id)
        return _frequent(habits.texts, habits.entries, TEXT_SHARE) if habits else frozenset()


def _frequent(counter: Counter[int], entries: int, share: float) -> frozenset[int]:
    if entries <= FEWEST_ENTRIES:
        return frozenset()
    least = entries * (share + (1 - share) * FEWEST_ENTRIES / entries)
    return frozenset(term for term, count in counter.items() if count > least)


def _forget_rare(counter: Counter[int], entries: int) -> None:
    """Keep what may still become frequent: early on everything of the newest, later only what comes again."""
    keep: Iterable[tuple[int, int]] = counter.most_common(MOST_WORDS // 2)
    least = entries * 0.05
    kept = {term: count for term, count in keep if count >= least}
    counter.clear()
    counter.update(kept)
