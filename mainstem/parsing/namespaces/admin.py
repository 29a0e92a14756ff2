"""Who runs the feed: the RSS 1.0 modules admin and pingback."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import Link
from mainstem.parsing import constructs
from mainstem.parsing.draft import Draft, FeedDraft
from mainstem.parsing.elements import local_name
from mainstem.parsing.scope import Scope

URIS = ("http://webns.net/mvcb/", "http://madskills.com/public/xml/rss/module/pingback/")
PREFIXES = ("admin", "pingback")

_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def _generator(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    found = scope.resolve(element, element.get(_RESOURCE) or constructs.text(element))
    draft.generator_url = draft.generator_url or found
    draft.generator = draft.generator or found


def _pingback(draft: Draft, element: etree._Element, scope: Scope) -> None:
    url = scope.resolve(element, element.get(_RESOURCE) or constructs.text(element))
    if url:
        draft.links.append(Link(url, "pingback" if local_name(element) == "server" else "pingback-target"))


COMMON = {"server": _pingback, "target": _pingback}
FEED = {"generatorAgent": _generator}
