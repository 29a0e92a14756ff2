"""Google's podcasts: Apple's vocabulary under other names."""

from __future__ import annotations

from mainstem.parsing import podcasting

URIS = (
    "http://www.google.com/schemas/play-podcasts/1.0",
    "http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd",
)
PREFIXES = ("googleplay",)

COMMON = {
    "author": podcasting.author,
    "owner": podcasting.owner,
    "email": podcasting.owner,
    "explicit": podcasting.explicit,
    "block": podcasting.block,
    "image": podcasting.image,
    "category": podcasting.category,
    "description": podcasting.summary,
}
FEED = {"new-feed-url": podcasting.new_url}
