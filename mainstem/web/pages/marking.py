"""Marking entries and streams, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import Actor, Change, folders, marking, overview, positions, streams
from mainstem.reading import Kind, Show, Stream, View
from mainstem.web.origin import local
from mainstem.web.rendering import data, to
from mainstem.web.visit import Visit, number, post

_PAGE = Actor("page")
_MOST = 2_000  # marks in one sending
_LONGEST_SECONDS = 10_000_000


def mark(visit: Visit) -> Response:
    """Carry out marks in the order in which they were made: fields ``do`` like ``read:17,18``."""
    wanted = [_parsed(one) for one in visit.form.texts.get("do", ())]
    if len(wanted) > _MOST:
        raise BadInput("These are too many marks at once.", field="do")
    made = [_carry_out(visit, action, ids) for action, ids in wanted]
    if visit.wants_data:
        return data(visit, {"changes": [one.id for one in made if one]})
    return to(local(visit.form.text("back")))


def _parsed(text: str) -> tuple[str, list[int]]:
    action, _, ids = text.partition(":")
    return action, [number(one, "do") for one in ids.split(",") if one]


def _carry_out(visit: Visit, action: str, ids: list[int]) -> Change | None:
    """One mark. Besides read and starred: ``label.<name>``, ``unlabel.<name>``, quoted as in addresses, and
    ``place.<file>.<seconds>``: how far the reader has come in a file of the entry."""
    name, _, about = action.partition(".")
    library, reader = visit.library, visit.reader
    if name in ("label", "unlabel"):
        label = folders.add_label(library, reader, unquote(about))
        return marking.label(library, reader, ids, label.id, _PAGE, is_set=name == "label")
    if name == "place":
        place, _, seconds = about.partition(".")
        file, at = min(number(place, "do"), _MOST), min(number(seconds, "do"), _LONGEST_SECONDS)
        for one in streams.some(library, reader, ids, with_content=False):
            positions.keep(library, reader, one.entry.id, file, at)
        return None
    return marking.mark(library, reader, ids, action, _PAGE)


def mark_stream(visit: Visit) -> Response:
    """Mark a whole stream, as far as the page showed it could be seen."""
    form = visit.form
    stream = Stream.at(form.text("stream") or "main")
    newest = number(form.text("newest_id"), "newest_id")
    if form.has("older"):
        newest = min(newest, _before_days(visit, number(form.text("older"), "older")))
    view = View(stream, Show.ALL, newest_id=newest, search=form.text("q").strip())
    if form.text("show") == "starred":
        view = view.with_(show=Show.STARRED)
    change = marking.mark_stream(visit.library, visit.reader, view, form.text("action") or "read", _PAGE)
    if visit.wants_data:
        return data(visit, {"change": change.id if change else None, "count": change.count if change else 0})
    goal = _next(visit, stream) or local(form.text("back"))
    return to(_with(goal, f"undo={change.id}") if change else goal)


def _before_days(visit: Visit, days: int) -> int:
    """The last id that could have arrived before midnight, so many days ago: ids are microseconds of arrival."""
    midnight = visit.now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
        days=min(days, 36_500)
    )
    return int(midnight.timestamp()) * 1_000_000 - 1


def _next(visit: Visit, stream: Stream) -> str:
    """The next stream with something unread: in the same folder, then anywhere; "" to stay."""
    if not visit.preferences.jump_next or stream.kind not in (Kind.FEED, Kind.FOLDER):
        return ""
    seen = overview.look(visit.library, visit.reader)
    if stream.kind is Kind.FOLDER:
        folders = [one for one in seen.folders if one.id != stream.id]
        found = (Stream(Kind.FOLDER, one.id) for one in folders)
    else:
        near = {folder for one in seen.followed if one.feed_id == stream.id for folder in one.folder_ids}
        ranked = sorted(seen.followed, key=lambda one: not near.intersection(one.folder_ids))
        found = (Stream(Kind.FEED, one.feed_id) for one in ranked if one.unread and one.feed_id != stream.id)
    return next((f"/stream/{one.address}" for one in found if seen.unread(one)), "/")


def _with(address: str, parameter: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


def undo(visit: Visit) -> Response:
    """Put back what a change changed."""
    undone = marking.undo(visit.library, visit.reader, number(visit.form.text("change"), "change"))
    if visit.wants_data:
        return data(visit, {"count": undone.count})
    return to(local(visit.form.text("back")))


ENTRANCES = (post("/mark", mark), post("/mark-stream", mark_stream), post("/undo", undo))
