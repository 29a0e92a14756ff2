"""Recipes proposed from a page or document itself: what repeats, and what in it looks like a title, a date …"""

from __future__ import annotations

from collections.abc import Mapping

from mainstem.feeds.errors import MainstemError
from mainstem.feeds.parsed import ParsedFeed
from mainstem.parsing import jsonfeed
from mainstem.parsing.encoding import decode
from mainstem.parsing.scraping import blocks, lists, records
from mainstem.parsing.scraping.recipe import Recipe
from mainstem.parsing.scraping.work import scrape

_NO_HEADERS: dict[str, str] = {}
_MOST = 5
_LONGEST = 4 * 1024 * 1024


def propose(data: bytes, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> list[Recipe]:
    """Recipes for ``data`` that find two entries or more, best first, five at most; never raises.

    Each is to be shown as the feed that ``scrape`` makes with it, to accept or to correct.
    """
    data = data[:_LONGEST]
    rated: list[tuple[float, int, Recipe]] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    for place, recipe in enumerate(_thought_of(decode(data, headers).data, url)):
        try:
            feed = scrape(data, url, recipe, headers)
        except MainstemError:
            continue
        worth = _worth(feed)
        outcome = tuple((entry.title, entry.url) for entry in feed.entries)
        if worth > 0 and outcome not in seen:
            seen.add(outcome)
            rated.append((worth, -place, recipe))
    rated.sort(key=lambda one: one[:2], reverse=True)
    return [recipe for _, _, recipe in rated[:_MOST]]


def _thought_of(data: bytes, url: str) -> list[Recipe]:
    start = data[:64].lstrip()
    if start[:1] in (b"{", b"["):
        return lists.recipes(jsonfeed.load(data))
    if start[:5] == b"<?xml" and b"<html" not in data[:2000].lower():
        return records.recipes(data)
    html = data.decode("utf-8", "replace")
    return [*blocks.recipes(html, url), *lists.recipes_in_page(data)]


def _worth(feed: ParsedFeed) -> float:
    """How much like a feed the outcome is: entries with titles and addresses of their own, dates, bodies."""
    entries = feed.entries
    addresses = {one.url for one in entries if one.url}
    titles = {one.title for one in entries if one.title}
    count = len(entries)
    if count < 2 or len(titles) < max(2, count * 0.6) or len(addresses) < max(2, count * 0.6):
        return 0.0
    title_length = sum(map(len, titles)) / len(titles)
    dated = sum(1 for one in entries if one.published_at) / count
    pictured = sum(1 for one in entries if one.image_url) / count
    bodied = sum(1 for one in entries if len(one.html) > len(one.title) + 20) / count
    return (
        min(count, 30) ** 0.5
        * min(title_length / 40, 1.2)
        * (1 + dated + 0.3 * pictured + 0.5 * bodied)
        * (len(titles) / count)
        * (len(addresses) / count)
    )
