"""OPML 2.0 in and out, with the attributes of FreshRSS; pure."""

from mainstem.reading.opml.reader import read
from mainstem.reading.opml.shape import OpmlFeed, OpmlFolder, OpmlList
from mainstem.reading.opml.writer import write

__all__ = ["OpmlFeed", "OpmlFolder", "OpmlList", "read", "write"]
