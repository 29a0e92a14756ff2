"""Saved searches: kept, changed, put in order, and shared under secret addresses."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotFound
from mainstem.library import saving, sidebar
from mainstem.reading import Order, Show, Stream, View
from mainstem.reading.saved import SavedSearch
from mainstem.web import problems
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, post

FORMS = (
    ("", "Page", "For people: what it finds, on a page of its own."),
    ("rss", "RSS", "For any reader of feeds."),
    ("atom", "Atom", "For any reader of feeds."),
    ("json", "JSON Feed", "For programs."),
    ("opml", "OPML", "The list of the feeds in it."),
)
SHOWS = {"all": "All", "unread": "Unread", "read": "Read", "starred": "Starred"}
ORDERS = {
    "arrival": "By arrival",
    "published": "By publication",
    "title": "By title",
    "feed": "By feed",
    "length": "By length",
    "changed": "By change",
    "relevance": "By relevance",
    "random": "At random",
}


def show(visit: Visit) -> Response:
    """All saved searches in their order."""
    kept = saving.every(visit.library, visit.reader)
    troubles = {one.id: saving.trouble(visit.library, visit.reader, one) for one in kept}
    unread = {one.id: saving.unread(visit.library, visit.reader, one) for one in kept if not troubles[one.id]}
    return render(visit, "searches.html", kept=kept, troubles=troubles, unread=unread)


def edit(visit: Visit) -> Response:
    """One saved search with its settings and shared addresses. Raises NotFound."""
    return _page(visit, saving.one(visit.library, visit.reader, visit.part("query_id")))


def _page(visit: Visit, kept: SavedSearch, error: MainstemError | None = None) -> Response:
    form = visit.form
    is_sent = form.has("expression")
    base = visit.library.public_url or str(visit.request.base_url).rstrip("/")
    shared = f"{base}/shared/{kept.token}"
    return render(
        visit,
        "savedsearch.html",
        problems.status_of(error) if error else 200,
        kept=kept,
        typed={
            "name": form.text("name") if is_sent else kept.name,
            "expression": form.text("expression") if is_sent else kept.expression,
            "description": form.text("description") if is_sent else kept.description,
            "image_url": form.text("image_url") if is_sent else kept.image_url,
        },
        stream=form.text("stream") if is_sent else kept.stream.address,
        seen=sidebar.look(visit.library, visit.reader),
        shows={name: said for name, said in SHOWS.items() if name in list(Show)},
        orders={name: said for name, said in ORDERS.items() if name in list(Order)},
        trouble=saving.trouble(visit.library, visit.reader, kept),
        addresses=[(f"{shared}{f'.{form}' if form else ''}", name, hint) for form, name, hint in FORMS],
        error=error,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def keep(visit: Visit) -> Response:
    """Save a search under a name."""
    view = View(Stream.at(visit.form.text("stream") or "all"), search=visit.form.text("q"))
    kept = saving.add(visit.library, visit.reader, visit.form.text("name"), view)
    return to(f"/stream/search/{kept.id}")


def change(visit: Visit) -> Response:
    """Save, share, renew or delete, as the button says."""
    kept = saving.one(visit.library, visit.reader, visit.part("query_id"))
    action = _ACTIONS.get(visit.form.text("action"))
    if action is None:
        raise BadInput("This button is not known here.", field="action")
    try:
        return action(visit, kept)
    except (BadInput, AlreadyExists, NotFound) as error:
        return _page(visit, kept, error)


def _save(visit: Visit, kept: SavedSearch) -> Response:
    form = visit.form
    try:
        show, order = Show(form.text("show", "all")), Order(form.text("order", "arrival"))
    except ValueError as error:
        raise BadInput("There is no such order.", field="order") from error
    view = View(
        Stream.at(form.text("stream") or "all"),
        show,
        order,
        form.has("is_ascending"),
        form.text("expression"),
    )
    texts = {name: form.text(name).strip() for name in ("description", "image_url")}
    saving.change(visit.library, visit.reader, kept.id, name=form.text("name"), view=view, **texts)
    return to(f"/searches/{kept.id}?saved=1")


def _share(visit: Visit, kept: SavedSearch) -> Response:
    form = visit.form
    saving.share(
        visit.library,
        visit.reader,
        kept.id,
        entries=form.has("entries"),
        feeds=form.has("feeds"),
        renew=form.text("action") == "renew",
    )
    return to(f"/searches/{kept.id}?saved=1#shared")


def _remove(visit: Visit, kept: SavedSearch) -> Response:
    saving.remove(visit.library, visit.reader, kept.id)
    return to("/searches?removed=1")


_ACTIONS: dict[str, Callable[[Visit, SavedSearch], Response]] = {
    "save": _save,
    "share": _share,
    "renew": _share,
    "remove": _remove,
}


def arrange(visit: Visit) -> Response:
    """Put saved searches in this order."""
    saving.arrange(visit.library, visit.reader, visit.form.numbers("ids"))
    return data(visit, {}) if visit.wants_data else to("/searches")


ENTRANCES = (
    get("/searches", show),
    post("/searches", keep),
    post("/searches/order", arrange),
    get("/searches/{query_id:int}", edit),
    post("/searches/{query_id:int}", change),
)
