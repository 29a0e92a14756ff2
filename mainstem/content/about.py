"""What a page says about itself: title, author, date, language and picture.

Sources, best first: JSON-LD (schema.org), Open Graph and its kin, Dublin Core, microdata, the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from . import addresses
from .linked import Article, article_in
from .titles import title_of

_AUTHORS = (
    "dc:creator",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_DATES = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "og:published_time",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image")
_BYLINE = re.compile(
    r"(?<![a-z])(?:byline|author|dateline|writtenby)(?![a-z])|[a-z]Byline(?![a-z])|(?<![a-z-])fn(?![a-z-])"
)
_MOST_WORDS = 7  # of a name, or of two
_BY = re.compile(
    r"^\s*(?:(?:(?:posted|written|published|words|story|reported) )?by|von|par|por|door|av|af|di)(?:[\s:]+|$)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*[•|·–—/]|\s-\s|\s*\d")
_DAY = re.compile(
    r"(?:[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|updated|published|on|at)\b\.?)+"
    r"[\s,]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class About:
    """Empty strings and None where the page is silent. ``published_at`` is aware UTC."""

    title: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    image: str = ""


def about(page: HtmlElement, base: str) -> About:
    """Read a page's statements about itself; addresses in them are relative to ``base``."""
    linked = article_in(page)
    meta = _meta(page)
    return About(
        title=title_of(page, meta, linked),
        author=_author(page, meta, linked),
        published_at=_published_at(page, meta, linked),
        language=_language(page, meta, linked),
        image=_image(page, meta, linked, base),
    )


def _meta(page: HtmlElement) -> dict[str, str]:
    """Names in lower case to contents; the first of a name that says anything counts."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        content = " ".join(element.get("content", "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            for name in element.get(key, "").lower().split():
                if content:
                    found.setdefault(name, content)
    return found


def _author(page: HtmlElement, meta: dict[str, str], linked: Article) -> str:
    for name in (linked.author, *(meta.get(key, "") for key in _AUTHORS), *_bylines(page)):
        name = _BY.sub("", name).strip()
        if name and not name.startswith(("http:", "https:", "@")) and len(name) < 100:
            return name
    return ""


def _bylines(page: HtmlElement) -> Iterator[str]:
    for element in page.iter("a", "span", "p", "div", "address", "em", "li", "td"):
        names = f"{element.get('class', '')} {element.get('itemprop', '')}"
        if element.get("rel") == "author" or _BYLINE.search(names):
            yield _alone(" ".join(" ".join(element.itertext()).split()))


def _alone(byline: str) -> str:
    """The name in a line that goes on with a date or a place; "" where the line is no name."""
    name = _DAY.sub("", _BESIDE.split(_BY.sub("", byline), maxsplit=1)[0]).strip(" ,")
    return "" if name.endswith(":") or name.count(" ") >= _MOST_WORDS else name


def _published_at(page: HtmlElement, meta: dict[str, str], linked: Article) -> datetime | None:
    texts = [linked.published, *(meta.get(key, "") for key in _DATES)]
    texts += [element.get("datetime", "") for element in page.iter("time")]
    return next((moment for text in texts if text and (moment := _moment(text))), None)


def _moment(text: str) -> datetime | None:
    """A date of ISO 8601 or RFC 822; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return None


def _language(page: HtmlElement, meta: dict[str, str], linked: Article) -> str:
    says = (page.get("lang"), page.get("{http://www.w3.org/XML/1998/namespace}lang"), page.get("xml:lang"))
    for text in (
        *says,
        linked.language,
        meta.get("content-language"),
        meta.get("og:locale"),
        meta.get("language"),
    ):
        if text and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", text.strip()):
            return text.strip().replace("_", "-")
    return ""


def _image(page: HtmlElement, meta: dict[str, str], linked: Article, base: str) -> str:
    named = [meta.get(key, "") for key in _IMAGES]
    named += [link.get("href", "") for link in page.iter("link") if link.get("rel") == "image_src"]
    for address in (*named, linked.image):
        if address and (url := addresses.media(address, base)):
            return url
    return ""
