"""Searching: the form, what was found, and where an expression went wrong."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from mainstem.feeds.errors import BadQuery
from mainstem.library import folders, overview, saving
from mainstem.reading import Kind, Stream, View
from mainstem.search.suggestions import suggest
from mainstem.web import problems
from mainstem.web.origin import local
from mainstem.web.pages import streams
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, number, post

_LONGEST = 2_000
_PARTS = ("words", "title", "author", "feed", "folder", "label", "is", "since")


def show(visit: Visit) -> Response:
    """What an expression finds in all feeds; without one, the form that writes it."""
    text = visit.asked("q").strip()[:_LONGEST] or written(visit)
    if visit.asked("q").strip():
        try:
            return streams.show(visit, Stream(Kind.ALL))
        except BadQuery as error:
            return _form(visit, text, error)
    return to(f"/search?{urlencode({'q': text})}") if text else _form(visit, "")


def written(visit: Visit) -> str:
    """The expression of the form with one field for each thing."""
    parts = []
    for name in _PARTS:
        if value := visit.asked(name).strip():
            quoted = value if value.isalnum() else '"' + value.replace('"', "") + '"'
            operator = {"words": "", "title": "intitle:", "since": "date:"}.get(name, f"{name}:")
            parts.append(f"{operator}{value if name == 'words' else quoted}")
    return " ".join(parts)[:_LONGEST]


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
    )


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


def keep(visit: Visit) -> Response:
    """Save a search under a name."""
    view = View(Stream.at(visit.form.text("stream") or "all"), search=visit.form.text("q"))
    kept = saving.add(visit.library, visit.reader, visit.form.text("name"), view)
    return to(f"/stream/search/{kept.id}")


def remove(visit: Visit) -> Response:
    """Delete a saved search."""
    saving.remove(visit.library, visit.reader, visit.part("query_id"))
    return to(local(visit.form.text("back"), "/search"))


ENTRANCES = (
    get("/search", show),
    get("/search/suggest", propose),
    post("/searches", keep),
    post("/searches/{query_id:int}/remove", remove),
)
