"""The full text of a web page: its article as SafeHTML, with title, author, date, language and picture.

Two readers look for the text: our own (``candidates``, ``trimming``) and trafilatura, where it is installed
(the extra ``fulltext``). Where they agree on the place, what both kept is taken, in our tree, with pictures
and links. Where they do not, the thresholds below say whom to believe; they were chosen by measurement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement, tostring

from .about import About, about
from .agreement import common, coverage, keep_agreed
from .asides import drop_asides
from .candidates import article
from .cleaning import clean
from .pages import base_of, body_of, drop_hidden, drop_scripts, paragraphs, parsed, prepare, words
from .plain import text as text_of
from .safe import SafeHTML
from .trimming import trim

_ENOUGH = 400  # characters; shorter articles are looked for again, with less suspicion
_SAME_PLACE = 0.95  # of their words are ours: both found the article
_TOO_MUCH = (0.72, 0.82)  # they have ours and about a third more: comments or a list of links beside it
_LONG = 2_500  # characters of a find that is believed against a longer one


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article of a page. Empty strings and None where the page does not say."""

    title: str = ""
    html: SafeHTML = SafeHTML("")
    text: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    image: str = ""


def extract(html: str, url: str) -> Extracted:
    """Find the article of a page fetched from ``url``. Any text is accepted; a page without text gives empty fields.

    Without trafilatura installed the result is that of our own reader alone.
    """
    page = parsed(html)
    base = base_of(page, url)
    facts = about(page, base)
    found = _found(html, url)
    drop_asides(found)
    body = clean(tostring(found, encoding="unicode"), base)
    return _filled(facts, body)


def _filled(facts: About, body: SafeHTML) -> Extracted:
    return Extracted(
        title=facts.title,
        html=body,
        text=text_of(body),
        author=facts.author,
        published_at=facts.published_at,
        language=facts.language,
        image=facts.image,
    )


def _found(html: str, url: str) -> HtmlElement:
    mine = _own(html)
    theirs = _of_trafilatura(html, url)
    if not theirs:
        return mine
    mine_text = text_of(tostring(mine, encoding="unicode"))
    has, agrees = coverage(mine_text, theirs)
    if has >= _SAME_PLACE:
        keep_agreed(mine, theirs)
        return mine
    if agrees >= _SAME_PLACE and _TOO_MUCH[0] <= has <= _TOO_MUCH[1]:
        return mine
    if agrees >= 0.9 and has < 0.5 and len(mine_text) > _LONG:
        return mine
    return _theirs_as_tree(html, theirs)


def _theirs_as_tree(html: str, theirs: str) -> HtmlElement:
    """Their text with our mark-up: the part of the page that holds it, without what they left out."""
    for free in (prepare, drop_scripts):
        page = parsed(html)
        free(page)
        root = common(body_of(page), theirs)
        keep_agreed(root, theirs)
        if coverage(words(root), theirs)[0] >= _SAME_PLACE:
            root.tag = "div"
            return root
    return paragraphs(theirs)


def _own(html: str) -> HtmlElement:
    """Our own reading: first strict about names and boxes, then ever less so while little is found."""
    best, most = None, -1
    for strict_names, strict_boxes in ((True, True), (False, True), (False, False)):
        page = parsed(html)
        prepare(page)
        found = article(page, strict=strict_names)
        trim(found, strict=strict_boxes)
        length = len(words(found))
        if length >= _ENOUGH:
            return found
        if length > most:
            best, most = found, length
    return best


def _of_trafilatura(html: str, url: str) -> str:
    try:
        import trafilatura  # an extra, and slow to import
    except ImportError:
        return ""
    page = parsed(html)
    drop_hidden(page)
    try:
        return trafilatura.extract(page, url=url, include_comments=False, include_tables=True) or ""
    except Exception:  # a stranger's page may break a stranger's library; our own reading remains
        return ""
