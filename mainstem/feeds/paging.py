"""Where a document says that older entries are: archives and pages (RFC 5005), JSON Feed's ``next_url``, and
WordPress, which has pages and does not tell."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mainstem.feeds.parsed import ParsedFeed

_PAGED = re.compile(r"(?:^|&)paged=(\d+)")


def older(feed: ParsedFeed, url: str) -> str:
    """The address of the page before a document with entries, which came from ``url``; "" where there is none."""
    told = feed.previous_archive_url or feed.next_url
    if told and told != url:
        return told if told.startswith(("http://", "https://")) else ""
    if "wordpress" in feed.generator.lower() and not feed.is_complete:
        return _next_paged(url)
    return ""


def _next_paged(url: str) -> str:
    parts = urlsplit(url)
    found = _PAGED.search(parts.query)
    number = int(found.group(1)) + 1 if found else 2
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "paged"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("paged", str(number))])))
