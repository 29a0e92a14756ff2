"""Feeds to be found from what an address gave: the document itself, what it announces, what the address says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.parsed import Candidate, EntryPreview, ParsedFeed
from mainstem.parsing import jsonfeed, pagelinks, pages, sites, tree
from mainstem.parsing.document import parse
from mainstem.parsing.encoding import decode, header
from mainstem.parsing.scope import join

_NO_HEADERS: dict[str, str] = {}
_MOST = 500
_PREVIEWED = 5


def discover(data: bytes, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> list[Candidate]:
    """Candidates for what ``url`` gave, best first; never raises. A feed's first candidate is itself."""
    try:
        itself = [_as_candidate(parse(data, url, headers), url)]
    except NotAFeed:
        itself = []
    is_plain_feed = bool(itself) and itself[0].kind != "h-feed"
    others = [] if is_plain_feed else [*_inside(data, url, headers), *sites.guess(url)]
    best: dict[str, Candidate] = {}
    for one in (*itself, *others):
        held = best.get(one.feed_url)
        if held is None or one.score > held.score:
            best[one.feed_url] = one
    return sorted(best.values(), key=lambda one: -one.score)


def _as_candidate(feed: ParsedFeed, url: str) -> Candidate:
    """A page that is a feed by its marks alone stands behind the feeds that it announces."""
    known = preview(feed)
    if feed.format == "h-feed":
        return Candidate(url, feed.title, "h-feed", 0.7, "marks in the page", known)
    return Candidate(url, feed.title, feed.format.partition("-")[0], 1.0, "the document itself", known)


def preview(feed: ParsedFeed) -> tuple[EntryPreview, ...]:
    """The first entries of a feed, as somebody is shown them who thinks of following it."""
    return tuple(
        EntryPreview(one.title or one.url or one.guid, one.url, one.published_at)
        for one in feed.entries[:_PREVIEWED]
    )


def _inside(data: bytes, url: str, headers: Mapping[str, str]) -> list[Candidate]:
    decoded = decode(data[: pages.LONGEST], headers).data
    if decoded[:64].lstrip()[:1] in (b"{", b"["):
        return _in_lookup(jsonfeed.load(decoded))
    if b"<opml" in decoded[:4096].lower():
        return _in_outline(decoded, url)
    return pagelinks.candidates(decoded.decode("utf-8", "replace"), url, header(headers, "link"))


def _in_lookup(document: Any) -> list[Candidate]:
    """The podcasts that a directory's answer names (Apple's lookup)."""
    results = jsonfeed.items(document.get("results")) if isinstance(document, dict) else []
    found = (
        (jsonfeed.text(one.get("feedUrl")), jsonfeed.text(one.get("collectionName")))
        for one in results[:_MOST]
    )
    return [
        Candidate(address, title, "rss", 0.98, "podcast directory") for address, title in found if address
    ]


def _in_outline(decoded: bytes, url: str) -> list[Candidate]:
    """The feeds that a list of subscriptions names, in its order."""
    found = tree.read(decoded)
    candidates: list[Candidate] = []
    for node in found.root.iter("outline") if found else ():
        address = _attribute(node, "xmlurl")
        if address and len(candidates) < _MOST:
            title = _attribute(node, "title") or _attribute(node, "text")
            score = round(0.9 - 0.001 * len(candidates), 3)
            candidates.append(
                Candidate(join(url, address), title, _attribute(node, "type"), score, "list of subscriptions")
            )
    return candidates


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value).strip() for key, value in node.attrib.items() if str(key).lower() == name), "")
