"""One entry on a page of its own, its body alone, and what one can do with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.responses import Response

from mainstem import content
from mainstem.library import (
    Actor,
    folders,
    listening,
    marking,
    overview,
    rewriting,
    sending,
    stories,
    streams,
    versions,
)
from mainstem.reading import Kind, ReaderEntry, Stream, View
from mainstem.web import entries, outline, reasons, sharing, waiting
from mainstem.web.entries import Drawn
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_PAGE = Actor("page")


def show(visit: Visit) -> Response:
    """The page of an entry."""
    return _page(visit, _one(visit))


def _one(visit: Visit) -> ReaderEntry:
    return streams.entry(visit.library, visit.reader, visit.part("entry_id"))


def _page(visit: Visit, one: ReaderEntry, html: str | None = None) -> Response:
    seen = overview.look(visit.library, visit.reader)
    prefer = visit.preferences
    here = Stream(Kind.FEED, one.entry.feed_id)
    is_hiding = prefer.hide_read_feeds
    side = outline.draw(seen, here, is_hiding_read=is_hiding, folders=prefer.sidebar_folders)
    names = {label.id: label.name for label in seen.labels}
    tools = {**_tools(visit, one), "labels": names}
    return render(
        visit,
        "entry.html",
        one=_drawn(visit, one, html),
        outline=side,
        doubts=stories.doubts(visit.library, one),
        sources=stories.sources(visit.library, visit.reader, [one.entry.id]),
        **tools,
    )


def _drawn(visit: Visit, one: ReaderEntry, html: str | None = None) -> Drawn:
    """The entry with what ``q`` searched for marked."""
    seen = overview.look(visit.library, visit.reader)
    view = View(Stream(Kind.ALL), search=visit.asked("q")) if visit.asked("q") else None
    return entries.draw(one, entries.around(visit, seen, [one], view), html=html)


def show_body(visit: Visit) -> Response:
    """What is fetched when an entry is opened whose text is too long to wait in the list."""
    return render(visit, "body.html", one=_drawn(visit, _one(visit)))


def show_tools(visit: Visit) -> Response:
    """Labels, note, sharing, full text, and why it is as it is."""
    return render(visit, "tools.html", **_tools(visit, _one(visit)))


def _tools(visit: Visit, one: ReaderEntry) -> dict[str, Any]:
    def say(moment: datetime) -> str:
        return visit.words.moment(moment.astimezone(visit.zone))

    changes = marking.changes(visit.library, visit.reader, 20, one.entry.id)
    url, title = entries.web_address(one.entry.url), entries.title(one)
    return {
        "id": one.entry.id,
        "state": one.state,
        "versions": len(versions.of_entry(visit.library, visit.reader, one.entry.id)),
        "known": folders.labels_of(visit.library, visit.reader),
        "url": url,
        "title": title,
        "places": sharing.places(visit, url, title) if url else [],
        "services": [each for each in sending.every(visit.library, visit.reader) if each.is_enabled],
        "waits": waiting.choices(visit.now, visit.words),
        "reasons": reasons.sentences(changes, one.entry.arrived_at, visit.words, say),
    }


def show_versions(visit: Visit) -> Response:
    """What the publisher changed, version by version."""
    one = _one(visit)
    after = one.content.html if one.content else ""
    steps = []
    for earlier in versions.of_entry(visit.library, visit.reader, one.entry.id):
        steps.append((earlier, content.differences(earlier.html, after)))
        after = earlier.html
    return render(visit, "versions.html", id=one.entry.id, title=entries.title(one), steps=steps)


def show_chapters(visit: Visit) -> Response:
    """The chapters of an episode; ``?part=1`` gives the list alone."""
    found = listening.chapters(visit.library, visit.reader, visit.part("entry_id"))
    return _listening(visit, "chapters.html", found)


def show_transcript(visit: Visit) -> Response:
    """What is said in an episode; ``?part=1`` gives the text alone."""
    found = listening.transcript(visit.library, visit.reader, visit.part("entry_id"))
    return _listening(visit, "transcript.html", found)


def _listening(visit: Visit, template: str, found: tuple[Any, ...]) -> Response:
    if visit.asked("part"):
        return render(visit, template, found=found)
    one = _one(visit)
    return render(visit, "listening.html", one=_drawn(visit, one), inner=template, found=found)


def label(visit: Visit) -> Response:
    """Set the labels of an entry to those that are ticked, and a new one."""
    one, wanted = _one(visit), set(visit.form.numbers("label"))
    if name := visit.form.text("new").strip():
        wanted.add(folders.add_label(visit.library, visit.reader, name).id)
    for label_id in wanted.symmetric_difference(one.state.label_ids):
        is_set = label_id in wanted
        marking.label(visit.library, visit.reader, [one.entry.id], label_id, _PAGE, is_set=is_set)
    return _done(visit)


def note(visit: Visit) -> Response:
    """Keep a note on an entry."""
    marking.note(visit.library, visit.reader, visit.part("entry_id"), visit.form.text("note"), _PAGE)
    return _done(visit)


def snooze(visit: Visit) -> Response:
    """Put an entry off until a time, or bring it back."""
    until = waiting.chosen(visit.form.text("until"), visit.form.text("moment"), visit.now)
    marking.snooze(visit.library, visit.reader, [visit.part("entry_id")], until, _PAGE)
    return _done(visit)


def send(visit: Visit) -> Response:
    """Send an entry to one of the reader's services."""
    service_id = number(visit.form.text("service"), "service")
    sending.save(visit.library, visit.reader, _one(visit).entry.id, service_id)
    return _done(visit)


def _done(visit: Visit) -> Response:
    if visit.form.has("part"):
        return show_tools(visit)
    return to(f"/entry/{visit.part('entry_id')}#tools")


def fetch_full(visit: Visit) -> Response:
    """The text of the entry's own page, beside what its feed gave."""
    html = rewriting.full_text(visit.library, visit.reader, visit.part("entry_id"), is_kept=False)
    if visit.form.has("part"):
        return render(visit, "body.html", one=_drawn(visit, _one(visit), html))
    return _page(visit, _one(visit), html=html)


ENTRANCES = (
    get("/entry/{entry_id:int}", show),
    get("/entry/{entry_id:int}/body", show_body),
    get("/entry/{entry_id:int}/tools", show_tools),
    get("/entry/{entry_id:int}/versions", show_versions),
    get("/entry/{entry_id:int}/chapters", show_chapters),
    get("/entry/{entry_id:int}/transcript", show_transcript),
    post("/entry/{entry_id:int}/labels", label),
    post("/entry/{entry_id:int}/note", note),
    post("/entry/{entry_id:int}/snooze", snooze),
    post("/entry/{entry_id:int}/send", send),
    post("/entry/{entry_id:int}/full", fetch_full),
)
