"""linkding: bookmarks. https://linkding.link/api/"""

from __future__ import annotations

import json

from mainstem.integrations.declared import Ask, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One bookmark an entry; linkding updates one that it has."""
    tags = values["tags"].split()
    for one in told.items:
        bookmark: dict[str, object] = {
            "url": one.url,
            "title": one.title,
            "tag_names": [*tags, *(name.replace(" ", "-") for name in one.labels)],
        }
        bookmark["unread"] = bool(values["unread"])
        headers = {"Authorization": f"Token {values['token']}"}
        ask(
            Outgoing(
                f"{values['url']}/api/bookmarks/", json.dumps(bookmark, ensure_ascii=False), headers=headers
            )
        )


SERVICE = Service(
    "linkding",
    "Saves entries as bookmarks in linkding.",
    (
        Setting("url", "Address", "address"),
        Setting("token", "API token", "secret"),
        Setting("tags", "Tags, with spaces between", is_needed=False),
        Setting("unread", "Mark as unread there", "switch", is_needed=False),
    ),
    tell,
)
