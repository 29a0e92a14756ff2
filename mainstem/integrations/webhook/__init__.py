"""Any program that listens: JSON, signed with HMAC-SHA256 as https://www.standardwebhooks.com says."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from mainstem.integrations.declared import Ask, Item, Outgoing, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """Send the event whole; the signature is over its id, the time and the body."""
    body = json.dumps(
        {
            "type": told.event,
            "timestamp": told.at.isoformat(),
            "entries": [_shape(one) for one in told.items],
        },
        ensure_ascii=False,
    )
    ask(Outgoing(values["url"], body, headers=_signed(told, body, values["secret"])))


def _signed(told: Told, body: str, secret: str) -> dict[str, str]:
    moment = str(int(told.at.timestamp()))
    signed = hmac.new(_key(secret), f"{told.id}.{moment}.{body}".encode(), sha256).digest()
    return {
        "webhook-id": told.id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{b64encode(signed).decode()}",
    }


def _key(secret: str) -> bytes:
    """Secrets as the standard writes them hold their key in base64; any other text is the key itself."""
    prefix, _, written = secret.partition("_")
    if prefix != "whsec":
        return secret.encode()
    try:
        return b64decode(written, validate=True)
    except ValueError:
        return secret.encode()


def _shape(one: Item) -> dict[str, Any]:
    values = asdict(one)
    return {**values, "published_at": one.published_at.isoformat(), "arrived_at": one.arrived_at.isoformat()}


SERVICE = Service(
    "Webhook",
    "Sends entries as JSON to an address of your own, signed so that you can tell they come from here.",
    (
        Setting("url", "Address", "address"),
        Setting("secret", "Secret that the signature is made with", "secret"),
    ),
    tell,
)
