"""Feeds that a page announces, links to, or gives away by what made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mainstem.feeds.parsed import Candidate
from mainstem.parsing.pages import open_page
from mainstem.parsing.scope import join

_MOST = 100

_KINDS = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/json": "json",
    "application/rdf+xml": "rss",
    "application/xml": "",
    "text/xml": "",
    "text/rss": "rss",
    "application/x.atom+xml": "atom",
    "application/x-atom+xml": "atom",
    "text/rss+xml": "rss",
    "text/atom+xml": "atom",
}
_SURE = frozenset(kind for kind, name in _KINDS.items() if name and kind != "application/json")
_LOOKS_LIKE = re.compile(
    r"(?:^|[/._=-])(?:feeds?|rss2?|atom|rdf|feed\.xml|index\.xml|xmlrss|syndication)(?:[/._?&=-]|$)",
    re.IGNORECASE,
)
_NO_FEED = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|css|js|pdf|zip|html?|mp3|mp4)(?:$|\?)|/(?:help|about|wiki)/|feedback",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|replies", re.IGNORECASE)
_ABOUT_FEEDS = re.compile(r"\b(?:rss|atom|feed|xml|syndicat\w*)\b", re.IGNORECASE)
# What made a page tells where its feeds lie: a word of its "generator" → paths, from the site's root.
_MAKERS = {
    "wordpress": (("/feed/", "rss", "Posts"), ("/comments/feed/", "rss", "Comments")),
    "ghost": (("/rss/", "rss", "Posts"),),
    "hugo": (("/index.xml", "rss", "Posts"),),
    "jekyll": (("/feed.xml", "atom", "Posts"),),
    "blogger": (("/feeds/posts/default", "atom", "Posts"), ("/feeds/comments/default", "atom", "Comments")),
    "discourse": (("/latest.rss", "rss", "Latest topics"), ("/top.rss", "rss", "Top topics")),
    "drupal": (("/rss.xml", "rss", "Posts"),),
    "joomla": (("/?format=feed&type=rss", "rss", "Posts"),),
    "squarespace": (("/?format=rss", "rss", "Posts"),),
    "substack": (("/feed", "rss", "Posts"),),
    "mediawiki": (("/index.php?title=Special:RecentChanges&feed=atom", "atom", "Recent changes"),),
    "movable type": (("/atom.xml", "atom", "Posts"),),
    "typepad": (("/atom.xml", "atom", "Posts"),),
    "writefreely": (("/feed/", "rss", "Posts"),),
    "eleventy": (("/feed.xml", "atom", "Posts"),),
    "dotclear": (("/feed/atom", "atom", "Posts"),),
    "serendipity": (("/feeds/index.rss2", "rss", "Posts"),),
    "lemmy": (("/feeds/local.xml", "rss", "Local posts"),),
}
WELL_KNOWN = (
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feed/",
    "/blog/feed",
)
# Identifiers that sites hide in their pages → the feeds that they lead to.
_HIDDEN = (
    (
        re.compile(
            r'(?:"(?:externalId|channelId|externalChannelId)"\s*:\s*"|/feeds/videos\.xml\?channel_id=)UC([\w-]{22})'
        ),
        (
            ("https://www.youtube.com/feeds/videos.xml?playlist_id=UULF{}", "atom", "Videos without Shorts"),
            ("https://www.youtube.com/feeds/videos.xml?channel_id=UC{}", "atom", "All videos"),
        ),
        "youtube.com",
    ),
    (
        re.compile(r"soundcloud://users:(\d+)"),
        (("https://feeds.soundcloud.com/users/soundcloud:users:{}/sounds.rss", "rss", "Sounds"),),
        "soundcloud.com",
    ),
    (
        re.compile(r'\\?"feedUrl\\?"\s*:\s*\\?"(https?:[^"\\<>\s]+)'),
        (("{}", "rss", "Podcast"),),
        "apple.com",
    ),
)


def candidates(html: str, url: str, link_header: str = "") -> list[Candidate]:
    """Candidates in a page, best first, each address once."""
    page = open_page(html)
    base_node = page.css_first("base[href]")
    base = join(url, base_node.attributes.get("href") or "") or url if base_node else url
    announced = [*_header_links(link_header, url), *_announced(page, base), *_hidden(html, url)]
    is_silent = not any(one.score > 0.6 for one in announced)
    made = [*_by_maker(page, url), *_well_known(url)] if is_silent else []
    found: dict[str, Candidate] = {}
    for one in (*announced, *_linked(page, base, url), *made):
        held = found.get(one.feed_url)
        if one.feed_url.startswith(("http://", "https://")) and (held is None or held.score < one.score):
            found[one.feed_url] = one
    return sorted(found.values(), key=lambda one: -one.score)[:_MOST]


def _text(value: str | None) -> str:
    return " ".join((value or "").split())[:300]


def _header_links(value: str, url: str) -> Iterator[Candidate]:
    """RFC 8288 links of the HTTP answer."""
    for part in re.findall(r"<([^<>]*)>([^<]*)", value[:10_000]):
        rel = re.search(r"rel\s*=\s*\"?([^\";,]+)", part[1], re.IGNORECASE)
        kind = re.search(r"type\s*=\s*\"?([^\";,]+)", part[1], re.IGNORECASE)
        name = kind[1].strip().lower() if kind else ""
        if rel and "alternate" in rel[1].lower().split() and name in _SURE:
            yield Candidate(join(url, part[0]), "", _KINDS[name], 0.93, "link header")


def _announced(page: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    """``<link rel=alternate>`` with a feed's type, and ``rel=feed``; comments after posts."""
    place = 0
    for node in page.css("link[href][rel], a[href][rel~=alternate]")[: _MOST * 3]:
        attributes = node.attributes
        rels = (attributes.get("rel") or "").lower().split()
        kind = (attributes.get("type") or "").strip().lower().partition(";")[0]
        is_sure = kind in _SURE and "alternate" in rels
        address = attributes.get("href") or ""
        is_likely = "alternate" in rels and kind in _KINDS and bool(_LOOKS_LIKE.search(address))
        if not (is_sure or is_likely or "feed" in rels) or "stylesheet" in rels or "wp-json" in address:
            continue
        title = _text(attributes.get("title"))
        is_comments = bool(_COMMENTS.search(title) or _COMMENTS.search(address))
        score = 0.95 - 0.01 * min(place, 20) - (0.35 if is_comments else 0.0) - (0.1 if not is_sure else 0.0)
        place += 1
        yield Candidate(join(base, address), title, _KINDS.get(kind, ""), round(score, 2), "link relation")


def _linked(page: LexborHTMLParser, base: str, url: str) -> Iterator[Candidate]:
    """Links in the body whose address or words look like a feed's."""
    host = urlsplit(url).hostname or ""
    place = 0
    for node in page.css("a[href]")[:5000]:
        address = node.attributes.get("href") or ""
        words = _words(node)
        looks = _LOOKS_LIKE.search(address) and not _NO_FEED.search(address)
        if not looks and not (
            len(words) < 40 and _ABOUT_FEEDS.search(words) and address.endswith((".xml", ".rdf", ".json"))
        ):
            continue
        joined = join(base, address)
        other = urlsplit(joined).hostname or ""
        is_near = other == host or "feed" in other or other.endswith("." + host)
        score = 0.55 if is_near else 0.3
        place += 1
        if place > 30:
            return
        yield Candidate(joined, words, "", round(score - 0.005 * place, 3), "link in the page")


def _words(node: LexborNode) -> str:
    return _text(node.attributes.get("title") or node.text(deep=True))


def _hidden(html: str, url: str) -> Iterator[Candidate]:
    host = urlsplit(url).hostname or ""
    for pattern, feeds, of_host in _HIDDEN:
        match = pattern.search(html) if host == of_host or host.endswith("." + of_host) else None
        for place, (address, kind, title) in enumerate(feeds if match else ()):
            yield Candidate(
                address.format(match[1]) if match else "",
                title,
                kind,
                round(0.97 - 0.01 * place, 2),
                "named in the page",
            )


def _by_maker(page: LexborHTMLParser, url: str) -> Iterator[Candidate]:
    node = page.css_first('meta[name="generator" i][content]')
    maker = (node.attributes.get("content") or "").lower() if node else ""
    for word, feeds in _MAKERS.items():
        for place, (path, kind, title) in enumerate(feeds if word in maker else ()):
            yield Candidate(join(url, path), title, kind, round(0.6 - 0.15 * place, 2), f"made by {word}")


def _well_known(url: str) -> Iterator[Candidate]:
    """Where feeds often lie; nobody has said that they do here."""
    for place, path in enumerate(WELL_KNOWN):
        yield Candidate(join(url, path), "", "", round(0.2 - 0.01 * place, 2), "well-known path")
