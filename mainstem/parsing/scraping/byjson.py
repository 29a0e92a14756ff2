"""Recipes in dot notation, on JSON and on JSON that stands in a page."""

from __future__ import annotations

import re
from typing import Any

from mainstem.parsing import jsonfeed, texts
from mainstem.parsing.scraping import byxpath, dotpath
from mainstem.parsing.scraping.found import Found
from mainstem.parsing.scraping.recipe import Recipe

MOST = 1000
FIELDS = ("item", "title", "url", "content", "image", "author", "date", "categories", "guid", "feed_title")
_MARKUP = re.compile(r"<[A-Za-z/!]")
_ASSIGNED = re.compile(r"^[\s\w.$\[\]\"']{1,100}=\s*(?=[{\[])")


def documents(data: bytes, recipe: Recipe) -> list[Any]:
    """The JSON to look in: the whole, or each fragment of a page that is JSON."""
    if recipe.kind == "json":
        found = jsonfeed.load(data)
        return [] if found is None else [found]
    root = byxpath.page(data)
    if root is None:
        return []
    path = byxpath.compiled(recipe.fragment or "//script[@type='application/json']", "fragment")
    nodes = byxpath.Seeker.evaluate(path, root, "fragment")
    fragments = nodes if isinstance(nodes, list) else [nodes]
    loaded = (_fragment(one) for one in fragments[:100])
    return [one for one in loaded if one is not None]


def _fragment(node: Any) -> Any:
    text = node if isinstance(node, str) else "".join(str(piece) for piece in node.itertext())
    text = _ASSIGNED.sub("", text.strip()).rstrip(";").strip()
    return jsonfeed.load(text.encode("utf-8", "replace"))


def feed_title(found: list[Any], recipe: Recipe) -> str:
    return next(filter(None, (dotpath.string(one, recipe.feed_title or "title") for one in found)), "")


def items(found: list[Any], recipe: Recipe) -> list[Any]:
    """The values of the list at the recipe's path, in every document."""
    gathered: list[Any] = []
    for one in found:
        value = dotpath.value(one, recipe.item)
        if isinstance(value, dict) and recipe.item.strip() not in ("", "$", "."):
            value = list(value.values())
        gathered.extend(value if isinstance(value, list) else [])
    return gathered[:MOST]


def read(item: Any, recipe: Recipe) -> Found:
    """One item. Content that is no HTML is text."""
    content = dotpath.string(item, recipe.content)
    return Found(
        title=dotpath.string(item, recipe.title),
        url=dotpath.string(item, recipe.url),
        content=content if _MARKUP.search(content) or texts.is_html(content) else texts.escape(content),
        image=dotpath.string(item, recipe.image),
        author=dotpath.string(item, recipe.author),
        date=dotpath.string(item, recipe.date),
        categories=dotpath.strings(item, recipe.categories),
        guid=dotpath.string(item, recipe.guid),
    )
