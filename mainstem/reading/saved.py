"""A saved search: a stream with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.reading.stream import Order, Show, Stream


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """``position`` counts from 1 in the reader's order, as in ``S:3``. ``token`` is the secret part of its
    shared address, "" where it was never shared; what may be seen there is switched apart for entries
    (HTML, RSS, Atom, JSON) and for the feeds (OPML)."""

    id: int
    name: str
    expression: str
    position: int
    stream: Stream
    show: Show = Show.ALL
    order: Order = Order.ARRIVAL
    is_ascending: bool = False
    description: str = ""
    image_url: str = ""
    token: str = ""
    shares_entries: bool = False
    shares_feeds: bool = False
