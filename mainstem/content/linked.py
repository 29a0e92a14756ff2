"""JSON-LD in a page: what schema.org's Article says (https://schema.org/Article)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_KINDS = (
    "Article",
    "BlogPosting",
    "NewsArticle",
    "Report",
    "Posting",
    "Recipe",
    "WebPage",
    "ScholarlyArticle",
)
_MOST = 2_000  # objects looked at in one page


@dataclass(frozen=True, slots=True)
class Article:
    """Texts as they stand, empty where missing."""

    headline: str = ""
    name: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    image: str = ""


def article_in(page: HtmlElement) -> Article:
    """The first article described in the page's JSON-LD, or an empty one. Broken JSON is passed over."""
    for script in page.iter("script"):
        if "ld+json" in script.get("type", ""):
            for thing in _things(script.text or ""):
                kind = thing.get("@type", "")
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(name, str) and name.endswith(_KINDS[:-2]) for name in kinds):
                    return _read(thing)
    return Article()


def _things(text: str) -> Iterator[dict[str, Any]]:
    text = text.strip().removeprefix("<!--").removeprefix("<![CDATA[").removesuffix("-->").removesuffix("]]>")
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]


def _read(thing: dict[str, Any]) -> Article:
    return Article(
        headline=_text(thing.get("headline")),
        name=_text(thing.get("name")),
        author=", ".join(name for name in map(_text, _many(thing.get("author"))) if name),
        published=_text(thing.get("datePublished")),
        language=_text(thing.get("inLanguage")),
        image=next((url for url in map(_url, _many(thing.get("image"))) if url), ""),
    )


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _url(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    return value if isinstance(value, str) else ""
