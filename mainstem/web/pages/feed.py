"""One subscription: its settings, how it does, and why it is asked when it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, FetchFailed, MainstemError, NotAFeed, NotFound
from mainstem.library import asking, folders, older, polls, scraping, setting, statistics, subscribing
from mainstem.reading import Visibility
from mainstem.reading.settings import FEED
from mainstem.web import inherited, problems
from mainstem.web.pages.subscriptions import VISIBILITIES
from mainstem.web.rendering import render, to
from mainstem.web.spans import span
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page of a subscription."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    library, reader, feed_id = visit.library, visit.reader, visit.part("feed_id")
    one = subscribing.one(library, reader, feed_id)
    return render(
        visit,
        "feed.html",
        problems.status_of(error) if error else 200,
        one=one,
        groups=inherited.shown(visit, FEED, one.settings, setting.of_feed(library, reader, feed_id)),
        title=visit.form.text("title") if visit.form.has("title") else one.title,
        folders=folders.every(library, reader),
        visibilities=VISIBILITIES,
        why=polls.why(library, feed_id, 20),
        late=statistics.lateness(library, reader, feed_id),
        proposal=asking.proposal(library, reader, feed_id),
        has_older=older.has_more(library, reader, feed_id),
        has_recipe=scraping.recipe_of(library, reader, feed_id) is not None,
        in_words=polls.in_words,
        span=lambda seconds: span(visit.words, seconds),
        error=error,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def change(visit: Visit) -> Response:
    """Take over the form; all or none."""
    feed_id, form = visit.part("feed_id"), visit.form
    try:
        values = inherited.sent(visit, FEED)
        visibility = Visibility(int(form.text("visibility")))
        is_muted = form.has("is_muted")
        setting.set_feeds(
            visit.library, visit.reader, [feed_id], values, visibility=visibility, is_muted=is_muted
        )
        title, held = form.text("title").strip(), form.numbers("folder")
        if title == subscribing.one(visit.library, visit.reader, feed_id).feed.name:
            title = ""  # the feed's own, also when it changes
        subscribing.change(visit.library, visit.reader, feed_id, title=title, folder_ids=held)
    except BadInput as error:
        return _page(visit, error)
    except ValueError:
        return _page(visit, BadInput("There is no such visibility.", field="visibility"))
    return to(f"/feed/{feed_id}?saved=1")


def mend(visit: Visit) -> Response:
    """Follow the feed where it seems to live now."""
    try:
        made = asking.accept(visit.library, visit.reader, visit.part("feed_id"))
    except (NotFound, FetchFailed, NotAFeed) as error:
        return _page(visit, error)
    return to(f"/feed/{made.feed.id}?moved=1")


def show_asking(visit: Visit) -> Response:
    """How the feed is asked: its address, passwords, cookies, headers."""
    feed_id = visit.part("feed_id")
    options = asking.options_of(visit.library, visit.reader, feed_id)
    one = subscribing.one(visit.library, visit.reader, feed_id)
    return _asking(visit, {**asking.said(options), "address": one.feed.feed_url})


def _asking(visit: Visit, values: Mapping[str, str], error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "asking.html",
        problems.status_of(error) if error else 200,
        one=subscribing.one(visit.library, visit.reader, visit.part("feed_id")),
        values=defaultdict(str, values),
        error=error if isinstance(error, BadInput) else None,
        said=problems.sentence(visit, error) if error else "",
    )


def change_asking(visit: Visit) -> Response:
    """Ask in another way from now on; what was read and starred comes along."""
    values = {name: visit.form.text(name) for name in visit.form.texts}
    try:
        made = asking.change(
            visit.library, visit.reader, visit.part("feed_id"), values.get("address", ""), values
        )
    except (BadInput, FetchFailed, NotAFeed) as error:
        return _asking(visit, values, error)
    return to(f"/feed/{made.feed.id}?moved=1")


def fetch_older(visit: Visit) -> Response:
    """Fetch the next page of entries that are older than the feed's document."""
    feed_id = visit.part("feed_id")
    try:
        came = older.fetch(visit.library, visit.reader, feed_id)
    except (FetchFailed, NotAFeed) as error:
        return _page(visit, error)
    return to(f"/feed/{feed_id}?older={came.entries}")


def unsubscribe(visit: Visit) -> Response:
    """Stop following; what was read, starred and labelled is kept for a change of mind."""
    subscribing.unsubscribe(visit.library, visit.reader, visit.part("feed_id"))
    return to("/subscriptions?removed=1")


def ask(visit: Visit) -> Response:
    """Ask the feed at the next turn."""
    feed_id = visit.part("feed_id")
    subscribing.refresh_now(visit.library, visit.reader, [feed_id])
    return to(f"/feed/{feed_id}?asked=1")


ENTRANCES = (
    get("/feed/{feed_id:int}", show),
    post("/feed/{feed_id:int}", change),
    post("/feed/{feed_id:int}/unsubscribe", unsubscribe),
    post("/feed/{feed_id:int}/ask", ask),
    post("/feed/{feed_id:int}/older", fetch_older),
    post("/feed/{feed_id:int}/mend", mend),
    get("/feed/{feed_id:int}/asking", show_asking),
    post("/feed/{feed_id:int}/asking", change_asking),
)
