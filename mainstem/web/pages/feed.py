"""One subscription: its settings, how it does, and why it is asked when it is."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, MainstemError
from mainstem.library import folders, polls, setting, subscribing
from mainstem.reading import Visibility
from mainstem.reading.settings import ABOVE, FIELDS, Field
from mainstem.web import problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_VISIBILITIES = {
    Visibility.IMPORTANT: "Important",
    Visibility.MAIN: "In the main stream",
    Visibility.FOLDER: "Only in its folder",
    Visibility.FEED: "Only in its own stream",
    Visibility.HIDDEN: "Hidden",
}


def show(visit: Visit) -> Response:
    """The page of a subscription."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    feed_id = visit.part("feed_id")
    one = subscribing.one(visit.library, visit.reader, feed_id)
    return render(
        visit,
        "feed.html",
        problems.status_of(error) if error else 200,
        one=one,
        fields=[
            one for one in FIELDS if one.kind is not str and one.name != "is_ascending" and one.where != ABOVE
        ],
        said_here=one.settings,
        effective=setting.of_feed(visit.library, visit.reader, feed_id),
        folders=folders.every(visit.library, visit.reader),
        visibilities=_VISIBILITIES,
        why=polls.why(visit.library, feed_id, 20),
        in_words=polls.in_words,
        error=error,
        said=problems.sentence(visit, error) if error else "",
    )


def change(visit: Visit) -> Response:
    """Take over the form; all or none."""
    feed_id, form = visit.part("feed_id"), visit.form
    try:
        values = {
            field.name: _value(field, form.text(field.name)) for field in FIELDS if form.has(field.name)
        }
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


def _value(field: Field, text: str) -> Any:
    """What was chosen; an empty field inherits."""
    text = text.strip()
    if not text:
        return None
    if field.kind is bool:
        return text == "yes"
    return number(text, field.name) if field.kind is int else text


def unsubscribe(visit: Visit) -> Response:
    """Stop following; what was read, starred and labelled is kept for a change of mind."""
    subscribing.unsubscribe(visit.library, visit.reader, visit.part("feed_id"))
    return to("/subscriptions?saved=1")


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
)
