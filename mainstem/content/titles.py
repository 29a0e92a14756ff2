"""The title of a page's article, without the name of the site around it."""

from __future__ import annotations

import re
from html import unescape

from lxml.html import HtmlElement

from .linked import Article
from .pages import words

_NAMED = (
    "dc:title", "dcterm:title", "dc.title", "dcterms.title", "og:title", "weibo:article:title",
    "weibo:webpage:title", "title", "twitter:title", "parsely-title", "headline",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s[|\-–—\\/>»·•:]+\s")
_STRONG = re.compile(r"\s[\\/>»]\s")


def title_of(page: HtmlElement, meta: dict[str, str], linked: Article) -> str:
    """What the page calls its article; ``""`` where it says nothing."""
    in_head = next((words(element) for element in page.iter("title") if words(element)), "")
    for said in (_linked_title(linked, in_head), *(meta.get(name, "") for name in _NAMED)):
        if said:
            return " ".join(unescape(said).split())
    return _from_head(page, in_head)


def _linked_title(linked: Article, in_head: str) -> str:
    """Some sites put their own name into ``name``, others into ``headline``: the one like the title is meant."""
    if linked.name and linked.headline and linked.name != linked.headline:
        if _likeness(linked.name, in_head) > 0.75 >= _likeness(linked.headline, in_head):
            return linked.name
        return linked.headline
    return linked.headline or linked.name


def _likeness(one: str, other: str) -> float:
    ours, others = re.findall(r"\w+", one.lower()), set(re.findall(r"\w+", other.lower()))
    extra = sum(len(word) for word in ours if word not in others)
    return 1 - extra / (sum(map(len, ours)) or 1)


def _from_head(page: HtmlElement, whole: str) -> str:
    """The ``title`` element without the site's name; a heading where it is too short, too long or missing."""
    headings = [text for element in page.iter("h1") if (text := words(element))]
    if not whole:
        return headings[0] if headings else ""
    title = whole
    if separators := list(_SEPARATOR.finditer(whole)):
        title = whole[: separators[-1].start()]
        if len(title.split()) < 3:
            title = whole[separators[0].end() :]
    elif ": " in whole and not any(text == whole for text in [*headings, *_second(page)]):
        title = whole.rpartition(":")[2].strip()
        if len(title.split()) < 3:
            title = whole.partition(":")[2].strip()
        elif len(whole.partition(":")[0].split()) > 5:
            title = whole
    elif (len(whole) > 150 or len(whole) < 15) and len(headings) == 1:
        title = headings[0]
    few = len(title.split()) <= 4
    lost = len(re.sub(r"[|\-–—\\/>»]+", "", whole).split()) - 1
    if (
        few
        and (not _STRONG.search(whole) or len(title.split()) != lost)
        and not (separators and len(title.split()) == lost)
    ):
        title = whole
    return " ".join(title.split())


def _second(page: HtmlElement) -> list[str]:
    return [words(element) for element in page.iter("h2")]
