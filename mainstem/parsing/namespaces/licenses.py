"""Creative Commons, in the RSS 1.0 module, the RSS 2.0 module and the web's own vocabulary."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing import constructs
from mainstem.parsing.draft import Draft
from mainstem.parsing.scope import Scope

URIS = (
    "http://backend.userland.com/creativeCommonsRssModule",
    "http://web.resource.org/cc/",
    "http://creativecommons.org/ns#",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
)
PREFIXES = ("creativecommons", "cc")

_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def _license(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = (
        element.get(_RESOURCE)
        or element.get("rdf:resource")
        or element.get("resource")
        or constructs.text(element)
    )
    draft.license = scope.resolve(element, found) or draft.license


COMMON = {"license": _license}
