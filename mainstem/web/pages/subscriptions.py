"""All subscriptions at once: how they are, and changing many together."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import folders, setting, sidebar, subscribing
from mainstem.reading import Visibility
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_VISIBILITIES = {one.name.lower(): one for one in Visibility}


def show(visit: Visit) -> Response:
    """A row for each subscription, filtered by ``only`` (failing, muted, quiet) and by a word."""
    seen = sidebar.look(visit.library, visit.reader)
    only, word = visit.asked("only"), visit.asked("word").casefold()
    rows = [
        one
        for one in seen.subscriptions
        if (only != "failing" or one.feed.faults or one.feed.is_gone)
        and (only != "muted" or one.is_muted)
        and (word in one.title.casefold() or word in one.feed.feed_url.casefold())
    ]
    names = {one.id: one.name for one in seen.folders}
    return render(
        visit, "subscriptions.html", rows=rows, folders=names, total=len(seen.subscriptions), only=only
    )


def change(visit: Visit) -> Response:
    """Do one thing to all that are ticked."""
    form = visit.form
    feed_ids = form.numbers("feed")
    if not feed_ids:
        raise BadInput("No feed is ticked.", field="feed", advice="Tick some first.")
    action = form.text("action")
    if action in ("mute", "unmute"):
        setting.set_feeds(visit.library, visit.reader, feed_ids, {}, is_muted=action == "mute")
    elif action == "folder":
        _into(visit, feed_ids)
    elif action == "refresh":
        subscribing.refresh_now(visit.library, visit.reader, feed_ids)
    elif action == "unsubscribe":
        for feed_id in feed_ids:
            subscribing.unsubscribe(visit.library, visit.reader, feed_id)
    elif action in _VISIBILITIES:
        setting.set_feeds(visit.library, visit.reader, feed_ids, {}, visibility=_VISIBILITIES[action])
    else:
        raise BadInput(f"Nothing is called {action[:40]!r} here.", field="action")
    return to("/subscriptions?saved=1")


def _into(visit: Visit, feed_ids: list[int]) -> None:
    """Put feeds in one folder, known or new; or in none."""
    name, chosen = visit.form.text("new_folder").strip(), visit.form.text("folder")
    wanted = [folders.add(visit.library, visit.reader, name).id] if name else []
    wanted += [number(chosen, "folder")] if chosen and not name else []
    for feed_id in feed_ids:
        subscribing.change(visit.library, visit.reader, feed_id, folder_ids=wanted)


ENTRANCES = (get("/subscriptions", show), post("/subscriptions", change))
