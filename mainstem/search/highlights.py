"""Where in a text a query was found: for marking words on a page and for excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mainstem.search import folding, regex
from mainstem.search.matching import ANYWHERE, LANGUAGES
from mainstem.search.query import And, Field, Near, Node, Or, Query, Regex, Saved, Text
from mainstem.search.stems import stem

MAX_MARKS = 200


def marks(
    query: Query,
    text: str,
    field: Field = Field.TEXT,
    *,
    language: str = "",
    languages: Sequence[str] = LANGUAGES,
) -> tuple[tuple[int, int], ...]:
    """(start, end) of each place in ``text`` that the query's words hit, in order and apart from one
    another. ``language`` is the text's own."""
    found: list[tuple[int, int]] = []
    for leaf in _sought(query.root):
        if leaf.field in (Field.ANY, field) and (leaf.field is not Field.ANY or field in ANYWHERE):
            found.extend(_places(leaf, text, language, tuple(languages)))
    return tuple(_merged(sorted(found)))[:MAX_MARKS]


def excerpt(
    query: Query, text: str, *, width: int = 200, language: str = "", languages: Sequence[str] = LANGUAGES
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About ``width`` characters of ``text`` around its first hit, and the marks within them."""
    found = marks(query, text, language=language, languages=languages)
    first = found[0][0] if found else 0
    start = max(first - width // 4, 0)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(start + width, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), min(found[0][1] if found else 0, end)) or end
    inside = tuple((left - start, min(right, end) - start) for left, right in found if start <= left < end)
    return text[start:end], inside


def _sought(node: Node) -> Iterator[Text | Near | Regex]:
    """What makes an entry a hit; negated parts mark nothing."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _sought(part)
        case Saved(_, part):
            yield from _sought(part)
        case Text() | Near() | Regex():
            yield node


def _places(
    leaf: Text | Near | Regex, text: str, language: str, languages: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    if isinstance(leaf, Regex):
        yield from regex.spans(leaf.pattern, leaf.flags, text)
        return
    wanted = folding.query_terms(leaf.text)
    words = list(folding.words(text))
    if isinstance(leaf, Near):
        yield from ((start, end) for start, end, term in words if term in wanted)
        return
    if len(wanted) == 1 and not leaf.is_exact and not leaf.is_prefix:
        forms = folding.variants(wanted[0], languages)
        yield from (
            (start, end) for start, end, term in words if term in forms or stem(term, language) in forms
        )
    yield from _phrases(words, wanted, is_prefix=leaf.is_prefix or folding.is_single(wanted[-1]))


def _phrases(
    words: list[tuple[int, int, str]], wanted: list[str], *, is_prefix: bool
) -> Iterator[tuple[int, int]]:
    *before, last = wanted
    for at in range(len(words) - len(before)):
        end = words[at + len(before)]
        if not (end[2].startswith(last) if is_prefix else end[2] == last):
            continue
        if all(words[at + step][2] == word for step, word in enumerate(before)):
            yield words[at][0], end[0] + len(last) if folding.is_single(last) else end[1]


def _merged(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in places:
        if current is None or start > current[1]:
            if current is not None:
                yield current
            current = (start, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current
