"""The keyboard: the help sheet, and the page where keys are chosen."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import accounts
from mainstem.web import keys
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post, remembered


def show(visit: Visit) -> Response:
    """All keys; ``?part=sheet`` gives the list alone."""
    chosen = keys.chosen(remembered(visit, "keys", {}))
    if visit.asked("part") == "sheet":
        return render(visit, "keysheet.html", commands=keys.COMMANDS, keys=chosen)
    return _page(visit, chosen)


def choose(visit: Visit) -> Response:
    """Take other keys; with ``usual`` pressed, the usual ones. A key that would do two things is refused."""
    if visit.form.has("usual"):
        return _keep(visit, {})
    wanted = {one.name: visit.form.text(one.name).strip() for one in keys.COMMANDS}
    wrong = {name: key for name, key in wanted.items() if not keys.is_key(key)}
    twice = keys.conflicts(wanted)
    if wrong or twice:
        return _page(visit, wanted, wrong, twice)
    return _keep(
        visit, {one.name: wanted[one.name] for one in keys.COMMANDS if wanted[one.name] != one.usual}
    )


def _keep(visit: Visit, kept: dict[str, str]) -> Response:
    accounts.prefer(visit.library, visit.reader, extra={**visit.preferences.extra, "keys": kept})
    return to("/keys?saved=1")


def _page(
    visit: Visit,
    chosen: dict[str, str],
    wrong: dict[str, str] | None = None,
    twice: dict[str, list[str]] | None = None,
) -> Response:
    clashing = {name for names in (twice or {}).values() for name in names}
    return render(
        visit,
        "keys.html",
        422 if wrong or twice else 200,
        commands=keys.COMMANDS,
        keys=chosen,
        wrong=wrong or {},
        twice=twice or {},
        clashing=clashing,
    )


ENTRANCES = (get("/keys", show), post("/keys", choose))
