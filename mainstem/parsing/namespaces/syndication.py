"""How often a feed changes: the RSS 1.0 module."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing import constructs
from mainstem.parsing.draft import FeedDraft
from mainstem.parsing.linking import number
from mainstem.parsing.scope import Scope

URIS = ("http://purl.org/rss/1.0/modules/syndication/",)
PREFIXES = ("sy", "syn")


def _period(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    draft.period = constructs.text(element).lower()


def _frequency(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    draft.frequency = min(number(constructs.text(element)) or 1, 100_000)


FEED = {"updatePeriod": _period, "updateFrequency": _frequency}
