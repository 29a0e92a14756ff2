"""wallabag: saved pages. https://doc.wallabag.org/developer/api/oauth/"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from mainstem.integrations.declared import Ask, Outgoing, Rejected, Service, Setting, Told, Values

_FORM = "application/x-www-form-urlencoded"


def tell(told: Told, values: Values, ask: Ask) -> None:
    """A token first, then one entry each; wallabag knows an address that it has."""
    names = ("client_id", "client_secret", "username", "password")
    wish = {"grant_type": "password", **{name: values[name] for name in names}}
    token = (
        ask(Outgoing(f"{values['url']}/oauth/v2/token", urlencode(wish), _FORM)).json().get("access_token")
    )
    if not isinstance(token, str):
        raise Rejected(401, "wallabag gave no token.")
    for one in told.items:
        saved = {"url": one.url, "title": one.title, "tags": ",".join([*values["tags"].split(), *one.labels])}
        headers = {"Authorization": f"Bearer {token}"}
        ask(
            Outgoing(
                f"{values['url']}/api/entries.json", json.dumps(saved, ensure_ascii=False), headers=headers
            )
        )


SERVICE = Service(
    "wallabag",
    "Saves entries in wallabag.",
    (
        Setting("url", "Address", "address", default="https://app.wallabag.it"),
        Setting("client_id", "Client id"),
        Setting("client_secret", "Client secret", "secret"),
        Setting("username", "User name"),
        Setting("password", "Password", "secret"),
        Setting("tags", "Tags, with spaces between", is_needed=False),
    ),
    tell,
)
