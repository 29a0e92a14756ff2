"""Searching: the form, what was found, and where an expression went wrong."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from mainstem.feeds.errors import BadQuery
from mainstem.library import folders, overview, saving
from mainstem.reading import Kind, Stream
from mainstem.search.suggestions import suggest
from mainstem.web import expressing, problems
from mainstem.web.pages import streams
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, number

_LONGEST = expressing.LONGEST


def show(visit: Visit) -> Response:
    """What an expression finds in all feeds; without one, or to change an ``expression``, the form for it."""
    if visit.asked("expression"):
        return _form(visit, visit.asked("expression").strip()[:_LONGEST])
    text = visit.asked("q").strip()[:_LONGEST] or expressing.written(visit.asked)
    if visit.asked("q").strip():
        try:
            return streams.show(visit, Stream(Kind.ALL))
        except BadQuery as error:
            return _form(visit, text, error)
    return to(f"/search?{urlencode({'q': text})}") if text else _form(visit, "")


def _form(visit: Visit, text: str, error: BadQuery | None = None) -> Response:
    seen = overview.look(visit.library, visit.reader)
    return render(
        visit,
        "search.html",
        problems.status_of(error) if error else 200,
        text=text,
        error=error,
        said=problems.sentence(visit, error) if error else "",
        seen=seen,
        saved=saving.every(visit.library, visit.reader),
        form=expressing,
    )


def write(visit: Visit) -> Response:
    """The expression of the form, for the script that shows it as one fills it in."""
    return data(visit, {"expression": expressing.written(visit.asked)})


def propose(visit: Visit) -> Response:
    """How the word at the cursor could go on."""
    text, at = visit.asked("q")[:_LONGEST], number(visit.asked("at", "0"), "at")
    seen = overview.look(visit.library, visit.reader)
    own = {
        "label": [one.name for one in folders.labels_of(visit.library, visit.reader)],
        "feed": [one.title for one in seen.followed],
        "folder": [one.name for one in seen.folders],
        "search": [one.name for one in saving.every(visit.library, visit.reader)],
    }
    return data(visit, [[one.text, one.start, one.end] for one in suggest(text, at, own)])


ENTRANCES = (
    get("/search", show),
    get("/search/suggest", propose),
    get("/search/expression", write),
)
