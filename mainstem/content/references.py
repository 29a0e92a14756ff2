"""Values of attributes that lead elsewhere or say how large a thing is."""

from __future__ import annotations

import re

from . import addresses
from .trackers import destination, is_tracker, without_tracking

_SIZE = re.compile(r"0*([0-9]{1,4})(?:\.[0-9]*)?(?:px)?|0*([0-9]{1,3})(?:\.[0-9]*)?%")


def href(address: str, base: str) -> str:
    """Where a link leads: absolute, past known counters, without tracking parameters; or ``""``."""
    url = addresses.link(address, base)
    if "?" not in url and "#" not in url:
        return url
    while len(inner := addresses.link(destination(url), "")) < len(url):
        url = inner
    return without_tracking(url)


def loadable(address: str, base: str) -> str:
    """A sound's, film's or picture's address that may be loaded, or ``""``."""
    url = addresses.media(address, base)
    return "" if not url or is_tracker(url) else without_tracking(url)


def size(text: str) -> str:
    """A width or height in pixels or per cent as HTML has it, or ``""``."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        return ""
    return str(int(match[1])) if match[1] else f"{min(int(match[2]), 100)}%"


def sizes(had: dict[str, str]) -> dict[str, str]:
    """Width and height, where they make sense."""
    return {key: text for key in ("width", "height") if (text := size(had.get(key, "")))}
