"""A recipe at work on a document, and the check of a recipe before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mainstem.feeds.errors import BadInput, NotAFeed
from mainstem.feeds.parsed import ParsedFeed
from mainstem.parsing import sniffing
from mainstem.parsing.encoding import decode
from mainstem.parsing.scraping import bycss, byjson, byxpath, dotpath
from mainstem.parsing.scraping import found as made
from mainstem.parsing.scraping.found import Found
from mainstem.parsing.scraping.recipe import KINDS, Recipe

LONGEST = 16 * 1024 * 1024
_NO_HEADERS: dict[str, str] = {}


def check(recipe: Recipe) -> None:
    """Raises BadInput, with the field, for a recipe that cannot work whatever the page."""
    if recipe.kind not in KINDS:
        raise BadInput(
            f"“{recipe.kind}” is no kind of recipe.", field="kind", advice=f"Take one of {', '.join(KINDS)}."
        )
    if not recipe.item.strip() and recipe.kind not in ("json", "json-in-html"):
        raise BadInput("A recipe must say where the items are.", field="item")
    for field in byxpath.FIELDS:
        expression = getattr(recipe, field)
        if expression.strip():
            _check_field(recipe.kind, field, expression)


def _check_field(kind: str, field: str, expression: str) -> None:
    if kind in ("html-xpath", "xml-xpath") or field == "fragment":
        prefixes = {name: f"urn:{name}" for name in _prefixes(expression)} if kind == "xml-xpath" else None
        byxpath.compiled(expression, field, prefixes)
    elif kind == "html-css":
        is_literal = expression.strip()[:1] in ("'", '"')
        if not is_literal and bycss.split(expression)[0] not in ("", "."):
            bycss.check(expression, field)
    else:
        _check_dots(field, expression)


def _check_dots(field: str, expression: str) -> None:
    paths = (
        [expression]
        if field == "item"
        else [part for is_text, part in dotpath.parts(expression) if not is_text]
    )
    for path in paths:
        try:
            dotpath.steps(path)
        except BadInput as fault:
            raise BadInput(fault.message, field=field, advice=fault.advice) from fault


def _prefixes(expression: str) -> set[str]:
    words = (
        expression.replace("::", " ")
        .replace("/", " ")
        .replace("[", " ")
        .replace("@", " ")
        .replace("(", " ")
        .split()
    )
    return {word.partition(":")[0] for word in words if ":" in word and word.partition(":")[0].isidentifier()}


def scrape(data: bytes, url: str, recipe: Recipe, headers: Mapping[str, str] = _NO_HEADERS) -> ParsedFeed:
    """The feed that ``recipe`` makes of ``data``, read up to 16 MiB and 1,000 items. Of the ``headers`` that came with
    it, the charset counts.

    Raises BadInput for an expression that cannot be read, NotAFeed where no item is found.
    """
    check(recipe)
    decoded = decode(data[:LONGEST], headers).data
    title, base, found = _seek(decoded, url, recipe)
    entries = [made.entry(one, base, recipe.date_form) for one in found if not one.is_empty]
    if not entries:
        raise NotAFeed(
            "The recipe finds no entries in this document.", saw=sniffing.saw(data, decoded), about=url
        )
    return made.feed(title, url, entries)


def _seek(data: bytes, url: str, recipe: Recipe) -> tuple[str, str, Iterable[Found]]:
    """Title, base and finds, by the kind of the recipe."""
    if recipe.kind in ("json", "json-in-html"):
        documents = byjson.documents(data, recipe)
        return (
            byjson.feed_title(documents, recipe),
            url,
            [byjson.read(one, recipe) for one in byjson.items(documents, recipe)],
        )
    if recipe.kind == "html-css":
        page = bycss.Seeker(data.decode("utf-8", "replace"), recipe, url)
        return page.feed_title(), page.base(), [page.found(one) for one in page.items()]
    root = byxpath.page(data) if recipe.kind == "html-xpath" else byxpath.document(data)
    if root is None:
        return "", url, ()
    tree = byxpath.Seeker(root, recipe, url)
    return tree.feed_title(), tree.base(), [tree.found(one) for one in tree.items()]
