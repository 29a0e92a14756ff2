"""Streams: the main stream, a folder, a feed, the favourites, a label; in the view that suits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import Change, marking, overview, streams
from mainstem.reading import Kind, Page, Show, Stream, View
from mainstem.reading.overview import Overview
from mainstem.web import days, entries, outline
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get, number, remembered

VIEWS = ("normal", "reader", "cards", "panes", "global")
_SHOWS = {"unread": Show.UNREAD, "all": Show.ALL, "starred": Show.STARRED, "read": Show.READ}
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


@dataclass(frozen=True, slots=True)
class Where:
    """What a stream's page is about, and the addresses of its neighbours."""

    stream: Stream
    name: str
    view: str
    show: str
    asked: str  # the show that the address names, "" for the reader's own
    is_ascending: bool
    search: str = ""

    def address(self, **changes: str) -> str:
        """This page's address with other parameters."""
        given = {"show": self.asked, "order": "oldest" if self.is_ascending else "", **changes}
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
    """A stream in its view."""
    view = _view(visit, stream)
    page = streams.page(visit.library, visit.reader, view)
    seen = overview.look(visit.library, visit.reader)
    where = Where(
        stream,
        name_of(visit, seen, stream),
        view_of(visit, stream),
        page.show,
        visit.asked("show"),
        view.is_ascending,
        view.search,
    )
    return _answer(visit, where, page, seen)


def _answer(visit: Visit, where: Where, page: Page, seen: Overview) -> Response:
    sources = {one.feed_id: one for one in seen.followed}
    drawn = {one.id: one for one in entries.draw_all(page.entries, sources)}
    kind = visit.preferences.day_headings if where.view == "normal" else "none"
    is_part = visit.asked("part") == "entries"
    return render(
        visit,
        "more.html" if is_part else f"{'normal' if where.view == 'panes' else where.view}.html",
        where=where,
        page=page,
        groups=days.group(page.entries, visit.now, visit.words, kind),
        drawn=drawn,
        labels={label.id: label.name for label in seen.labels},
        kind_of=entries.kind,
        outline=None if is_part else _outline(visit, where, seen),
        total_unread=seen.unread(where.stream),
        undo=_undo(visit),
    )


def _outline(visit: Visit, where: Where, seen: Overview) -> outline.Outline:
    is_hiding = visit.preferences.hide_read_feeds and where.show == Show.UNREAD
    return outline.draw(seen, where.stream, is_hiding_read=is_hiding)


def _view(visit: Visit, stream: Stream) -> View:
    prefer = visit.preferences
    order = visit.asked("order") or prefer.order
    newest = visit.asked("newest_id")
    return View(
        stream,
        show=_show(visit, stream),
        is_ascending=order == "oldest",
        limit=prefer.page_size,
        after=visit.asked("after"),
        search=visit.asked("q").strip(),
        newest_id=number(newest, "newest_id") if newest else None,
    )


def _show(visit: Visit, stream: Stream) -> Show:
    asked = visit.asked("show")
    if not asked:
        shows_all = bool(visit.asked("q")) or stream.kind in (
            Kind.STARRED,
            Kind.LABEL,
            Kind.LABELS,
            Kind.HISTORY,
            Kind.HIDDEN,
            Kind.SNOOZED,
        )
        return Show.ALL if shows_all else Show(visit.preferences.show)
    if asked not in _SHOWS:
        raise BadInput(
            f"There are no {asked[:40]!r} entries.", field="show", advice="Choose unread, all or starred."
        )
    return _SHOWS[asked]


def name_of(visit: Visit, seen: Overview, stream: Stream) -> str:
    """What a stream is called."""
    return seen.name(stream) or visit.words.text(_NAMES.get(stream.kind, "Main stream"))


def view_of(visit: Visit, stream: Stream) -> str:
    """The view that the address asks for, or the one that the reader chose for this stream, or for all."""
    kept = remembered(visit, "views", {}).get(stream.address)
    asked = visit.asked("view")
    return next(one for one in (asked, kept, visit.preferences.view, "normal") if one in VIEWS)


def _undo(visit: Visit) -> Change | None:
    """The change that was just made and may be taken back."""
    asked = visit.asked("undo")
    with suppress(BadInput):
        change_id = number(asked, "undo") if asked else 0
        latest = marking.changes(visit.library, visit.reader, 5) if change_id else []
        return next((one for one in latest if one.id == change_id and not one.undone_at), None)
    return None


ENTRANCES = (get("/", show_main), get("/stream/{address:path}", show_stream))
