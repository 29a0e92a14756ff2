"""What one entry tells: its names, its events, its dates that cannot be right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mainstem.stories import contradictions, dates, events, names
from mainstem.stories.contradictions import Contradiction
from mainstem.stories.events import Event
from mainstem.stories.names import NameKind


@dataclass(frozen=True, slots=True)
class Understood:
    """Names are under the form by which they are counted, with a kind where one is certain."""

    names: dict[str, NameKind]
    events: list[Event]
    doubts: list[Contradiction]


def understand(title: str, text: str, at: datetime, language: str) -> Understood:
    """Read an entry as of the time at which it was published; some fifty a second."""
    found: dict[str, NameKind] = {}
    for one in names.find(f"{title}\n{text}"):
        found[one.canonical] = one.kind or found.get(one.canonical, NameKind.UNKNOWN)
    tag = language or "en"
    doubts = contradictions.find(text, at, tag, dates.read(text, at, tag))
    return Understood(found, events.find(text, at, tag), doubts)
