"""Recipes in XPath 1.0, on HTML and on XML."""

from __future__ import annotations

from typing import Any

from lxml import etree

from mainstem.feeds.errors import BadInput
from mainstem.parsing import tree
from mainstem.parsing.scope import join
from mainstem.parsing.scraping.found import Found
from mainstem.parsing.scraping.recipe import Recipe

MOST = 1000
FIELDS = (
    "item",
    "title",
    "url",
    "content",
    "image",
    "author",
    "date",
    "categories",
    "guid",
    "feed_title",
    "fragment",
)
_LONGEST = 2000


def page(data: bytes) -> etree._Element | None:
    """The root of a page given in UTF-8; None for an empty one."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def document(data: bytes) -> etree._Element | None:
    """The root of an XML document given in UTF-8."""
    found = tree.read(data)
    return found.root if found else None


def compiled(expression: str, field: str, prefixes: dict[str, str] | None = None) -> etree.XPath:
    """The expression, ready. Raises BadInput that names the field."""
    if len(expression) > _LONGEST:
        raise BadInput("This XPath is longer than 2,000 characters.", field=field)
    try:
        return etree.XPath(expression, namespaces=prefixes or None, regexp=False, smart_strings=False)
    except (etree.XPathError, ValueError) as fault:
        raise BadInput(f"“{expression}” is no XPath 1.0 expression: {fault}.", field=field) from fault


class Seeker:
    """A recipe's expressions on one document."""

    def __init__(self, root: etree._Element, recipe: Recipe, url: str) -> None:
        self.root = root
        self.url = url
        prefixes = {str(prefix): str(uri) for prefix, uri in root.nsmap.items() if prefix}
        wanted = {field: getattr(recipe, field) for field in FIELDS}
        self.paths = {
            field: compiled(text, field, prefixes) for field, text in wanted.items() if text.strip()
        }

    def base(self) -> str:
        """The address that relative ones stand to, by ``<base href>``."""
        bases = self.root.xpath("//base/@href")
        return join(self.url, str(bases[0])) if isinstance(bases, list) and bases else self.url

    def feed_title(self) -> str:
        default = compiled("//title", "feed_title")
        return self.string(self.paths.get("feed_title", default), self.root, "feed_title")

    def items(self) -> list[etree._Element]:
        found = self.evaluate(self.paths["item"], self.root, "item")
        if not isinstance(found, list):
            raise BadInput("The XPath of the items gives a text, not nodes.", field="item")
        return [node for node in found[:MOST] if isinstance(node, etree._Element)]

    def found(self, item: etree._Element) -> Found:
        texts = {
            field: self.string(self.paths[field], item, field)
            for field in ("title", "url", "image", "author", "date", "guid")
            if field in self.paths
        }
        return Found(**texts, content=self._content(item), categories=self._categories(item))

    def _content(self, item: etree._Element) -> str:
        if "content" not in self.paths:
            return ""
        found = self.evaluate(self.paths["content"], item, "content")
        if not isinstance(found, list):
            return str(found)
        return "".join(
            etree.tostring(one, encoding="unicode", method="html", with_tail=False)
            if isinstance(one, etree._Element)
            else str(one)
            for one in found
        )

    def _categories(self, item: etree._Element) -> tuple[str, ...]:
        if "categories" not in self.paths:
            return ()
        found = self.evaluate(self.paths["categories"], item, "categories")
        if isinstance(found, list):
            return tuple(_text(one) for one in found)
        return tuple(str(found).split(","))

    def string(self, path: etree.XPath, node: etree._Element, field: str) -> str:
        found = self.evaluate(path, node, field)
        if isinstance(found, list):
            return _text(found[0]) if found else ""
        return " ".join(str(found).split())

    @staticmethod
    def evaluate(path: etree.XPath, node: etree._Element, field: str) -> Any:
        try:
            return path(node)
        except etree.XPathError as fault:
            raise BadInput(f"The XPath cannot be evaluated: {fault}.", field=field) from fault


def _text(node: Any) -> str:
    if isinstance(node, etree._Element):
        return " ".join("".join(str(piece) for piece in node.itertext()).split())
    return " ".join(str(node).split())
