"""Following a feed: one field that takes anything."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, FetchFailed, MainstemError, NotAFeed
from mainstem.library import asking, folders, previewing, sidebar, subscribing
from mainstem.library.previewing import Preview
from mainstem.reading import Subscription
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
        followed = _follow(visit, url)
        if chosen := folder_ids(visit):  # made only now: a dead address leaves no empty folder behind
            subscribing.change(visit.library, visit.reader, followed.feed.id, folder_ids=chosen)
    except NotAFeed as error:
        return _candidates(visit, url, error)
    except (BadInput, FetchFailed, AlreadyExists) as error:
        return _form(visit, url, error)
    return to(f"/stream/feed/{followed.feed.id}")


def _follow(visit: Visit, url: str) -> Subscription:
    form = visit.form
    name, password = form.text("username").strip(), form.text("password")
    if name or password:
        return asking.follow(visit.library, visit.reader, url, username=name, password=password)
    return subscribing.subscribe(visit.library, visit.reader, url)


def _held(visit: Visit, url: str) -> int:
    """The feed of this address that is followed already; 0 where there is none."""
    seen = sidebar.look(visit.library, visit.reader).subscriptions
    return next((one.feed.id for one in seen if one.feed.feed_url == subscribing.address(url)), 0)


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
        held=_held(visit, url) if isinstance(error, AlreadyExists) else 0,
        base=visit.library.public_url or str(visit.request.base_url).rstrip("/"),
        is_page=isinstance(error, NotAFeed),
        folders=folders.every(visit.library, visit.reader),
        folder=visit.form.text("folder") or visit.asked("folder"),
        new_folder=visit.form.text("new_folder"),
    )


ENTRANCES = (get("/subscribe", show), post("/subscribe", subscribe))
