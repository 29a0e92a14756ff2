"""Streams: the main stream, a folder, a feed, the favourites, a label; in the view that suits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import Change, marking, overview, saving, stories, streams
from mainstem.reading import Kind, Page, ReaderEntry, Show, Stream, View
from mainstem.reading.overview import Overview
from mainstem.web import days, entries, looks, outline
from mainstem.web.lines import Lines
from mainstem.web.looks import Look
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get, number

_NAMES = {
    Kind.MAIN: "Main stream",
    Kind.IMPORTANT: "Important feeds",
    Kind.ALL: "All feeds",
    Kind.STARRED: "Favourites",
    Kind.LABELS: "My labels",
    Kind.HISTORY: "Lately read",
    Kind.HIDDEN: "Hidden entries",
    Kind.SNOOZED: "Put off",
}
_ASKED = ("view", "show", "sort", "order", "stories")  # what an address may say of the look


@dataclass(frozen=True, slots=True)
class Where:
    """What a stream's page is about, and the addresses of its neighbours. ``show`` is what is really shown."""

    stream: Stream
    name: str
    look: Look
    show: str
    asked: tuple[tuple[str, str], ...]  # what the address says of the look
    search: str = ""

    @property
    def view(self) -> str:
        """The view in which it is shown."""
        return self.look.view

    @property
    def is_narrow(self) -> bool:
        """Whether a search made here looks into this stream alone."""
        return self.stream.kind in (Kind.FOLDER, Kind.FEED, Kind.LABEL, Kind.LABELS, Kind.STARRED)

    @property
    def here(self) -> str:
        """This page's address without what was asked of its look: as it is remembered."""
        return self._with({})

    def address(self, **changes: str) -> str:
        """This page's address with other parameters."""
        return self._with(dict(self.asked) | changes)

    def _with(self, given: dict[str, str]) -> str:
        query = urlencode({name: value for name, value in ({"q": self.search} | given).items() if value})
        path = "/" if self.stream == Stream() else f"/stream/{self.stream.address}"
        path = "/search" if self.search and self.stream.kind is Kind.ALL else path
        return f"{path}?{query}" if query else path


def show_main(visit: Visit) -> Response:
    """The main stream."""
    return show(visit, Stream())


def show_stream(visit: Visit) -> Response:
    """The stream of an address."""
    return show(visit, Stream.at(visit.request.path_params["address"]))


def show(visit: Visit, stream: Stream) -> Response:
    """A stream in its view; ``?part=entries`` gives the entries alone."""
    look = looks.of(visit, stream)
    seen = overview.look(visit.library, visit.reader)
    view = _view(visit, stream, look, seen)
    page = streams.page(visit.library, visit.reader, view)
    asked = tuple((name, visit.asked(name)) for name in _ASKED if visit.asked(name))
    where = Where(stream, name_of(visit, seen, stream), look, page.show, asked, view.search)
    return _answer(visit, where, view, page, seen)


def _answer(visit: Visit, where: Where, view: View, page: Page, seen: Overview) -> Response:
    is_found = bool(view.search) or view.stream.kind is Kind.SEARCH
    shown = page.entries if is_found else _lines(visit, where, page)
    given = entries.around(visit, seen, shown, view if is_found else None)
    kind = visit.preferences.day_headings if where.view == "normal" else "none"
    is_part = visit.asked("part") == "entries"
    told = stories.sources(visit.library, visit.reader, [one.entry.id for one in shown])
    labels = {label.id: label.name for label in seen.labels}
    return render(
        visit,
        "more.html" if is_part else f"{'normal' if where.view == 'panes' else where.view}.html",
        where=where,
        page=page,
        groups=days.group(shown, visit.now, visit.words, kind, where.look.sort),
        drawn=entries.draw_all(shown, given),
        line=Lines(visit, where.view, where=where, labels=labels, sources=told).write,
        outline=None if is_part else _outline(visit, where, seen),
        total_unread=seen.unread(where.stream),
        undo=_undo(visit),
    )


def _lines(visit: Visit, where: Where, page: Page) -> tuple[ReaderEntry, ...]:
    """The entries that have a line: copies lie under their lead, except in the stream of their own feed; and where
    the reader wants it, of each story on the page the first."""
    is_broad = where.stream.kind in (Kind.MAIN, Kind.ALL, Kind.IMPORTANT, Kind.FOLDER)
    shown = [one for one in page.entries if not (is_broad and one.state.is_folded)]
    if not where.look.groups_stories:
        return tuple(shown)
    told = stories.stories_of(visit.library, visit.reader, [one.entry.id for one in shown])
    first: dict[int, ReaderEntry] = {}
    for one in shown:
        first.setdefault(told.get(one.entry.id, -one.entry.id), one)
    return tuple(first.values())


def _outline(visit: Visit, where: Where, seen: Overview) -> outline.Outline:
    is_hiding = visit.preferences.hide_read_feeds and where.show == Show.UNREAD
    return outline.draw(
        seen, where.stream, is_hiding_read=is_hiding, folders=visit.preferences.sidebar_folders
    )


def _view(visit: Visit, stream: Stream, look: Look, seen: Overview) -> View:
    asked = visit.asked("newest_id")
    newest_id = number(asked, "newest_id") if asked else None
    return View(
        stream,
        show=look.show,
        order=look.sort,
        is_ascending=look.is_ascending,
        limit=visit.preferences.page_size,
        after=visit.asked("after"),
        search=visit.asked("q").strip(),
        newest_id=newest_id,
        seed=newest_id or seen.newest_id,
    )


def name_of(visit: Visit, seen: Overview, stream: Stream) -> str:
    """What a stream is called. Raises NotFound for a saved search that there is not."""
    if stream.kind is Kind.SEARCH:
        return saving.one(visit.library, visit.reader, stream.id).name
    return seen.name(stream) or visit.words.text(_NAMES.get(stream.kind, "Main stream"))


def _undo(visit: Visit) -> Change | None:
    """The change that was just made and may be taken back."""
    asked = visit.asked("undo")
    with suppress(BadInput):
        change_id = number(asked, "undo") if asked else 0
        latest = marking.changes(visit.library, visit.reader, 5) if change_id else []
        return next((one for one in latest if one.id == change_id and not one.undone_at), None)
    return None


ENTRANCES = (get("/", show_main), get("/stream/{address:path}", show_stream))
