"""For you: an order learnt from what the reader opens, explained, tested against the plain one, and off by itself
when it does not win. It only orders; nothing is hidden by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.library import streams
from mainstem.library.context import Library
from mainstem.reading import ReaderEntry, Show, Stream, View
from mainstem.storage import Connection, entries, habits, names, stories, tastes
from mainstem.storage.tastes import Learnt
from mainstem.stories.comparing import Verdict, interleave, verdict
from mainstem.stories.order import Candidate, Placed, Taste, arrange
from mainstem.stories.words import plain_language, reader

CANDIDATES = 500
SHOWN = 40
TEST_LASTS = timedelta(days=7)
MOST_DEEDS = 5_000  # learnt from at one look
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """An entry in the order, with the reasons for its place; ``placed`` is None where only time put it there."""

    shown: ReaderEntry
    placed: Placed | None


@dataclass(frozen=True, slots=True)
class ForYou:
    """``seen`` counts what was learnt from. ``running`` is how the present test stands, since ``tested_from``;
    ``last`` how the one before ended.
    """

    offered: tuple[Offered, ...]
    is_on: bool
    seen: int
    running: Verdict
    tested_from: datetime
    last: Verdict | None


def look(library: Library, user: User) -> ForYou:
    """Learn what the reader did since the last look, and offer what is unread."""
    learnt = learn(library, user)
    ids, _ = streams.ids(library, user, View(Stream(), show=Show.UNREAD, limit=CANDIDATES))
    with library.database.read() as connection:
        held = {one.entry.id: one for one in entries.of_reader(connection, user.id, ids, with_content=False)}
        candidates = _candidates(library, connection, user, list(held.values()))
    taste = Taste(learnt.state)
    plain = [one for one in ids if one in held]
    placed = {one.entry_id: one for one in arrange(candidates, taste, seed=_seed(library, user))}
    order = _tested(library, user, list(placed), plain) if learnt.is_on else plain
    with library.database.read() as connection:
        running = verdict(*tastes.drafted(connection, user.id))
    offered = tuple(Offered(held[one], placed[one] if learnt.is_on else None) for one in order[:SHOWN])
    return ForYou(offered, learnt.is_on, taste.seen(), running, learnt.tested_from, learnt.verdict)


def _seed(library: Library, user: User) -> int:
    """The same for an hour, so that looking again shows the same."""
    return user.id * 1_000_000 + int(library.now().timestamp()) // 3600


def _tested(library: Library, user: User, learnt: Sequence[int], plain: Sequence[int]) -> list[int]:
    """Both orders interleaved; which of them picked what is kept for the verdict."""
    drafted = interleave(learnt, plain, seed=_seed(library, user))
    with library.database.write() as connection:
        tastes.shown(connection, user.id, drafted[:SHOWN])
    return [one.entry_id for one in drafted]


def learn(library: Library, user: User) -> Learnt:
    """Take in what the reader did since the last time, and end a test whose week is over."""
    with library.database.write() as connection:
        had = tastes.of_reader(connection, user.id) or Learnt({}, 0, True, library.now(), None)
        prefer = preferences.of(user.preferences)
        is_scrolling = prefer.mark_on_scroll or prefer.mark_on_focus
        deeds = habits.deeds(connection, user.id, had.last_change_id, MOST_DEEDS, is_scrolling=is_scrolling)
        learnt = _judged(library, connection, user, had)
        if deeds:
            taste = Taste(had.state)
            features = _features(connection, user, {one.entry_id for one in deeds})
            for one in deeds:
                if one.entry_id in features:
                    taste.learn(features[one.entry_id], opened=one.is_opened)
            tastes.opened(connection, user.id, [one.entry_id for one in deeds if one.is_opened])
            learnt = replace(learnt, state=dict(taste.export()), last_change_id=deeds[-1].change_id)
        tastes.keep(connection, user.id, learnt)
    return learnt


def _judged(library: Library, connection: Connection, user: User, had: Learnt) -> Learnt:
    """A test with too few openings goes on; what does not win is switched off."""
    if not had.is_on or library.now() - had.tested_from < TEST_LASTS:
        return had
    result = verdict(*tastes.drafted(connection, user.id))
    if result.keeps_on is None:
        return had
    tastes.begin_test(connection, user.id)
    return replace(had, is_on=result.keeps_on, verdict=result, tested_from=library.now())


def switch(library: Library, user: User, *, is_on: bool) -> None:
    """Use the learnt order, or newest first; switching on begins another test."""
    with library.database.write() as connection:
        had = tastes.of_reader(connection, user.id) or Learnt({}, 0, True, library.now(), None)
        tastes.begin_test(connection, user.id)
        tastes.keep(connection, user.id, replace(had, is_on=is_on, tested_from=library.now()))


def reset(library: Library, user: User) -> None:
    """Forget all that was learnt; what was done before is not learnt again."""
    with library.database.write() as connection:
        last = habits.last_change(connection, user.id)
        tastes.begin_test(connection, user.id)
        tastes.keep(connection, user.id, Learnt({}, last, True, library.now(), None))


def export(library: Library, user: User) -> dict[str, tuple[int, int]]:
    """Every feature with how often entries with it were opened and passed over; the empty one holds all."""
    with library.database.read() as connection:
        learnt = tastes.of_reader(connection, user.id)
    return Taste(learnt.state if learnt else None).export()


def _candidates(
    library: Library, connection: Connection, user: User, held: Sequence[ReaderEntry]
) -> list[Candidate]:
    ids = [one.entry.id for one in held]
    sources = stories.sources(connection, user.id, ids)
    pace = tastes.pace(connection, user.id, library.now())
    named = names.by_entry(connection, ids)
    return [
        Candidate(
            one.entry.id,
            tuple(_of_entry(one, named.get(one.entry.id, ()))),
            (library.now() - one.entry.arrived_at) / _HOUR,
            sources.get(one.entry.id, 1),
            pace.get(one.entry.feed_id, 0.0),
        )
        for one in held
    ]


def _features(connection: Connection, user: User, entry_ids: Iterable[int]) -> Mapping[int, list[str]]:
    ids = sorted(entry_ids)
    named = names.by_entry(connection, ids)
    held = entries.of_reader(connection, user.id, ids, with_content=False)
    return {one.entry.id: _of_entry(one, named.get(one.entry.id, ())) for one in held}


def _of_entry(one: ReaderEntry, named: Iterable[str]) -> list[str]:
    """What can be seen of an entry before it is opened."""
    entry = one.entry
    words = reader(plain_language(entry.language) or "en").terms(entry.title)
    found = [f"feed:{entry.feed_id}", *(f"author:{name}" for name in entry.authors[:3])]
    found += [f"word:{word.lower()}" for _, word in words]
    return list(dict.fromkeys([*found, *(f"name:{name}" for name in named)]))
