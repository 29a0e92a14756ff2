"""Places that an entry can be handed to by a link: data, so that one more is one line in sharing.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry can be shared, with the address that does it."""

    name: str
    address: str


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = json.loads((Path(__file__).parent / "sharing.json").read_text("utf-8"))
    return found


def places(url: str, title: str) -> list[Place]:
    """Every place, for one entry."""
    values = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    return [Place(name, address.format(**values)) for name, address in _known().items()]
