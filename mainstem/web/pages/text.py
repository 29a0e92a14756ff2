"""How texts are set, with a text to try it on; and the reader's own style sheet."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from mainstem.accounts.preferences import DEFAULTS
from mainstem.feeds.errors import BadInput
from mainstem.library import accounts
from mainstem.web import problems, styles
from mainstem.web.preferring import shown, wanted
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post

NAMES = ("text_font", "text_size", "text_width", "text_spacing", "hyphenate", "justify")


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: BadInput | None = None) -> Response:
    written = visit.form.text("own_css") if error else visit.preferences.own_css
    status = problems.status_of(error) if error else 200
    return render(
        visit,
        "text.html",
        status,
        fields=[shown(visit, name) for name in NAMES],
        error=error,
        written=written,
        measures=[styles.WIDTHS, styles.LEADINGS],
    )


def change(visit: Visit) -> Response:
    """Take over what was chosen; all or none."""
    try:
        accounts.prefer(visit.library, visit.reader, **_wanted(visit))
    except BadInput as error:
        return _page(visit, error)
    return to("/text?saved=1")


def _wanted(visit: Visit) -> dict[str, Any]:
    if visit.form.has("usual"):
        return {name: getattr(DEFAULTS, name) for name in NAMES}
    return {**wanted(visit, NAMES), "own_css": visit.form.text("own_css").replace("\r\n", "\n").strip()}


def show_sheet(visit: Visit) -> Response:
    """The reader's style sheet; under the hash of an older one it is the present one, to be asked for again."""
    is_present = visit.request.url.path == styles.address(visit.preferences)
    kept = "private, max-age=31536000, immutable" if is_present else "no-cache"
    headers = {"cache-control": kept, "x-content-type-options": "nosniff", "vary": "Cookie"}
    return Response(styles.sheet(visit.preferences), headers=headers, media_type="text/css")


ENTRANCES = (get("/text", show), post("/text", change), get("/style/{digest}.css", show_sheet))
