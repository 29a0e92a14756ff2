"""Shaarli: links of one's own. https://shaarli.github.io/api-documentation/"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha512

from mainstem.integrations.declared import Ask, Outgoing, Rejected, Service, Setting, Told, Values


def tell(told: Told, values: Values, ask: Ask) -> None:
    """One link an entry; one that is there already is well."""
    for one in told.items:
        link = {
            "url": one.url,
            "title": one.title,
            "tags": list(one.labels),
            "private": bool(values["private"]),
        }
        headers = {"Authorization": f"Bearer {_token(values['secret'], int(told.at.timestamp()))}"}
        try:
            ask(
                Outgoing(
                    f"{values['url']}/api/v1/links", json.dumps(link, ensure_ascii=False), headers=headers
                )
            )
        except Rejected as error:
            if error.status != 409:
                raise


def _token(secret: str, moment: int) -> str:
    """A JSON Web Token of the one kind that Shaarli takes: HS512, issued now."""
    parts = [_part(json.dumps(one).encode()) for one in ({"typ": "JWT", "alg": "HS512"}, {"iat": moment})]
    signed = hmac.new(secret.encode(), ".".join(parts).encode(), sha512).digest()
    return ".".join([*parts, _part(signed)])


def _part(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


SERVICE = Service(
    "Shaarli",
    "Saves entries as links in Shaarli.",
    (
        Setting("url", "Address", "address"),
        Setting("secret", "API secret", "secret"),
        Setting("private", "Keep them private there", "switch", is_needed=False),
    ),
    tell,
)
