"""Repeated elements of an XML document that is no feed: sitemaps, exports, lists of any making."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from mainstem.parsing import tree
from mainstem.parsing.elements import local_name, written_name
from mainstem.parsing.scraping.recipe import Recipe

_MOST_ELEMENTS = 20_000
_MOST = 3
_CHILDREN = {
    "title": ("title", "name", "headline", "subject"),
    "url": ("link", "url", "loc", "href", "uri"),
    "content": ("content", "description", "body", "summary", "text"),
    "date": ("publication_date", "pubdate", "date", "published", "lastmod", "updated", "created"),
    "author": ("author", "creator"),
    "guid": ("guid", "id"),
}


def recipes(data: bytes) -> list[Recipe]:
    """Recipes in XPath, namespaces left aside, for the elements that repeat most."""
    found = tree.read(data)
    if found is None:
        return []
    groups: Counter[str] = Counter()
    examples: dict[str, etree._Element] = {}
    for count, element in enumerate(found.root.iter()):
        if count > _MOST_ELEMENTS:
            break
        name = local_name(element)
        if len(element) >= 1 and element is not found.root:
            groups[name] += 1
            examples.setdefault(name, element)
    likely = [name for name, count in groups.most_common(10) if count >= 2]
    return [one for one in (_recipe(examples[name]) for name in likely) if one][:_MOST]


def _recipe(example: etree._Element) -> Recipe | None:
    inside = {local_name(one): written_name(one) for one in example.iter() if one is not example}
    fields = {
        field: next((_path(inside[one]) for one in names if one in inside), "")
        for field, names in _CHILDREN.items()
    }
    if not fields["url"]:
        return None
    fields["title"] = fields["title"] or fields["url"]
    return Recipe(kind="xml-xpath", item=f"//*[local-name()='{written_name(example)}']", **fields)


def _path(name: str) -> str:
    return f".//*[local-name()='{name}']"
