"""Small calls that some client makes and that mean little here."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json, of_text
from mainstem.apis.google_reader.visit import Visit

_SORTED_BY_NAME = '{"subscriptions":{"ssa":"true"}}'  # JSON inside a text is what it is


def token(visit: Visit) -> Answer:
    """``token``: the write token, which is never looked at beside a right header; no newline behind it."""
    return of_text(visit.app.token)


def user_info(visit: Visit) -> Answer:
    """``user-info``: four texts."""
    number, name = str(visit.user.id), visit.user.name
    email = visit.user.email or name
    return of_json({"userId": number, "userName": name, "userProfileId": number, "userEmail": email})


def preferences(_visit: Visit) -> Answer:
    """``preference/list``: subscriptions are sorted by name."""
    return of_json({"prefs": [{"id": "lhn-prefs", "value": _SORTED_BY_NAME}]})


def stream_preferences(_visit: Visit) -> Answer:
    """``preference/stream/list``: none."""
    return of_json({"streamprefs": {}})


def friends(_visit: Visit) -> Answer:
    """``friend/list``: none."""
    return of_json({"friends": []})


def status(_visit: Visit) -> Answer:
    """``status``: up."""
    return of_json({"status": "up"})


def accepted(_visit: Visit) -> Answer:
    """What is set and has no meaning here."""
    return of_text("OK")
