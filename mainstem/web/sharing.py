"""Places that an entry can be handed to by a link: data, so that one more is one line in sharing.json.

A reader lists those they want, in their order; where ``{base}`` stands in the address, it is the address of an
installation of the reader's own choice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from mainstem.feeds.errors import BadInput
from mainstem.library import accounts
from mainstem.web.visit import Visit, remembered

MOST = 40
_USUAL = ({"service": "E-mail"}, {"service": "Mastodon (any server)"}, {"service": "Bluesky"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry can be shared, with the address that does it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place on a reader's list: ``service`` is one of ``known``, ``base`` where it is run, if that is asked."""

    service: str
    name: str
    base: str = ""


@cache
def known() -> dict[str, str]:
    """Every service and its address, with ``{url}``, ``{title}`` and perhaps ``{base}`` in it."""
    found: dict[str, str] = json.loads((Path(__file__).parent / "sharing.json").read_text("utf-8"))
    return found


def has_base(service: str) -> bool:
    """Whether a service is run at an address of the reader's choice."""
    return "{base}" in known()[service]


def chosen(visit: Visit) -> list[Chosen]:
    """The reader's list."""
    kept = remembered(visit, "sharing", list(_USUAL))
    found = (one for one in kept if isinstance(one, dict) and one.get("service") in known())
    return [
        Chosen(one["service"], str(one.get("name") or one["service"]), str(one.get("base", "")))
        for one in found
    ]


def places(visit: Visit, url: str, title: str) -> list[Place]:
    """Every place on the reader's list, for one entry."""
    values = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    return [Place(one.name, known()[one.service].format(**values, base=one.base)) for one in chosen(visit)]


def checked(service: str, name: str, base: str) -> Chosen:
    """A place that may be listed. Raises BadInput at the field."""
    if service not in known():
        raise BadInput(f"There is no service {service[:40]!r}.", field="service")
    base = base.strip().rstrip("/")
    if has_base(service) and not base.startswith(("https://", "http://")):
        raise BadInput("This service needs the address where you use it.", field="base", advice="https://…")
    if len(base) > 500 or "{" in base:
        raise BadInput("This address cannot be used.", field="base")
    return Chosen(service, " ".join(name.split())[:60] or service, base if has_base(service) else "")


def keep(visit: Visit, wanted: list[Chosen]) -> None:
    """Keep a list. Raises BadInput where it is too long."""
    if len(wanted) > MOST:
        raise BadInput("This list is too long.", field="service", advice=f"Use at most {MOST} places.")
    kept = [{"service": one.service, "name": one.name, "base": one.base} for one in wanted]
    accounts.prefer(visit.library, visit.reader, extra={**visit.preferences.extra, "sharing": kept})
