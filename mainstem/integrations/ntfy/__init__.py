"""ntfy: a notification on the telephone. https://docs.ntfy.sh/publish/#publish-as-json"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One notification an entry."""
    headers = {"Authorization": f"Bearer {values['token']}"} if values["token"] else {}
    for one in told.items:
        note = {"topic": values["topic"], "title": one.feed_title, "message": one.title, "click": one.url}
        ask(Outgoing(values["url"], json.dumps(note, ensure_ascii=False), headers=headers))


SERVICE = Service(
    "ntfy",
    "Notifies you through ntfy.",
    (
        Setting("url", "Address", "address", default="https://ntfy.sh"),
        Setting("topic", "Topic"),
        Setting("token", "Access token", "secret", is_needed=False),
    ),
    tell,
)
