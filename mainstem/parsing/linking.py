"""Links of feeds and entries, in RSS's way (text) and in Atom's (attributes)."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing import constructs
from mainstem.parsing.draft import Draft, FeedDraft
from mainstem.parsing.making import make_link
from mainstem.parsing.scope import Scope

_HTML = frozenset(("", "text/html", "application/xhtml+xml", "html", "xhtml", "text/xhtml"))


def number(text: str | None) -> int | None:
    """A size in digits, whatever stands around them; None where there are none, or too many."""
    if not text:
        return None
    digits = "".join(c for c in text.strip().partition(".")[0] if c in "0123456789")
    return int(digits) if digits and len(digits) <= 18 else None


def read_link(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """``link`` of any kind of feed."""
    href = element.get("href")
    if not href:
        if not element.keys():
            _read_text_link(draft, element, scope)
            return
        found = element.get("url") or constructs.text(element) or element.get("uri")
        href = found or href
    if href is not None:
        add_link(draft, element, scope, href)
        if not scope.is_atom and element.get("rel") is None and not element.prefix:
            draft.url = scope.resolve(element, href) or draft.url  # RSS's own link, in Atom's spelling


def _read_text_link(draft: Draft, element: etree._Element, scope: Scope) -> None:
    url = scope.resolve(element, address(constructs.text(element)))
    if not url:
        return
    is_web = url.startswith(("http:", "https:"))
    if is_web or not draft.url:
        draft.url = url  # of several the last, as browsers' and most readers' habit is
    if is_web and not scope.is_atom and isinstance(draft, FeedDraft):
        scope.base = url


def address(text: str) -> str:
    """An address whose ampersands were escaped once too often."""
    return text.replace("&amp;", "&") if "&" in text else text


def _relation(rel: str | None) -> str:
    if rel is None or rel == "alternate":
        return "alternate"
    return rel.strip().lower().removeprefix("http://www.iana.org/assignments/relation/") or "alternate"


def add_link(draft: Draft, element: etree._Element, scope: Scope, href: str) -> None:
    """A link with attributes: kept, and the draft's address where it is the page itself."""
    rel = _relation(element.get("rel"))
    url = scope.resolve(element, href) or (scope.base_of(element) if rel != "enclosure" else "")
    if not url:
        return
    mime_type = (element.get("type") or "").strip().lower()
    title, language, length = element.get("title"), element.get("hreflang"), element.get("length")
    if title or language or length:
        link = make_link(url, rel, mime_type, (title or "").strip(), (language or "").strip(), number(length))
    else:
        link = make_link(url, rel, mime_type)
    draft.links.append(link)
    if rel in ("license", "copyright"):
        draft.license = draft.license or url
