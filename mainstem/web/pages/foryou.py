"""For you: the learnt order with its reasons, its test against the plain one, reset and export."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import foryou, overview
from mainstem.library.foryou import TEST_LASTS
from mainstem.stories.order import Reason
from mainstem.web import entries
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page."""
    seen = overview.look(visit.library, visit.reader)
    titles = {one.feed_id: one.title for one in seen.followed}
    page = foryou.look(visit.library, visit.reader)
    return render(
        visit,
        "foryou.html",
        page=page,
        titles=titles,
        title_of=entries.title,
        test_ends=page.tested_from + TEST_LASTS,
        named=lambda one: _named(one, titles),
    )


def _named(reason: Reason, titles: dict[int, str]) -> str:
    """What a feature is called: a feed, an author, a name, a word."""
    kind, _, value = reason.feature.partition(":")
    return titles.get(int(value), "") if kind == "feed" and value.isdigit() else value


def change(visit: Visit) -> Response:
    """Switch it on or off, or forget all that was learnt."""
    action = visit.form.text("action")
    if action == "reset":
        foryou.reset(visit.library, visit.reader)
    else:
        foryou.switch(visit.library, visit.reader, is_on=action == "on")
    return to("/for-you")


def export(visit: Visit) -> Response:
    """All that was learnt, as a file."""
    answer = data(visit, foryou.export(visit.library, visit.reader))
    answer.headers["content-disposition"] = 'attachment; filename="for-you.json"'
    return answer


ENTRANCES = (get("/for-you", show), post("/for-you", change), get("/for-you/export", export))
