"""The first steps of a reader: choose what to follow, see it arrive, read."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError
from mainstem.library import overview, starting
from mainstem.reading import Stream, starters
from mainstem.web import problems
from mainstem.web.rendering import data, render, text, to
from mainstem.web.visit import Visit, get, post

_AT_ONCE_SECONDS = 0.3
_MOST = 100


def show(visit: Visit) -> Response:
    """Feeds by topic, and the other ways to begin."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "begin.html",
        problems.status_of(error) if error else 200,
        topics=starters.in_language(visit.words.tag),
        ticked=set(visit.form.texts.get("feed", ())),
        said=problems.sentence(visit, error) if error else "",
    )


def follow(visit: Visit) -> Response:
    """Follow what is ticked; it arrives while one looks on."""
    topics = {one.feed_url: one.topic for one in starters.every()}
    chosen = [url for url in visit.form.texts.get("feed", ()) if url in topics][:_MOST]
    wanted = {url: visit.words.text(topics[url]) for url in chosen}
    library, reader = visit.library, visit.reader
    try:
        if not wanted:
            raise BadInput("Nothing is chosen.", field="feed", advice="Tick some feeds, or go another way.")
        job = library.jobs.start(
            reader.id,
            visit.words.text("The first feeds"),
            lambda progress: starting.follow(library, reader, wanted, progress),
        )
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)
    job.wait(_AT_ONCE_SECONDS)
    return to("/begin/ready")


def ready(visit: Visit) -> Response:
    """How much has come, and the way to it."""
    return render(visit, "ready.html", **_state(visit))


def _state(visit: Visit) -> dict[str, Any]:
    job = visit.library.jobs.of(visit.reader.id)
    seen = overview.look(visit.library, visit.reader)
    return {"job": job, "feeds": len(seen.followed), "unread": seen.unread(Stream())}


def progress(visit: Visit) -> Response:
    """The same for the script that looks after it."""
    state = _state(visit)
    is_over = state["job"] is None or state["job"].is_over
    return data(visit, {"html": text(visit, "arriving.html", **state), "isOver": is_over})


ENTRANCES = (
    get("/begin", show),
    post("/begin", follow),
    get("/begin/ready", ready),
    get("/begin/progress", progress),
)
