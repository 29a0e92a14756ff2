"""Raindrop: bookmarks. https://developer.raindrop.io/v1/raindrops/single"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values

_ADDRESS = "https://api.raindrop.io/rest/v1/raindrop"


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One bookmark an entry; Raindrop reads the page itself."""
    for one in told.items:
        bookmark = {"link": one.url, "title": one.title, "tags": list(one.labels), "pleaseParse": {}}
        headers = {"Authorization": f"Bearer {values['token']}"}
        ask(Outgoing(_ADDRESS, json.dumps(bookmark, ensure_ascii=False), headers=headers))


SERVICE = Service(
    "Raindrop",
    "Saves entries as bookmarks in Raindrop.",
    (Setting("token", "Token", "secret"),),
    tell,
)
