"""Parts of a web page chosen by CSS selectors, and where else a page says it can be found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement, tostring
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from mainstem.feeds.errors import BadInput

from . import addresses
from .cleaning import clean
from .pages import base_of, parsed, words
from .safe import SafeHTML

_MANY_TAGS = 5_000
_NEXT = re.compile(
    r"^(?:next(?: page)?|weiter|nächste seite|(?:page )?suivante|siguiente|»|›|>|next\s*[»›>→])$", re.I
)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(.+?)[\"']?\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Addresses that a page gives for itself, absolute; ``""`` where it gives none. Safe to fetch they need not be."""

    base: str = ""
    canonical: str = ""
    amp: str = ""
    next_page: str = ""
    refresh: str = ""  # where a meta refresh sends


def select(html: str, url: str, selector: str, remove: str = "") -> SafeHTML:
    """The parts of a page that match a CSS ``selector`` (commas make lists), cleaned, in the order of the page.

    What matches ``remove`` inside them is left out; a match inside a match stands once. ``""`` where nothing
    matches. Classes and ids can also be named by ``data-sanitized-class`` and ``data-sanitized-id``. Raises
    BadInput for a selector that cannot be read.
    """
    page = LexborHTMLParser(_bounded(html))
    chosen = _matches(page, selector, "selector")
    if remove.strip():
        for node in _matches(page, remove, "removed elements"):
            node.decompose()
        chosen = _matches(page, selector, "selector")
    places = {node.mem_id for node in chosen}
    outer = [node for node in chosen if not _is_inside(node, places)]
    return clean("".join(node.html or "" for node in outer), base_of(parsed(html), url))


def elsewhere(html: str, url: str) -> Elsewhere:
    """Where a page fetched from ``url`` says its better, mobile and further parts are."""
    page = parsed(html)
    base = base_of(page, url)
    found = {"canonical": "", "amphtml": "", "next": ""}
    for element in page.iter("link", "a"):
        for relation in element.get("rel", "").lower().split():
            if relation in found and not found[relation] and (relation == "next" or element.tag == "link"):
                found[relation] = addresses.media(element.get("href", ""), base)
    return Elsewhere(
        base=base,
        canonical=found["canonical"],
        amp=found["amphtml"],
        next_page=found["next"] or _next_by_text(page, base),
        refresh=_refresh(page, base),
    )


def _bounded(html: str) -> str:
    """The page as it is; a large one by way of libxml2, which bounds depth where lexbor would take quadratic time."""
    if html.count("<") <= _MANY_TAGS:
        return html
    return tostring(parsed(html), encoding="unicode")


def _matches(page: LexborHTMLParser, selector: str, field: str) -> list[LexborNode]:
    named = re.sub(r"\[data-sanitized-(class|id)", r"[\1", selector)
    try:
        return list(page.css(named))
    except (SelectolaxError, ValueError) as error:
        raise BadInput(
            "This is no CSS selector.",
            field=field,
            about=selector,
            advice="Write it as in a style sheet, such as article .body, #text > p.",
        ) from error


def _is_inside(node: LexborNode, chosen: set[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in chosen:
            return True
        parent = parent.parent
    return False


def _next_by_text(page: HtmlElement, base: str) -> str:
    for link in page.iter("a"):
        if _NEXT.match(words(link)) and link.get("href"):
            return addresses.media(link.get("href"), base)
    return ""


def _refresh(page: HtmlElement, base: str) -> str:
    for element in page.iter("meta"):
        if element.get("http-equiv", "").lower() == "refresh" and (
            match := _REFRESH.match(element.get("content", ""))
        ):
            return addresses.media(match[1], base)
    return ""
