"""Complete and archived feeds (RFC 5005)."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing.draft import FeedDraft
from mainstem.parsing.scope import Scope

URIS = ("http://purl.org/syndication/history/1.0",)
PREFIXES = ("fh",)


def _complete(draft: FeedDraft, _element: etree._Element, _scope: Scope) -> None:
    draft.is_complete = True


def _archive(draft: FeedDraft, _element: etree._Element, _scope: Scope) -> None:
    draft.is_archive = True


FEED = {"complete": _complete, "archive": _archive}
