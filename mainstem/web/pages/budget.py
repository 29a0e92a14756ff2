"""Attention budget: a daily number for each folder, what fits into it, and what is left over."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, BadQuery, MainstemError
from mainstem.library import budget, folders, overview
from mainstem.web import entries, problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_LONGEST_SEARCH = 2_000


def show(visit: Visit) -> Response:
    """The folders with their numbers."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "budget.html",
        problems.status_of(error) if error else 200,
        folders=folders.every(visit.library, visit.reader),
        budgets=budget.budgets(visit.library, visit.reader),
        said=problems.sentence(visit, error) if error else "",
    )


def change(visit: Visit) -> Response:
    """Give a folder another number; empty takes it away."""
    text = visit.form.text("number").strip()
    try:
        wanted = number(text, "number") if text else None
        budget.set_budget(visit.library, visit.reader, number(visit.form.text("id"), "id"), wanted)
    except BadInput as error:
        return _page(visit, error)
    return to("/budget?saved=1")


def show_day(visit: Visit) -> Response:
    """A folder's day on the reader's clock: today, or so many days ago."""
    asked = visit.asked("ago") or "0"
    ago = min(number(asked, "ago"), 3_650)
    begin = visit.now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=ago)
    search = visit.asked("q").strip()[:_LONGEST_SEARCH]
    folder_id, end = visit.part("folder_id"), begin + timedelta(days=1)
    error: BadQuery | None = None
    try:
        day = budget.day(visit.library, visit.reader, folder_id, begin, end, search)
    except BadQuery as wrong:
        error = wrong
        day = budget.day(visit.library, visit.reader, folder_id, begin, end)
    seen = overview.look(visit.library, visit.reader)
    return render(
        visit,
        "budgetday.html",
        problems.status_of(error) if error else 200,
        day=day,
        date=begin.date(),
        ago=ago,
        search=search,
        said=problems.sentence(visit, error) if error else "",
        titles={one.feed_id: one.title for one in seen.followed},
        title_of=entries.title,
    )


ENTRANCES = (
    get("/budget", show),
    post("/budget", change),
    get("/budget/{folder_id:int}", show_day),
)
