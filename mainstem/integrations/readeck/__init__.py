"""Readeck: saved pages. https://readeck.org/en/docs/ (its API is documented on each server)"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One bookmark an entry."""
    for one in told.items:
        bookmark = {"url": one.url, "title": one.title, "labels": [*values["labels"].split(), *one.labels]}
        headers = {"Authorization": f"Bearer {values['token']}"}
        ask(
            Outgoing(
                f"{values['url']}/api/bookmarks", json.dumps(bookmark, ensure_ascii=False), headers=headers
            )
        )


SERVICE = Service(
    "Readeck",
    "Saves entries in Readeck.",
    (
        Setting("url", "Address", "address"),
        Setting("token", "API token", "secret"),
        Setting("labels", "Labels, with spaces between", is_needed=False),
    ),
    tell,
)
