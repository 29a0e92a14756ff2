"""Hosts whose limits are known beforehand: the least time between two requests. Data, from their own pages
or from what their users report."""

from __future__ import annotations

from datetime import timedelta

SPACING_SECONDS: dict[str, float] = {
    "reddit.com": 60.0,  # about one a minute without signing in; X-RateLimit headers
    "redd.it": 60.0,
    "youtube.com": 1.0,  # many channels in one subscription list; serves feeds from a cache
    "tumblr.com": 3.0,
    "substack.com": 3.0,
    "medium.com": 5.0,
    "github.com": 2.0,
    "rachelbythebay.com": 5.0,
}


def spacing(host_key: str) -> timedelta | None:
    """The preset of a host's budget; None where it has none of its own."""
    seconds = SPACING_SECONDS.get(host_key)
    return None if seconds is None else timedelta(seconds=seconds)
