"""Programs made for Miniflux's webhooks: the same bodies, events and signature."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import Any

from mainstem.integrations.declared import Ask, Item, Outgoing, Service, Setting, Told, Values

_LETTERS_PER_MINUTE = 265 * 6


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One call for a saved entry, one for each feed with new ones."""
    if told.event == "new_entries":
        for feed_id in dict.fromkeys(one.feed_id for one in told.items):
            mine = [one for one in told.items if one.feed_id == feed_id]
            entries = [_entry(told, one) for one in mine]
            _send({"event_type": told.event, "feed": _feed(told, mine[0]), "entries": entries}, values, ask)
        return
    for one in told.items:
        entry = {**_entry(told, one), "feed": _feed(told, one)}
        _send({"event_type": "save_entry", "entry": entry}, values, ask)


def _send(payload: dict[str, Any], values: Values, ask: Ask) -> None:
    body = json.dumps(payload, ensure_ascii=False)
    signature = hmac.new(values["secret"].encode(), body.encode(), sha256).hexdigest()
    headers = {"X-Miniflux-Signature": signature, "X-Miniflux-Event-Type": payload["event_type"]}
    ask(Outgoing(values["url"], body, headers=headers))


def _entry(told: Told, one: Item) -> dict[str, Any]:
    return {
        "id": one.serial,
        "user_id": told.user_id,
        "feed_id": one.feed_id,
        "status": "read" if one.is_read else "unread",
        "hash": sha256(one.url.encode("utf-8", "surrogatepass")).hexdigest(),
        "title": one.title,
        "url": one.url,
        "comments_url": "",
        "published_at": _written(one.published_at),
        "created_at": _written(one.arrived_at),
        "changed_at": _written(one.arrived_at),
        "content": one.html,
        "share_code": "",
        "starred": one.is_starred,
        "reading_time": max(1, -(-len(one.text) // _LETTERS_PER_MINUTE)),
        "author": ", ".join(one.authors),
        "tags": list(one.categories),
        "enclosures": [],
    }


def _feed(told: Told, one: Item) -> dict[str, Any]:
    return {
        "id": one.feed_id,
        "user_id": told.user_id,
        "feed_url": one.feed_url,
        "site_url": one.site_url,
        "title": one.feed_title,
        "checked_at": _written(told.at),
    }


def _written(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")


SERVICE = Service(
    "Miniflux webhook",
    "Sends what Miniflux's webhooks send, for programs that were made for it.",
    (Setting("url", "Address", "address"), Setting("secret", "Secret", "secret")),
    tell,
)
