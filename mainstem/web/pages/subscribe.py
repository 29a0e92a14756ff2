"""Following a feed: one field that takes anything."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, FetchFailed, MainstemError, NotAFeed
from mainstem.library import folders, previewing, subscribing
from mainstem.library.previewing import Preview
from mainstem.web import problems
from mainstem.web.choosing import folder_ids
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The form; ``?url=`` fills it in, for bookmarks and other programs."""
    return _form(visit, visit.asked("url"))


def subscribe(visit: Visit) -> Response:
    """Follow the feed; where the address is a page's, show the feeds that it names."""
    url = visit.form.text("url")
    try:
        followed = subscribing.subscribe(visit.library, visit.reader, url, folder_ids=folder_ids(visit))
    except NotAFeed as error:
        return _candidates(visit, url, error)
    except (BadInput, FetchFailed, AlreadyExists) as error:
        return _form(visit, url, error)
    return to(f"/stream/feed/{followed.feed.id}")


def _candidates(visit: Visit, url: str, error: NotAFeed) -> Response:
    """The feeds that the page names, with what is in them."""
    try:
        found = subscribing.find(visit.library, url)
    except MainstemError:
        return _form(visit, url, error)
    return _form(visit, url, None, previewing.preview(visit.library, found))


def _form(
    visit: Visit, url: str, error: MainstemError | None = None, candidates: list[Preview] | None = None
) -> Response:
    status = problems.status_of(error) if error else 200
    return render(
        visit,
        "subscribe.html",
        status,
        url=url,
        error=error,
        said=problems.sentence(visit, error) if error else "",
        candidates=candidates or [],
        is_page=isinstance(error, NotAFeed),
        folders=folders.every(visit.library, visit.reader),
        folder=visit.form.text("folder") or visit.asked("folder"),
        new_folder=visit.form.text("new_folder"),
    )


ENTRANCES = (get("/subscribe", show), post("/subscribe", subscribe))
