"""Where on a page the text is: paragraphs vouch for what they stand in, as Readability has it.

Every paragraph gives points for its length and commas to its parent, half of them to the grandparent, and
less and less above; elements full of links lose theirs. The element with the most points, joined with those
beside it that read alike, is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import Element, HtmlElement

from .pages import body_of, drop, words

UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu"
    r"|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination"
    r"|pager|popup|yom-remote|newsletter|cookie|consent|recommend|teaser-list|share",
    re.IGNORECASE,
)
MAYBE = re.compile(r"and|article|body|column|content|main|shadow|mathjax", re.IGNORECASE)
POSITIVE = re.compile(
    r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story", re.IGNORECASE
)
NEGATIVE = re.compile(
    r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain"
    r"|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget|newsletter|teaser",
    re.IGNORECASE,
)
_ROLES = frozenset("menu menubar complementary navigation alert alertdialog dialog".split())
_SCORED = frozenset("section h2 h3 h4 h5 h6 p td pre".split())
_BLOCKS = frozenset(
    "blockquote dl div img ol p pre table ul figure section article h1 h2 h3 h4 h5 h6 form".split()
)
_START = (
    {"div": 5, "pre": 3, "td": 3, "blockquote": 3, "article": 8, "main": 5}
    | dict.fromkeys("address ol ul dl dd dt li form".split(), -3)
    | dict.fromkeys("h1 h2 h3 h4 h5 h6 th".split(), -5)
)
_COMMAS = re.compile("[,\u060c\ufe50\ufe10\ufe11\u2e41\u2e34\u2e32\uff0c\u3001]")


def names_of(element: HtmlElement) -> str:
    """Class and id, which often say what an element is for."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def weight(element: HtmlElement) -> int:
    """What the names of an element say about it: 25 for and against, each."""
    points = 0
    for name in (element.get("class", ""), element.get("id", "")):
        if name:
            points += 25 * (POSITIVE.search(name) is not None) - 25 * (NEGATIVE.search(name) is not None)
    return points


def link_density(element: HtmlElement) -> float:
    """The share of an element's text that is links; links into the page itself count a third."""
    whole = len(words(element))
    if not whole:
        return 0.0
    linked = sum(
        len(words(link)) * (0.3 if link.get("href", "").startswith("#") else 1) for link in element.iter("a")
    )
    return linked / whole


def drop_unlikely(body: HtmlElement) -> None:
    """Take out what by its names is no text, unless the names say text as well."""
    for element in list(
        body.iter("div", "section", "ul", "ol", "aside", "footer", "header", "form", "p", "span", "a")
    ):
        if element.tag == "a" or element.getparent() is None:
            continue
        names = names_of(element)
        unlikely = UNLIKELY.search(names) and not MAYBE.search(names)
        inside = {ancestor.tag for ancestor in element.iterancestors("table", "code", "pre")}
        if (unlikely and not inside) or element.get("role") in _ROLES:
            drop(element)


def article(page: HtmlElement, *, strict: bool) -> HtmlElement:
    """A new ``div`` with the parts of the page that hold its text. ``strict`` trusts names of elements."""
    body = body_of(page)
    if strict:
        drop_unlikely(body)
    scores = _scores(body)
    top = _top(body, scores)
    return _joined(top, scores)


def _scores(body: HtmlElement) -> dict[HtmlElement, float]:
    scores: dict[HtmlElement, float] = {}
    for element in _paragraphs(body):
        text = words(element)
        if len(text) < 25:
            continue
        points = 2 + len(_COMMAS.findall(text)) + min(len(text) // 100, 3)
        for level, ancestor in enumerate(element.iterancestors()):
            if level > 4 or ancestor.getparent() is None:
                break
            scores.setdefault(ancestor, _START.get(ancestor.tag, 0) + weight(ancestor))
            scores[ancestor] += points / (1, 2, 6, 9, 12)[level]
    return {element: points * (1 - link_density(element)) for element, points in scores.items()}


def _paragraphs(body: HtmlElement) -> Iterator[HtmlElement]:
    for element in body.iter():
        if element.tag in _SCORED or (
            element.tag == "div" and not any(child.tag in _BLOCKS for child in element.iterdescendants())
        ):
            yield element


def _top(body: HtmlElement, scores: dict[HtmlElement, float]) -> HtmlElement:
    if not scores:
        return body
    ranked = sorted(scores, key=lambda element: -scores[element])[:5]
    top = ranked[0]
    top = _shared(top, ranked, scores)
    top = _climbed(top, scores)
    while (parent := top.getparent()) is not None and parent.tag not in {"body", "html"} and len(parent) == 1:
        top = parent
    return top


def _shared(top: HtmlElement, ranked: list[HtmlElement], scores: dict[HtmlElement, float]) -> HtmlElement:
    """An ancestor that at least three more good candidates share: text in several columns or parts."""
    rivals = [set(other.iterancestors()) for other in ranked[1:] if scores[other] >= 0.75 * scores[top]]
    if len(rivals) >= 3:
        for ancestor in top.iterancestors():
            if ancestor.tag == "body":
                break
            if sum(ancestor in ancestors for ancestors in rivals) >= 3:
                return ancestor
    return top


def _climbed(top: HtmlElement, scores: dict[HtmlElement, float]) -> HtmlElement:
    """As long as scores do not fall far, a parent that scores more holds more of the text."""
    last, floor = scores.get(top, 0.0), scores.get(top, 0.0) / 3
    parent = top.getparent()
    while parent is not None and parent.tag not in {"body", "html"}:
        points = scores.get(parent)
        if points is not None:
            if points < floor:
                break
            if points > last:
                return parent
            last = points
        parent = parent.getparent()
    return top


def _joined(top: HtmlElement, scores: dict[HtmlElement, float]) -> HtmlElement:
    """The top candidate with those of its siblings that belong to it."""
    out = Element("div")
    parent = top.getparent()
    if parent is None or top.tag == "body":
        top.tag = "div"
        return top
    best, least = scores.get(top, 0.0), max(10.0, scores.get(top, 0.0) * 0.2)
    for sibling in list(parent):
        if sibling is top or _belongs(sibling, top, scores.get(sibling), least, best):
            sibling.tail = None
            if sibling.tag in {"td", "th", "li", "tr", "tbody", "body"}:
                sibling.tag = "div"
            out.append(sibling)
    return out


def _belongs(sibling: HtmlElement, top: HtmlElement, points: float | None, least: float, best: float) -> bool:
    bonus = best * 0.2 if sibling.get("class") and sibling.get("class") == top.get("class") else 0.0
    if points is not None and points + bonus >= least:
        return True
    if sibling.tag != "p":
        return False
    text, density = words(sibling), link_density(sibling)
    if len(text) > 80:
        return density < 0.25
    return bool(text) and density == 0 and re.search(r"\.( |$)", text) is not None
