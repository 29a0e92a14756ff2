"""Recipes in CSS selectors on HTML; after ``@`` the attribute to read."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from mainstem.feeds.errors import BadInput
from mainstem.parsing.pages import open_page
from mainstem.parsing.scope import join
from mainstem.parsing.scraping.found import Found
from mainstem.parsing.scraping.recipe import Recipe

MOST = 1000
_FIRST_TRIED = {
    "url": ("href",),
    "image": ("data-src", "data-lazy-src", "data-original", "src", "content", "href"),
    "date": ("datetime", "content"),
}


def split(expression: str) -> tuple[str, str]:
    """Selector and attribute of an expression."""
    selector, mark, attribute = expression.strip().rpartition("@")
    if mark and attribute.replace("-", "").replace("_", "").replace(":", "").isalnum():
        return selector.strip(), attribute
    return expression.strip(), ""


def check(expression: str, field: str) -> None:
    """Raises BadInput for what is no selector."""
    select(LexborHTMLParser("<p>"), split(expression)[0], field)


def select(node: LexborHTMLParser | LexborNode, selector: str, field: str) -> list[LexborNode]:
    """The nodes that a selector finds. Raises BadInput for one that cannot be read."""
    try:
        return list(node.css(selector)[:MOST])
    except (SelectolaxError, ValueError) as fault:
        raise BadInput(f"“{selector}” is no CSS selector.", field=field) from fault


class Seeker:
    """A recipe's selectors on one page."""

    def __init__(self, html: str, recipe: Recipe, url: str) -> None:
        self.page = open_page(html)
        self.recipe = recipe
        self.url = url

    def base(self) -> str:
        node = self.page.css_first("base[href]")
        return join(self.url, node.attributes.get("href") or "") if node else self.url

    def feed_title(self) -> str:
        wanted = self.recipe.feed_title.strip()
        if wanted[:1] in ("'", '"') and wanted[-1:] == wanted[:1]:
            return wanted[1:-1]
        nodes = select(self.page, wanted or "title", "feed_title")
        return _text(nodes[0]) if nodes else ""

    def items(self) -> list[LexborNode]:
        return select(self.page, self.recipe.item, "item")

    def found(self, item: LexborNode) -> Found:
        fields = ("title", "url", "image", "author", "date", "guid")
        texts = {field: self._string(item, getattr(self.recipe, field), field) for field in fields}
        return Found(**texts, content=self._content(item), categories=self._categories(item))

    def _nodes(self, item: LexborNode, selector: str, field: str) -> list[LexborNode]:
        """The nodes below an item; selectolax also finds the item itself, which only "." means."""
        if selector in ("", "."):
            return [item]
        return [node for node in select(item, selector, field) if node.mem_id != item.mem_id]

    def _string(self, item: LexborNode, expression: str, field: str) -> str:
        if not expression.strip():
            return ""
        if expression[:1] in ("'", '"') and expression[-1:] == expression[:1]:
            return expression[1:-1]
        selector, attribute = split(expression)
        for node in self._nodes(item, selector, field):
            value = _value(node, attribute, field)
            if value:
                return value
        return ""

    def _content(self, item: LexborNode) -> str:
        if not self.recipe.content.strip():
            return ""
        selector, attribute = split(self.recipe.content)
        nodes = self._nodes(item, selector, "content")
        if attribute:
            return "".join(node.attributes.get(attribute) or "" for node in nodes)
        return "".join(node.html or "" for node in nodes)

    def _categories(self, item: LexborNode) -> tuple[str, ...]:
        if not self.recipe.categories.strip():
            return ()
        selector, attribute = split(self.recipe.categories)
        return tuple(_value(node, attribute, "") for node in self._nodes(item, selector, "categories"))


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())


def _value(node: LexborNode, attribute: str, field: str) -> str:
    attributes = node.attributes
    if attribute:
        return " ".join((attributes.get(attribute) or "").split())
    for name in _FIRST_TRIED.get(field, ()):
        value = attributes.get(name)
        if value and not value.startswith("data:"):
            return value.strip()
    return "" if field == "image" else _text(node)
