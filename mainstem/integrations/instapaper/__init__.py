"""Instapaper: saved pages. https://www.instapaper.com/api/simple"""

from __future__ import annotations

from urllib.parse import urlencode

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values

_ADDRESS = "https://www.instapaper.com/api/add"
_FORM = "application/x-www-form-urlencoded"


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One page an entry."""
    for one in told.items:
        form = urlencode({"url": one.url, "title": one.title})
        ask(Outgoing(_ADDRESS, form, _FORM, username=values["username"], password=values["password"]))


SERVICE = Service(
    "Instapaper",
    "Saves entries in Instapaper.",
    (Setting("username", "User name"), Setting("password", "Password", "secret", is_needed=False)),
    tell,
)
