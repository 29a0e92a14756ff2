"""All subscriptions at once: how they are, changing many together, and those that are one feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, MainstemError, NotFound
from mainstem.library import arranging, asking, doubles, setting, sidebar, subscribing
from mainstem.library.sidebar import Sidebar
from mainstem.reading import Subscription, Visibility
from mainstem.reading.settings import FEED
from mainstem.reading.settings import check as check_setting
from mainstem.web import problems
from mainstem.web.choosing import folder_ids
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

ONLY = {
    "": "All",
    "failing": "In trouble",
    "gone": "Gone for good",
    "muted": "Muted",
    "silent": "Without news for a month",
    "loose": "Without a folder",
    "private": "With a password",
    "own": "With settings of their own",
}
_SILENT_DAYS = 30
VISIBILITIES = {
    Visibility.IMPORTANT: "Important",
    Visibility.MAIN: "In the main stream",
    Visibility.FOLDER: "Only in its folder",
    Visibility.FEED: "Only in its own stream",
    Visibility.HIDDEN: "Hidden",
}


def show(visit: Visit) -> Response:
    """A row for each subscription, filtered by ``only``, by ``folder`` and by a ``word``."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    seen = sidebar.look(visit.library, visit.reader)
    rows = _filtered(visit, seen)
    return render(
        visit,
        "subscriptions.html",
        problems.status_of(error) if error else 200,
        rows=rows,
        folders={one.id: one.name for one in seen.folders},
        total=len(seen.subscriptions),
        failing=sum(1 for one in seen.subscriptions if one.feed.faults or one.feed.is_gone),
        only=visit.asked("only"),
        folder=visit.asked("folder"),
        choices=ONLY,
        visibilities=VISIBILITIES,
        moved=asking.moved(visit.library),
        ticked=set(visit.form.texts.get("feed", ())),
        said=problems.sentence(visit, error) if error else "",
    )


def _filtered(visit: Visit, seen: Sidebar) -> list[Subscription]:
    word, folder = visit.asked("word").casefold(), visit.asked("folder")
    found: Sequence[Subscription] = seen.subscriptions
    if folder:
        found = seen.in_folder(number(folder, "folder"))
    fits = _fits(visit)
    return [
        one
        for one in found
        if fits(one) and (word in one.title.casefold() or word in one.feed.feed_url.casefold())
    ]


def _fits(visit: Visit) -> Callable[[Subscription], Any]:
    now = visit.library.now()
    tests: dict[str, Callable[[Subscription], Any]] = {
        "failing": lambda one: one.feed.faults or one.feed.is_gone,
        "gone": lambda one: one.feed.is_gone,
        "muted": lambda one: one.is_muted,
        "silent": lambda one: one.feed.changed_at and (now - one.feed.changed_at).days >= _SILENT_DAYS,
        "loose": lambda one: not one.folder_ids,
        "private": lambda one: one.feed.is_private,
        "own": lambda one: one.settings or one.visibility is not Visibility.MAIN,
    }
    return tests.get(visit.asked("only"), lambda _: True)


def change(visit: Visit) -> Response:
    """Do one thing to all that are ticked."""
    feed_ids = visit.form.numbers("feed")
    try:
        if not feed_ids:
            raise BadInput("No feed is ticked.", field="feed", advice="Tick some first.")
        action = _ACTIONS.get(visit.form.text("action"))
        if action is None:
            raise BadInput("This button is not known here.", field="action")
        action(visit, feed_ids)
    except (BadInput, NotFound) as error:
        return _page(visit, error)
    return to("/subscriptions?" + ("removed=1" if visit.form.text("action") == "unsubscribe" else "saved=1"))


def _put_in(visit: Visit, feed_ids: list[int]) -> None:
    """Into one folder, known or new, and out of all others; or into none."""
    wanted = folder_ids(visit)
    for feed_id in feed_ids:
        subscribing.change(visit.library, visit.reader, feed_id, folder_ids=wanted)


def _add_to(visit: Visit, feed_ids: list[int]) -> None:
    for folder_id in folder_ids(visit):
        for feed_id in feed_ids:
            arranging.move(visit.library, visit.reader, feed_id, None, folder_id)


def _take_out(visit: Visit, feed_ids: list[int]) -> None:
    for folder_id in folder_ids(visit):
        for feed_id in feed_ids:
            arranging.move(visit.library, visit.reader, feed_id, folder_id, None)


def _show_in(visit: Visit, feed_ids: list[int]) -> None:
    try:
        visibility = Visibility(int(visit.form.text("visibility")))
    except ValueError as error:
        raise BadInput("There is no such visibility.", field="visibility") from error
    setting.set_feeds(visit.library, visit.reader, feed_ids, {}, visibility=visibility)


def _interval(visit: Visit, feed_ids: list[int]) -> None:
    asked = visit.form.text("minutes").strip()
    value = check_setting("interval_minutes", number(asked, "minutes") if asked else None, FEED)
    setting.set_feeds(visit.library, visit.reader, feed_ids, {"interval_minutes": value})


def _mute(visit: Visit, feed_ids: list[int]) -> None:
    is_muted = visit.form.text("action") == "mute"
    setting.set_feeds(visit.library, visit.reader, feed_ids, {}, is_muted=is_muted)


def _forget(visit: Visit, feed_ids: list[int]) -> None:
    """Take back all settings of their own."""
    held = sidebar.look(visit.library, visit.reader).subscriptions
    for one in held:
        if one.feed.id in feed_ids and one.settings:
            setting.set_feeds(visit.library, visit.reader, [one.feed.id], dict.fromkeys(one.settings))


_ACTIONS: dict[str, Callable[[Visit, list[int]], object]] = {
    "folder": _put_in,
    "add": _add_to,
    "take": _take_out,
    "visibility": _show_in,
    "interval": _interval,
    "mute": _mute,
    "unmute": _mute,
    "forget": _forget,
    "full": lambda visit, ids: setting.set_feeds(visit.library, visit.reader, ids, {"full_text": True}),
    "refresh": lambda visit, ids: subscribing.refresh_now(visit.library, visit.reader, ids),
    "unsubscribe": lambda visit, ids: subscribing.leave(visit.library, visit.reader, ids),
}


def show_doubles(visit: Visit) -> Response:
    """Subscriptions that are one feed under two addresses."""
    return render(visit, "doubles.html", pairs=doubles.find(visit.library, visit.reader))


def merge(visit: Visit) -> Response:
    """Make two subscriptions one."""
    kept, dropped = number(visit.form.text("keep"), "keep"), number(visit.form.text("drop"), "drop")
    doubles.merge(visit.library, visit.reader, kept, dropped)
    return to("/subscriptions/doubles?saved=1")


ENTRANCES = (
    get("/subscriptions", show),
    post("/subscriptions", change),
    get("/subscriptions/doubles", show_doubles),
    post("/subscriptions/doubles", merge),
)
