"""What two readers of a page agree on: the blocks of a tree whose text the other one kept as well.

One reader (``candidates``) finds the element that holds the article, with its pictures, tables and links, and
takes too much; the other (trafilatura) gives the text alone and drops repeated and marked-up parts. Measured
on three public sets, their agreement is better than either (docs/why/content.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml.html import Element, HtmlElement

from .pages import drop, words

Triple = tuple[str, ...]

_WORD = re.compile(r"\w+")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HOLDERS = ("img", "picture", "video", "audio", "iframe", "figure", "math")
_SHELLS = frozenset(
    ["div", "section", "article", "main", "blockquote", "td", "li", "center", "body", "aside"]
)


def coverage(mine: str, theirs: str) -> tuple[float, float]:
    """The share of their words that I have, and of mine that they have; 0 to 1, repeated words counted."""
    ours, others = Counter(_WORD.findall(mine)), Counter(_WORD.findall(theirs))
    both = (ours & others).total()
    return both / (others.total() or 1), both / (ours.total() or 1)


def keep_agreed(root: HtmlElement, theirs: str) -> None:
    """Drop from a tree the blocks of text that ``theirs`` does not hold. Pictures and players stay."""
    _wrap_loose_text(root)
    known = frozenset(_triples(theirs))
    whole = f" {' '.join(_WORD.findall(theirs.lower()))} "
    for block in leaves(root):
        text = words(block)
        if not text or _is_known(text, known, whole):
            continue
        kept = [element for element in block.iter(*_HOLDERS) if not _inside(element, block)]
        for element in kept:
            element.tail = None
            block.addprevious(element)
        drop(block)


def common(root: HtmlElement, theirs: str) -> HtmlElement:
    """The smallest element that holds nearly all blocks whose text ``theirs`` holds; ``root`` where there is none."""
    _wrap_loose_text(root)
    known = frozenset(_triples(theirs))
    whole = f" {' '.join(_WORD.findall(theirs.lower()))} "
    weights: Counter[HtmlElement] = Counter()
    total = 0
    for block in leaves(root):
        text = words(block)
        if text and _is_known(text, known, whole):
            total += len(text)
            for ancestor in block.iterancestors():
                weights[ancestor] += len(text)
    best = root
    for element in root.iter():
        if weights[element] >= 0.97 * total and total:
            best = element
    return best


def _triples(text: str) -> Iterable[Triple]:
    found = _WORD.findall(text.lower())
    return (tuple(found[place : place + 3]) for place in range(max(1, len(found) - 2)))


def _is_known(text: str, known: frozenset[Triple], whole: str) -> bool:
    found = _WORD.findall(text.lower())
    if len(found) < 3:
        return f" {' '.join(found)} " in whole
    triples = set(_triples(text))
    return len(triples & known) > len(triples) / 2


def leaves(root: HtmlElement) -> list[HtmlElement]:
    """Blocks that hold no further block, in the order of the document."""
    return [
        element
        for element in root.iterdescendants(*_BLOCKS)
        if not any(True for _ in element.iterdescendants(*_BLOCKS))
    ]


def _inside(element: HtmlElement, block: HtmlElement) -> bool:
    """Whether a holder stands in another holder of the same block, and moves with it."""
    for ancestor in element.iterancestors():
        if ancestor is block:
            return False
        if ancestor.tag in _HOLDERS:
            return True
    return False


def _wrap_loose_text(root: HtmlElement) -> None:
    """Text that stands beside blocks becomes a paragraph, so that it can be judged by itself."""
    for element in [root, *root.iterdescendants(*_SHELLS)]:
        if any(child.tag in _BLOCKS for child in element):
            _wrap_runs(element)


def _wrap_runs(element: HtmlElement) -> None:
    run = _begin(element.text)
    element.text = None
    place = 0
    for child in list(element):
        if child.tag in _BLOCKS:
            place = _put(element, run, place) + 1
            run = _begin(child.tail)
            child.tail = None
        else:
            run.append(child)
    _put(element, run, place)


def _begin(text: str | None) -> HtmlElement:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _put(element: HtmlElement, run: HtmlElement, place: int) -> int:
    """Insert the run unless it is blank; the place after it."""
    if len(run) == 0 and not (run.text or "").strip():
        return place
    element.insert(place, run)
    return place + 1
