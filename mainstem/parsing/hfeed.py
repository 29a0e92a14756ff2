"""h-feed: a page whose class names say what is an entry (microformats.org/wiki/h-feed, h-entry, mf2 parsing).

Only what a reader needs is read. A page is such a feed if it says so (``h-feed``), or if it holds two entries
or more and announces no other feed.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mainstem.feeds.parsed import Author, Link, ParsedEnclosure, ParsedEntry, ParsedFeed
from mainstem.parsing import finished, texts
from mainstem.parsing.draft import EntryDraft, FeedDraft
from mainstem.parsing.markup import resolve_html
from mainstem.parsing.pages import open_page
from mainstem.parsing.scope import Scope, join

_MOST = 500
_DEEPEST = 60
_ANNOUNCED = (
    'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"]'
)


def read(html: str, url: str) -> ParsedFeed | None:
    """The feed that a page is by its marks; None where it is none."""
    if "h-entry" not in html and "h-feed" not in html:
        return None
    page = open_page(html)
    entries = [node for node in page.css(".h-entry")[:_MOST] if _is_top(node)]
    head = page.css_first(".h-feed")
    if not entries or (head is None and (len(entries) < 2 or page.css_first(_ANNOUNCED))):
        return None
    base_node = page.css_first("base[href]")
    base = join(url, base_node.attributes.get("href") or "") if base_node else url
    return _read(page, head, entries, base, url)


def _is_top(node: LexborNode) -> bool:
    """Not an entry inside another, such as a reply or a quotation."""
    at = node.parent
    for _ in range(_DEEPEST):
        if at is None:
            return True
        if "h-entry" in _classes(at) or "h-cite" in _classes(at):
            return False
        at = at.parent
    return True


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _read(
    page: LexborHTMLParser, head: LexborNode | None, entries: list[LexborNode], base: str, url: str
) -> ParsedFeed:
    scope = Scope(base)
    scope.format = "h-feed"
    scope.language = (page.root.attributes.get("lang") or "") if page.root else ""
    draft = FeedDraft()
    draft.url = url
    title = page.css_first("title")
    draft.offer("title", 9, _text(title))
    if head is not None:
        _read_head(draft, head, base)
    for node in page.css("link[rel][href]")[:200]:
        rels = (node.attributes.get("rel") or "").lower().split()
        for rel in rels:
            if rel in ("hub", "self", "next"):
                draft.links.append(Link(join(base, node.attributes.get("href") or ""), rel))
    return finished.feed(draft, tuple(_entry(node, scope) for node in entries), scope)


def _read_head(draft: FeedDraft, head: LexborNode, base: str) -> None:
    for name, node in _properties(head):
        if name == "p-name" and not draft.title:
            draft.title = _text(node)
        elif name == "p-summary":
            draft.description = _text(node)
            draft.description_html = texts.escape(draft.description)
        elif name == "p-author":
            draft.authors.append(_author(node, base))
        elif name == "u-photo":
            draft.image_url = _address(node, base)
        elif name == "u-url" and _address(node, base):
            draft.url = _address(node, base)


def _properties(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Each property of this item and not of one inside it, in the order of the page."""
    stack = [(node, 0) for node in reversed(list(root.iter(include_text=False)))]
    while stack:
        node, depth = stack.pop()
        classes = _classes(node)
        for name in classes:
            if name[:2] in ("p-", "u-", "e-") or name[:3] == "dt-":
                yield name, node
        is_inner = any(name.startswith("h-") for name in classes)
        if not is_inner and "e-content" not in classes and depth < _DEEPEST:
            stack.extend((child, depth + 1) for child in reversed(list(node.iter(include_text=False))))


def _text(node: LexborNode | None) -> str:
    if node is None:
        return ""
    attributes = node.attributes
    if node.tag in ("data", "input") and attributes.get("value"):
        return " ".join((attributes.get("value") or "").split())
    if node.tag in ("img", "area"):
        return " ".join((attributes.get("alt") or "").split())
    if node.tag == "abbr" and attributes.get("title"):
        return " ".join((attributes.get("title") or "").split())
    return " ".join(node.text(deep=True).split())


def _address(node: LexborNode, base: str) -> str:
    attributes = node.attributes
    for name in ("href", "src", "data", "poster", "value"):
        value = attributes.get(name)
        if value:
            return join(base, value)
    text = _text(node)
    return join(base, text) if text.startswith(("http://", "https://", "/")) else ""


def _moment(node: LexborNode) -> str:
    attributes = node.attributes
    return attributes.get("datetime") or attributes.get("value") or attributes.get("title") or _text(node)


def _author(node: LexborNode, base: str) -> Author:
    inner = dict(reversed([*_properties(node)]))  # the first of each name counts
    name = _text(inner["p-name"]) if "p-name" in inner else _text(node)
    if not name and node.css_first("img[alt]"):
        name = _text(node.css_first("img[alt]"))
    url = _address(inner["u-url"], base) if "u-url" in inner else _address(node, base)
    photo = _address(inner["u-photo"], base) if "u-photo" in inner else ""
    email = _address(inner["u-email"], base).removeprefix("mailto:") if "u-email" in inner else ""
    return Author(name, email, url, photo)


def _entry(root: LexborNode, scope: Scope) -> ParsedEntry:
    draft = EntryDraft()
    base = scope.base
    for name, node in _properties(root):
        _read_property(draft, name, node, base)
    if draft.title and draft.title == _plain(draft.content):
        draft.title = ""  # a note: its name is its text
    return finished.entry(draft, scope)


def _plain(html: str) -> str:
    return texts.from_html(html)


def _read_property(draft: EntryDraft, name: str, node: LexborNode, base: str) -> None:
    if name == "p-name" and not draft.title:
        draft.title = _text(node)
    elif name == "e-content" and not draft.content:
        draft.content = resolve_html((node.inner_html or "").strip(), base)
    elif name == "p-content" and not draft.content:
        draft.content = texts.escape(_text(node))
    elif name == "p-summary" and not draft.summary:
        draft.summary = texts.escape(_text(node))
    elif name == "u-url" and not draft.url:
        draft.url = _address(node, base)
    elif name == "p-author":
        draft.authors.append(_author(node, base))
    elif name == "p-category":
        draft.categories.append(_text(node))
    else:
        _read_rest(draft, name, node, base)


def _read_rest(draft: EntryDraft, name: str, node: LexborNode, base: str) -> None:
    address = _address(node, base) if name.startswith("u-") else ""
    if name == "u-uid":
        draft.guid = address
    elif name == "dt-published":
        draft.published_text = draft.published_text or _moment(node)
    elif name == "dt-updated":
        draft.updated_text = draft.updated_text or _moment(node)
    elif name in ("u-photo", "u-featured") and address:
        draft.offer("image", 1 if name == "u-featured" else 2, address)
    elif name in ("u-video", "u-audio") and address:
        draft.enclosures.append(ParsedEnclosure(address, medium=name[2:]))
    elif name in ("u-in-reply-to", "u-syndication", "u-like-of", "u-repost-of") and address:
        draft.links.append(Link(address, name[2:]))
    elif name == "u-comments":
        draft.comments_url = address
