"""What a list of subscriptions says, whichever program wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Attributes of other programs keep their short prefix, whatever prefix the file itself chose.
NAMESPACES = {
    "frss": "https://freshrss.org/opml",
    "miniflux": "https://miniflux.app/opml",
    "mainstem": "urn:mainstem:opml",
}

KINDS = (
    "rss",
    "HTML+XPath",
    "XML+XPath",
    "JSON+DotNotation",
    "JSONFeed",
    "HTML+XPath+JSON+DotNotation",
)


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """One subscription.

    ``folders`` holds paths from the outermost folder inwards; none means outside all folders. ``kind``
    is one of ``KINDS``. ``settings`` maps ``frss:cssFullContent``, ``mainstem:visibility`` … to their text.
    """

    feed_url: str
    title: str = ""
    site_url: str = ""
    description: str = ""
    folders: tuple[tuple[str, ...], ...] = ()
    kind: str = "rss"
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpmlFolder:
    """A folder that says more than its name, or that holds nothing; ``opml_url`` makes it dynamic."""

    path: tuple[str, ...]
    opml_url: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpmlList:
    """A whole list. ``folders`` are in the order of the file, parents first; ``faults`` says in words
    what could not be taken and why."""

    title: str = ""
    subscriptions: tuple[OpmlFeed, ...] = ()
    folders: tuple[OpmlFolder, ...] = ()
    faults: tuple[str, ...] = ()
