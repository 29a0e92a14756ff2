"""The sidebar as it is drawn: streams, labels, folders with their feeds, each with its unread count.

The rows of feeds are written here, not in the template, and remembered: most are as they were on the page
before. With 1,000 of them that halves the time of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markupsafe import Markup, escape

from mainstem.reading import Folder, Kind, Label, Stream, Visibility
from mainstem.reading.overview import Followed, Overview

_Around: TypeAlias = tuple[Stream, set[int]]

HUES = 8  # of the letters that stand for a missing icon; see main.css


@dataclass(frozen=True, slots=True)
class Branch:
    """A folder as it is drawn."""

    id: int
    name: str
    unread: int
    is_open: bool
    rows: Markup
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole sidebar. ``here`` is the address of the stream that is shown."""

    here: str
    unread: int
    important: int | None  # None: no feed is important
    starred: int
    labels: tuple[Label, ...]
    branches: tuple[Branch, ...]
    rows: Markup
    hidden: int  # how many feeds are left out for having nothing unread


def draw(seen: Overview, here: Stream, *, is_hiding_read: bool, folders: str = "current") -> Outline:
    """The sidebar around a stream; ``is_hiding_read`` leaves out what has nothing unread, ``folders`` says which
    stand open: the ``current`` one, ``all`` or none."""
    shown = [one for one in seen.followed if _is_shown(one, here, is_hiding_read)]
    inside: dict[int, list[Followed]] = defaultdict(list)
    for one in shown:
        for folder_id in one.folder_ids or (0,):
            inside[folder_id].append(one)
    has_important = any(one.visibility >= Visibility.IMPORTANT for one in seen.followed)
    return Outline(
        here=here.address,
        unread=seen.unread(Stream()),
        important=seen.unread(Stream(Kind.IMPORTANT)) if has_important else None,
        starred=seen.unread(Stream(Kind.STARRED)),
        labels=seen.labels,
        branches=_branches(seen, inside, _opened(seen, here, folders), is_hiding_read),
        rows=_rows(inside[0], here),
        hidden=len(seen.followed) - len(shown),
    )


def _branches(
    seen: Overview, inside: dict[int, list[Followed]], around: _Around, is_hiding_read: bool
) -> tuple[Branch, ...]:
    counts, (here, opened) = seen.unread_by_folder(), around
    below: dict[int | None, list[Folder]] = defaultdict(list)
    for folder in seen.folders:
        below[folder.parent_id].append(folder)

    def draw_below(parent_id: int | None) -> tuple[Branch, ...]:
        drawn = (draw_one(one) for one in below[parent_id])
        return tuple(
            one for one in drawn if one.rows or one.branches or one.id in opened or not is_hiding_read
        )

    def draw_one(folder: Folder) -> Branch:
        rows, branches = _rows(inside[folder.id], here), draw_below(folder.id)
        return Branch(folder.id, folder.name, counts[folder.id], folder.id in opened, rows, branches)

    return draw_below(None)


def _is_shown(one: Followed, here: Stream, is_hiding_read: bool) -> bool:
    return not is_hiding_read or one.unread > 0 or (here.kind is Kind.FEED and here.id == one.feed_id)


def _rows(followed: Iterable[Followed], here: Stream) -> Markup:
    """The feeds as items of a list."""
    shown_id = here.id if here.kind is Kind.FEED else 0
    return Markup("".join([_row(one, one.feed_id == shown_id) for one in followed]))  # noqa: S704


@lru_cache(20_000)
def _row(one: Followed, is_here: bool) -> str:
    trouble = " class=muted" if one.is_muted else " class=fault" if one.is_failing else ""
    current = ' aria-current="page"' if is_here else ""
    unread = f" <b>{one.unread}</b>" if one.unread else ""
    link = f'<li><a href="/stream/feed/{one.feed_id}"{trouble}{current}>{icon(one)}'
    return f'{link}<span dir="auto">{escape(one.title)}</span>{unread}</a>\n'


def icon(one: Followed) -> Markup:
    """A feed's picture, or the letter that it begins with."""
    if one.icon_id:
        return Markup(f'<img src="/icon/{one.icon_id}" alt="" loading="lazy" width="16" height="16">')  # noqa: S704
    letter = next((letter for letter in one.title if letter.isalnum()), "")
    return Markup(f'<i class="h{one.feed_id % HUES}" data-letter="{letter.upper()}"></i>')  # noqa: S704


def _opened(seen: Overview, here: Stream, folders: str) -> _Around:
    """The stream that is shown, and the folders that stand open."""
    if folders == "all":
        return here, {one.id for one in seen.folders}
    return here, set() if folders == "none" else _around(seen, here)


def _around(seen: Overview, here: Stream) -> set[int]:
    if here.kind is Kind.FOLDER:
        return seen.above(here.id)
    if here.kind is Kind.FEED:
        held = (one.folder_ids for one in seen.followed if one.feed_id == here.id)
        return {above for ids in held for folder_id in ids for above in seen.above(folder_id)}
    return set()
