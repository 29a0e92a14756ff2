"""WebSub (W3C Recommendation, 2018): which hub announces news of which topic, and whether a push is genuine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from mainstem.feeds import linkheader
from mainstem.feeds.parsed import ParsedFeed

LEASE = timedelta(days=10)  # asked for; the hub decides
RENEW_BEFORE = timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(hours=6)  # a hub that did not verify
DISTRUST_FOR = timedelta(days=7)
_YOUTUBE = "https://www.youtube.com/xml/feeds/videos.xml"
_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml"
_YOUTUBE_HUB = "https://pubsubhubbub.appspot.com/subscribe"
_ALGORITHMS = frozenset(("sha1", "sha256", "sha384", "sha512"))


@dataclass(frozen=True, slots=True)
class Hub:
    """Where to subscribe, and for which address."""

    url: str
    topic: str


def announced(headers: Mapping[str, str], feed: ParsedFeed, final_url: str) -> Hub | None:
    """The hub that an answer names: in its headers first, then in the document; YouTube's, which names none."""
    header = headers.get("link", "")
    hubs = linkheader.links(header, "hub", final_url) or list(feed.hub_urls)
    topics = linkheader.links(header, "self", final_url) or [feed.self_url or final_url]
    if not hubs and final_url.startswith(_YOUTUBE_FEED):
        return Hub(_YOUTUBE_HUB, final_url.replace(_YOUTUBE_FEED, _YOUTUBE))
    usable = [url for url in hubs if url.startswith(("https://", "http://"))]
    return Hub(usable[0], topics[0]) if usable and topics[0].startswith(("https://", "http://")) else None


def is_genuine(signature: str, secret: str, body: bytes) -> bool:
    """Whether ``X-Hub-Signature`` (``sha256=…``) was made with the secret over this body."""
    name, _, told = signature.strip().partition("=")
    if name.lower() not in _ALGORITHMS or not secret:
        return False
    made = hmac.new(secret.encode(), body, getattr(hashlib, name.lower())).hexdigest()
    return hmac.compare_digest(made, told.strip().lower())
