"""What is next, and what was reported of days gone by; with the address for a calendar."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import addresses, ahead
from mainstem.library.addresses import Purpose
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The soonest first."""
    return render(
        visit,
        "next.html",
        calendar=ahead.look(visit.library, visit.reader),
        secret=address(visit, Purpose.CALENDAR),
    )


def address(visit: Visit, purpose: Purpose) -> str:
    """A secret address in full, "" where there is none."""
    path = addresses.path(visit.library, visit.reader, purpose)
    base = visit.library.public_url or str(visit.request.base_url).rstrip("/")
    return f"{base}{path}" if path else ""


def renew(visit: Visit) -> Response:
    """Make the calendar's address, make it anew, or shut it, as the button says."""
    turn(visit, Purpose.CALENDAR)
    return to("/next#address")


def turn(visit: Visit, purpose: Purpose) -> None:
    """Make, renew or shut a secret address."""
    if visit.form.text("action") == "shut":
        addresses.shut(visit.library, visit.reader, purpose)
    else:
        addresses.renew(visit.library, visit.reader, purpose)


ENTRANCES = (get("/next", show), post("/next/address", renew))
