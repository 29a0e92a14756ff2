"""Sites whose feeds follow from the address of a page: one table, ``sites.tsv``, one line a feed.

Columns: name; pattern that must match the whole address without scheme and fragment; the feed's address and
title with the pattern's groups in braces; kind ("lookup" leads to a document that names the feed).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from mainstem.feeds.parsed import Candidate

_SCORE = 0.85
_LONGEST = 2000
_GUESSED = (  # many hosts look like this
    "Fediverse profile",
    "Fediverse actor",
    "Fediverse hashtag",
    "Medium publication",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    name: str
    pattern: re.Pattern[str]
    feed: str
    kind: str
    title: str


@cache
def rules() -> tuple[Rule, ...]:
    """The table, read once."""
    lines = resources.files("mainstem.parsing").joinpath("sites.tsv").read_text("utf-8").splitlines()
    return tuple(_rule(line) for line in lines if line and not line.startswith("#"))


def _rule(line: str) -> Rule:
    name, pattern, feed, kind, title = line.split("\t")
    return Rule(name, re.compile(pattern, re.IGNORECASE), feed, kind, title)


def guess(url: str) -> list[Candidate]:
    """Feeds that follow from the address alone, best first; empty where no rule knows it. Asks nobody."""
    bare = _bare(url)
    found: dict[str, Candidate] = {}
    for rule in rules() if bare else ():
        match = rule.pattern.fullmatch(bare)
        if match:
            feed_url = rule.feed.format(**match.groupdict())
            title = rule.title.format(**match.groupdict())
            score = _SCORE - 0.01 * len(found) - (0.4 if rule.name in _GUESSED else 0.0)
            found.setdefault(
                feed_url, Candidate(feed_url, title, rule.kind, round(score, 2), f"rule: {rule.name}")
            )
    return sorted(found.values(), key=lambda one: -one.score)


def _bare(url: str) -> str:
    """Host, path and query, the host in lower case; "" for what is no web address."""
    text = url.strip()
    if len(text) > _LONGEST:
        return ""
    try:
        parts = urlsplit(text if "://" in text[:12] else f"https://{text}")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return f"{parts.hostname}{parts.path}" + (f"?{parts.query}" if parts.query else "")
