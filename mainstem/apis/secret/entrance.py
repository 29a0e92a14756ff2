"""From a call to an answer; every trouble looks like an address that is none."""

from __future__ import annotations

import re
from collections.abc import Callable

from mainstem.accounts import User
from mainstem.apis.answers import Answer, of_text
from mainstem.apis.calls import Call
from mainstem.apis.secret import briefing, calendar
from mainstem.apis.tagged import unless_had
from mainstem.feeds.errors import MainstemError, NotFound
from mainstem.library import Library, addresses
from mainstem.library.addresses import Purpose

PREFIX = "/secret"
_ADDRESS = re.compile(r"/secret/([A-Za-z0-9_-]{20,100})\.(ics|atom)")
_SECRET = ((b"x-robots-tag", b"noindex, nofollow"), (b"referrer-policy", b"no-referrer"))
_FORMS: dict[str, tuple[Purpose, Callable[[Library, User, str], Answer]]] = {
    "ics": (Purpose.CALENDAR, calendar.answer),
    "atom": (Purpose.BRIEFING, briefing.answer),
}


def enter(library: Library, call: Call) -> Answer:
    """Answer a call. Raises NotFound."""
    match = _ADDRESS.fullmatch(call.path)
    if match is None or call.method != "GET":
        raise NotFound("There is nothing at this address.")
    purpose, make = _FORMS[match[2]]
    user = addresses.reader(library, match[1], purpose)
    return unless_had(make(library, user, library.public_url or call.base_url), call, *_SECRET)


def refuse(error: MainstemError) -> Answer:
    """Nothing is explained to a stranger."""
    if isinstance(error, NotFound):
        return of_text("There is nothing at this address.", 404, *_SECRET)
    return of_text("This cannot be answered now.", 503, *_SECRET)
