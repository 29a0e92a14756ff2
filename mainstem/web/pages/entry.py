"""One entry on a page of its own, or its body alone."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import overview, streams
from mainstem.reading import Kind, Stream
from mainstem.web import entries, outline
from mainstem.web.entries import Drawn
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get


def show(visit: Visit) -> Response:
    """The page of an entry."""
    seen = overview.look(visit.library, visit.reader)
    one = streams.entry(visit.library, visit.reader, visit.part("entry_id"))
    source = next((each for each in seen.followed if each.feed_id == one.entry.feed_id), None)
    here = Stream(Kind.FEED, one.entry.feed_id)
    return render(
        visit,
        "entry.html",
        one=entries.draw(one, source),
        labels={label.id: label.name for label in seen.labels},
        kind_of=entries.kind,
        outline=outline.draw(seen, here, is_hiding_read=visit.preferences.hide_read_feeds),
    )


def show_body(visit: Visit) -> Response:
    """What is fetched when an entry is opened whose text is too long to wait in the list."""
    drawn: Drawn = entries.draw(streams.entry(visit.library, visit.reader, visit.part("entry_id")), None)
    return render(visit, "body.html", one=drawn, kind_of=entries.kind)


ENTRANCES = (get("/entry/{entry_id:int}", show), get("/entry/{entry_id:int}/body", show_body))
