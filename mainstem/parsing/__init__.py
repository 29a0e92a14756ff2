"""Bytes become a ParsedFeed; pure."""

from __future__ import annotations

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.parsed import (
    Author,
    Candidate,
    EntryPreview,
    Link,
    ParsedEnclosure,
    ParsedEntry,
    ParsedFeed,
)
from mainstem.parsing.dates import parse_date
from mainstem.parsing.discovery import discover, preview
from mainstem.parsing.document import parse
from mainstem.parsing.scraping import Recipe, propose, scrape
from mainstem.parsing.sites import guess

__all__ = [
    "Author",
    "Candidate",
    "EntryPreview",
    "Link",
    "NotAFeed",
    "ParsedEnclosure",
    "ParsedEntry",
    "ParsedFeed",
    "Recipe",
    "discover",
    "guess",
    "parse",
    "parse_date",
    "preview",
    "propose",
    "scrape",
]
