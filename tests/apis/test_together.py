"""Every API over one library: whatever is done through one, all show the same at every moment."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mainstem.library import marking, subscribing
from mainstem.storage import connect
from tests.apis import household
from tests.apis.household import Household
from tests.apis.voices import VOICES, Voice

_SPEAKERS = st.sampled_from(range(len(VOICES)))
_ACTIONS = st.sampled_from(["read", "unread", "star", "unstar"])
_NUMBERS = st.integers(min_value=0, max_value=10_000)


class Together(RuleBasedStateMachine):
    """A model of states beside the library; every voice is asked after every step."""

    template: Path

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.mkdtemp()
        shutil.copy(self.template, Path(self.folder) / "mainstem.db")
        self.database = connect(f"sqlite:///{self.folder}/mainstem.db")
        self.home: Household = household.build(self.database)
        self.serials: dict[int, int] = {}
        self.feed_of: dict[int, int] = {}
        for place, entry_id in enumerate(self.home.ids):
            self._know(entry_id, place % 3)
        for entry_id in self.home.oles_ids:
            self.serials[entry_id] = len(self.serials) + 1
        self.unread, self.starred = set(self.feed_of), set[int]()
        self.gone: set[int] = set()
        args = (self.home.library, "ida", self.home.secret, self.serials)
        self.voices: list[Voice] = [kind(*args) for kind in VOICES]

    def _know(self, entry_id: int, feed: int) -> int:
        serial = len(self.serials) + 1
        self.serials[entry_id] = serial
        self.feed_of[serial] = feed
        return serial

    def _seen(self) -> set[int]:
        return {one for one, feed in self.feed_of.items() if feed not in self.gone}

    @rule(speaker=_SPEAKERS, numbers=st.lists(_NUMBERS, min_size=1, max_size=4), action=_ACTIONS)
    def marks(self, speaker: int, numbers: list[int], action: str) -> None:
        every = sorted(self._seen())
        if not every:
            return
        wanted = [every[number % len(every)] for number in numbers]
        self.voices[speaker].mark(list(dict.fromkeys(wanted)), action)
        kept = self.starred if "star" in action else self.unread
        (kept.update if action in ("unread", "star") else kept.difference_update)(wanted)

    @rule(speaker=_SPEAKERS, feed=st.sampled_from([None, 0, 1, 2]))
    def marks_all(self, speaker: int, feed: int | None) -> None:
        seen = self._seen()
        if not seen or (feed is not None and feed in self.gone):
            return
        feed_id = None if feed is None else self.home.feeds[feed].id
        self.voices[speaker].mark_all(max(seen), feed_id)
        self.unread -= {one for one in seen if feed is None or self.feed_of[one] == feed}

    @rule(feed=st.sampled_from([0, 1, 2]), count=st.integers(min_value=1, max_value=3))
    def arrives(self, feed: int, count: int) -> None:
        first = 1000 + len(self.serials)
        for entry_id in self.home.arrive(self.home.feeds[feed], *range(first, first + count)):
            if feed in self.gone:
                self.serials[entry_id] = len(self.serials) + 1
            else:
                self.unread.add(self._know(entry_id, feed))

    @precondition(lambda self: len(self.gone) < 2)
    @rule(feed=st.sampled_from([0, 1, 2]))
    def leaves(self, feed: int) -> None:
        if feed in self.gone:
            return
        subscribing.unsubscribe(self.home.library, self.home.ida, self.home.feeds[feed].id)
        self.gone.add(feed)

    @rule()
    def undoes(self) -> None:
        latest = [one for one in marking.changes(self.home.library, self.home.ida) if one.undone_at is None]
        if latest and not self.gone:
            marking.undo(self.home.library, self.home.ida, latest[0].id)
            self.unread, self.starred = self.voices[0].unread(), self.voices[0].starred()

    @invariant()
    def all_show_the_same(self) -> None:
        if not hasattr(self, "voices"):
            return
        seen = self._seen()
        for voice in self.voices:
            who = type(voice).__name__
            assert voice.unread() == self.unread & seen, who
            assert voice.starred() == self.starred & seen, who
            assert voice.counted() == len(self.unread & seen), who

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            shutil.rmtree(self.folder)


def test_all_apis_show_the_same_at_every_moment(sqlite_template: Path) -> None:
    Together.template = sqlite_template
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Together, settings=settings(max_examples=4, stateful_step_count=7, deadline=None)
    )


def test_the_other_reader_is_never_touched(home: Household) -> None:
    serials = {one: place + 1 for place, one in enumerate((*home.ids, *home.oles_ids))}
    oles = {serials[one] for one in home.oles_ids}
    for kind in VOICES:
        ida = kind(home.library, "ida", home.secret, serials)
        ole = kind(home.library, "ole", home.oles_secret, serials)
        if kind.__name__ != "Miniflux":  # which has a call for each star that answers 404
            ida.mark(sorted(oles), "star")
        ida.mark(sorted(oles), "read")
        assert ole.unread() == oles
        assert ole.starred() == set()
        assert ida.starred() == set()


@pytest.mark.parametrize("kind", VOICES)
def test_every_api_works_on_both_databases(both_homes: Household, kind: type[Voice]) -> None:
    home = both_homes
    serials = {one: place + 1 for place, one in enumerate((*home.ids, *home.oles_ids))}
    voice = kind(home.library, "ida", home.secret, serials)
    voice.mark([1, 2], "read")
    voice.mark([2, 3], "star")
    assert (voice.unread(), voice.starred(), voice.counted()) == (set(range(3, 10)), {2, 3}, 7)
    voice.mark_all(9, home.feeds[2].id)
    assert voice.unread() == {4, 5, 7, 8}
    voice.mark_all(9)
    assert voice.unread() == set()
