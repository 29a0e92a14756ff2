"""Apprise API: notifications to a hundred services. https://github.com/caronc/apprise-api"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One notification an entry, by the key of a kept configuration or to addresses given here."""
    for one in told.items:
        note = {"title": one.feed_title, "body": f"{one.title}\n{one.url}"}
        if values["urls"]:
            note["urls"] = values["urls"]
        path = f"/notify/{values['key']}" if values["key"] else "/notify"
        ask(Outgoing(f"{values['url']}{path}", json.dumps(note, ensure_ascii=False)))


SERVICE = Service(
    "Apprise",
    "Notifies you through an Apprise API server, which knows a hundred services.",
    (
        Setting("url", "Address", "address"),
        Setting("key", "Configuration key", is_needed=False),
        Setting("urls", "Or Apprise URLs", "secret", is_needed=False),
    ),
    tell,
)
