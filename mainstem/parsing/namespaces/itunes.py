"""Apple's podcasts."""

from __future__ import annotations

from mainstem.parsing import podcasting

URIS = ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd")
PREFIXES = ("itunes",)

COMMON = {
    "author": podcasting.author,
    "owner": podcasting.owner,
    "explicit": podcasting.explicit,
    "block": podcasting.block,
    "image": podcasting.image,
    "link": podcasting.image,
    "category": podcasting.category,
    "keywords": podcasting.keywords,
    "summary": podcasting.summary,
    "subtitle": podcasting.subtitle,
    "title": podcasting.title,
    "name": podcasting.owner,
}
ENTRY = {
    "duration": podcasting.duration,
    "season": podcasting.season,
    "episode": podcasting.episode,
    "episodeType": podcasting.kind,
}
FEED = {"new-feed-url": podcasting.new_url, "complete": podcasting.complete}
