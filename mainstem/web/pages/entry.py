"""One entry on a page of its own, its body alone, and what one can do with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.responses import Response

from mainstem import content
from mainstem.library import Actor, folders, marking, overview, rewriting, streams, versions
from mainstem.reading import Kind, ReaderEntry, Stream
from mainstem.web import entries, outline, reasons, sharing
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page of an entry."""
    return _page(visit, streams.entry(visit.library, visit.reader, visit.part("entry_id")))


def _page(visit: Visit, one: ReaderEntry, html: str | None = None) -> Response:
    seen = overview.look(visit.library, visit.reader)
    source = next((each for each in seen.followed if each.feed_id == one.entry.feed_id), None)
    here = Stream(Kind.FEED, one.entry.feed_id)
    values = {
        "one": entries.draw(one, source, html=html),
        "kind_of": entries.kind,
        "outline": outline.draw(seen, here, is_hiding_read=visit.preferences.hide_read_feeds),
        **_tools(visit, one),
    }
    return render(
        visit, "entry.html", **{**values, "labels": {label.id: label.name for label in seen.labels}}
    )


def show_body(visit: Visit) -> Response:
    """What is fetched when an entry is opened whose text is too long to wait in the list."""
    drawn = entries.draw(streams.entry(visit.library, visit.reader, visit.part("entry_id")), None)
    return render(visit, "body.html", one=drawn, kind_of=entries.kind)


def show_tools(visit: Visit) -> Response:
    """Labels, note, sharing, full text, and why it is as it is."""
    one = streams.entry(visit.library, visit.reader, visit.part("entry_id"))
    return render(visit, "tools.html", **_tools(visit, one))


def _tools(visit: Visit, one: ReaderEntry) -> dict[str, Any]:
    def say(moment: datetime) -> str:
        return visit.words.moment(moment.astimezone(visit.zone))

    changes = marking.changes(visit.library, visit.reader, 20, one.entry.id)
    url, title = entries.web_address(one.entry.url), entries.title(one)
    return {
        "id": one.entry.id,
        "state": one.state,
        "versions": len(versions.of_entry(visit.library, visit.reader, one.entry.id)),
        "labels": folders.labels_of(visit.library, visit.reader),
        "url": url,
        "title": title,
        "services": sharing.places(url, title) if url else [],
        "reasons": reasons.sentences(changes, one.entry.arrived_at, visit.words, say),
    }


def show_versions(visit: Visit) -> Response:
    """What the publisher changed, version by version."""
    one = streams.entry(visit.library, visit.reader, visit.part("entry_id"))
    after = one.content.html if one.content else ""
    steps = []
    for earlier in versions.of_entry(visit.library, visit.reader, one.entry.id):
        steps.append((earlier, content.differences(earlier.html, after)))
        after = earlier.html
    return render(visit, "versions.html", id=one.entry.id, title=entries.title(one), steps=steps)


def label(visit: Visit) -> Response:
    """Set the labels of an entry to those that are ticked, and a new one."""
    entry_id = visit.part("entry_id")
    one = streams.entry(visit.library, visit.reader, entry_id)
    wanted = set(visit.form.numbers("label"))
    if name := visit.form.text("new").strip():
        wanted.add(folders.add_label(visit.library, visit.reader, name).id)
    for label_id in wanted.symmetric_difference(one.state.label_ids):
        is_set = label_id in wanted
        marking.label(visit.library, visit.reader, [entry_id], label_id, Actor("page"), is_set=is_set)
    return _done(visit, entry_id)


def note(visit: Visit) -> Response:
    """Keep a note on an entry."""
    entry_id = visit.part("entry_id")
    marking.note(visit.library, visit.reader, entry_id, visit.form.text("note"), Actor("page"))
    return _done(visit, entry_id)


def _done(visit: Visit, entry_id: int) -> Response:
    return show_tools(visit) if visit.form.has("part") else to(f"/entry/{entry_id}#tools")


def fetch_full(visit: Visit) -> Response:
    """The text of the entry's own page, beside what its feed gave."""
    entry_id = visit.part("entry_id")
    html = rewriting.full_text(visit.library, visit.reader, entry_id, is_kept=False)
    one = streams.entry(visit.library, visit.reader, entry_id)
    if visit.form.has("part"):
        return render(visit, "body.html", one=entries.draw(one, None, html=html), kind_of=entries.kind)
    return _page(visit, one, html=html)


ENTRANCES = (
    get("/entry/{entry_id:int}", show),
    get("/entry/{entry_id:int}/body", show_body),
    get("/entry/{entry_id:int}/tools", show_tools),
    get("/entry/{entry_id:int}/versions", show_versions),
    post("/entry/{entry_id:int}/labels", label),
    post("/entry/{entry_id:int}/note", note),
    post("/entry/{entry_id:int}/full", fetch_full),
)
