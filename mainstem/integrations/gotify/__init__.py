"""Gotify: a notification through a server of one's own. https://gotify.net/docs/pushmsg"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One message an entry; touching it opens the entry."""
    for one in told.items:
        opening = {"client::notification": {"click": {"url": one.url}}}
        message = {"title": one.feed_title, "message": one.title, "extras": opening}
        headers = {"X-Gotify-Key": values["token"]}
        ask(Outgoing(f"{values['url']}/message", json.dumps(message, ensure_ascii=False), headers=headers))


SERVICE = Service(
    "Gotify",
    "Notifies you through your Gotify server.",
    (Setting("url", "Address", "address"), Setting("token", "Application token", "secret")),
    tell,
)
