"""What stands inside an article without belonging to it: sharing, lists of links, forms, empty boxes."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from .candidates import _COMMAS, link_density, names_of, weight
from .pages import drop, words

_NEVER = (
    "object",
    "embed",
    "footer",
    "aside",
    "form",
    "fieldset",
    "link",
    "input",
    "textarea",
    "select",
    "button",
)
_SHARING = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.IGNORECASE)
_PLAYERS = re.compile(
    r"//(www\.)?((dailymotion|youtube|youtube-nocookie|player\.vimeo|v\.qq|bilibili)\.com|(archive|upload\.wikimedia)\.org|player\.twitch\.tv)",
    re.I,
)
_LISTS = frozenset(["ul", "ol"])


def trim(article: HtmlElement, *, strict: bool) -> None:
    """Take out of an article what only surrounds text. ``strict`` judges boxes by what they hold."""
    tables = {table for table in article.iter("table") if _holds_data(table)}
    for tag in ("form", "fieldset"):
        _drop_poor(article, tag, tables, strict)
    for element in list(article.iter(*_NEVER)):
        if element is not article:
            drop(element)
    for element in list(article.iterdescendants("div", "section", "p", "ul", "span")):
        if _SHARING.search(names_of(element)) and len(words(element)) < 500:
            drop(element)
    for element in list(article.iterdescendants("iframe")):
        if not _PLAYERS.search(element.get("src", "") or element.get("data-src", "")):
            drop(element)
    for element in list(article.iterdescendants("h1", "h2")):
        if strict and weight(element) < 0:
            drop(element)
    for tag in ("table", "ul", "div"):
        _drop_poor(article, tag, tables, strict)
    _drop_empty(article)


def _holds_data(table: HtmlElement) -> bool:
    if table.get("role") == "presentation" or table.get("datatable") == "0":
        return False
    if table.get("summary") or any(
        True for _ in table.iter("caption", "col", "colgroup", "tfoot", "thead", "th")
    ):
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    columns = max((len(row) for row in rows), default=0)
    return columns > 1 and (len(rows) >= 10 or columns > 4 or len(rows) * columns > 10)


def _drop_poor(article: HtmlElement, tag: str, tables: set[HtmlElement], strict: bool) -> None:
    if not strict:
        return
    for element in reversed(list(article.iterdescendants(tag))):
        if element in tables or any(table in tables for table in element.iterancestors("table")):
            continue
        if any(True for _ in element.iterancestors("code")) or next(element.iter("table"), None) in tables:
            continue
        if _is_poor(element, tag):
            drop(element)


def _is_poor(element: HtmlElement, tag: str) -> bool:
    points = weight(element)
    if points < 0:
        return True
    text = words(element)
    if len(_COMMAS.findall(text)) >= 10:
        return False
    is_list = tag in _LISTS or sum(len(words(part)) for part in element.iter("ul", "ol")) > 0.9 * max(
        len(text), 1
    )
    counts = {name: sum(1 for _ in element.iter(name)) for name in ("p", "img", "li", "input", "iframe")}
    if any(_PLAYERS.search(frame.get("src", "")) for frame in element.iter("iframe")):
        return False
    headings = sum(len(words(part)) for part in element.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    return _judged(element, len(text), counts, points, is_list, headings)


def _judged(
    element: HtmlElement, length: int, counts: dict[str, int], points: int, is_list: bool, headings: int
) -> bool:
    density, in_figure = link_density(element), next(element.iterancestors("figure"), None) is not None
    reasons = (
        not in_figure and counts["img"] > 1 and counts["p"] / counts["img"] < 0.5,
        not is_list and counts["li"] - 100 > counts["p"],
        counts["input"] > counts["p"] // 3,
        not is_list and not in_figure and headings < 0.9 * length and length < 25 and density > 0
        and (counts["img"] == 0 or counts["img"] > 2),
        not is_list and points < 25 and density > 0.2,
        points >= 25 and density > 0.5,
    )  # fmt: skip
    if not any(reasons):
        return False
    if is_list:
        return not (counts["img"] > 0 and counts["img"] == counts["li"])
    return True


def _drop_empty(article: HtmlElement) -> None:
    for element in reversed(
        list(article.iterdescendants("p", "div", "section", "header", "h1", "h2", "h3", "h4"))
    ):
        holds = next(
            element.iter("img", "embed", "object", "iframe", "video", "audio", "picture", "math", "hr"), None
        )
        if holds is None and not words(element):
            drop(element)
