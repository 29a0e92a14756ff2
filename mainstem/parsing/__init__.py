"""Bytes become a ParsedFeed; pure."""

from __future__ import annotations

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.parsed import Author, Candidate, Link, ParsedEnclosure, ParsedEntry, ParsedFeed
from mainstem.parsing.dates import parse_date
from mainstem.parsing.document import parse

__all__ = [
    "Author",
    "Candidate",
    "Link",
    "NotAFeed",
    "ParsedEnclosure",
    "ParsedEntry",
    "ParsedFeed",
    "parse",
    "parse_date",
]
