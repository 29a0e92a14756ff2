"""Lists of objects in JSON that look like entries, and which of their keys are title, address, date …"""

from __future__ import annotations

from collections import Counter
from typing import Any

from mainstem.parsing.scraping import byjson
from mainstem.parsing.scraping.recipe import Recipe

_DEEPEST = 12
_MOST_VALUES = 20_000
_MOST_LISTS = 8
_KEYS = {
    "title": "title headline name subject heading label caption",
    "url": "url link href permalink canonical_url canonicalUrl web_url webUrl html_url path uri",
    "content": "content_html body_html content body html articleBody description summary excerpt text abstract",
    "image": "image thumbnail image_url imageUrl thumbnailUrl picture cover photo",
    "author": "author byline creator by user username",
    "date": "date_published datePublished published_at publishedAt published pubDate date created_at createdAt "
    "created time timestamp updated_at",
    "categories": "tags categories keywords topics",
    "guid": "id guid uuid _id slug",
}
_INNER = {
    "author": ("name",),
    "image": ("url", "src"),
    "title": ("rendered", "text"),
    "content": ("rendered", "html"),
}
_FRAGMENTS = (
    "//script[@type='application/ld+json']",
    "//script[@type='application/json']",
    "//script[@id='__NEXT_DATA__']",
)


def recipes(document: Any) -> list[Recipe]:
    """One recipe for each list of objects that have titles and addresses."""
    return [one for one in (_recipe("json", path, items) for path, items in _lists(document)) if one]


def recipes_in_page(data: bytes) -> list[Recipe]:
    """The same for the JSON that stands in a page."""
    made: list[Recipe] = []
    for fragment in _FRAGMENTS:
        seek = Recipe(kind="json-in-html", item="", fragment=fragment)
        for document in byjson.documents(data, seek):
            for path, items in _lists(document):
                one = _recipe("json-in-html", path, items, fragment)
                if one and one not in made:
                    made.append(one)
    return made[:_MOST_LISTS]


def _lists(document: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """Paths of lists that hold two objects or more, from the top down."""
    found: list[tuple[str, list[dict[str, Any]]]] = []
    queue: list[tuple[str, Any, int]] = [("", document, 0)]
    for path, value, depth in queue:  # grows while it is walked
        if depth > _DEEPEST or len(queue) > _MOST_VALUES:
            break
        if isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            if len(objects) >= 2:
                found.append((path or "$", objects))
            queue.extend((f"{path}[{n}]", one, depth + 1) for n, one in enumerate(value[:3]))
        elif isinstance(value, dict):
            queue.extend((_under(path, str(key)), one, depth + 1) for key, one in list(value.items())[:200])
    return found[:_MOST_LISTS]


def _under(path: str, key: str) -> str:
    is_plain = key.replace("_", "").replace("-", "").isalnum()
    step = key if is_plain else f'["{key}"]'
    return f"{path}.{step}" if path and is_plain else f"{path}{step}"


def _recipe(kind: str, path: str, items: list[dict[str, Any]], fragment: str = "") -> Recipe | None:
    sample = items[:20]
    counted = Counter(key for one in sample for key in one)
    usual = {key for key, count in counted.items() if count >= len(sample) * 0.5}
    fields = {field: _field(field, names.split(), usual, sample) for field, names in _KEYS.items()}
    if not fields["title"] or not fields["url"]:
        return None
    return Recipe(kind=kind, item=path, fragment=fragment, **fields)


def _field(field: str, names: list[str], usual: set[str], sample: list[dict[str, Any]]) -> str:
    for name in names:
        if name in usual:
            value = next((one[name] for one in sample if one.get(name)), None)
            found = _leaf(field, name, value)
            if found:
                return found
    return ""


def _leaf(field: str, name: str, value: Any) -> str:
    """The path of the text itself: some put it one object deeper."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return name
    if isinstance(value, list) and field == "categories":
        return name
    if isinstance(value, list) and value:
        deeper = _leaf(field, "", value[0])
        return f"{name}[0]{'.' if deeper else ''}{deeper}" if field in ("author", "image") else ""
    if isinstance(value, dict):
        inner = next((key for key in _INNER.get(field, ()) if isinstance(value.get(key), str)), "")
        return f"{name}.{inner}".strip(".") if inner else ""
    return ""
