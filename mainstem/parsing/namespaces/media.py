"""Media RSS: contents, groups, thumbnails, players, credits."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from mainstem.feeds.parsed import Author, ParsedEnclosure
from mainstem.parsing import constructs, podcasting
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.elements import add_category, local_name
from mainstem.parsing.linking import number
from mainstem.parsing.scope import Scope

URIS = (
    "http://search.yahoo.com/mrss/",
    "http://search.yahoo.com/mrss",
    "http://www.rssboard.org/media-rss",
    "http://tools.search.yahoo.com/mrss/",
    "http://video.search.yahoo.com/mrss",
)
PREFIXES = ("media",)

_SCHEME = "http://search.yahoo.com/mrss/category_schema"


def _about(element: etree._Element, scope: Scope) -> dict[str, object]:
    """What the elements beside or inside a media:content say about it."""
    said: dict[str, object] = {}
    credits: list[str] = []
    for child in element:
        name = local_name(child)
        if name in ("title", "description"):
            said.setdefault(name, constructs.plain(child, scope))
        elif name == "thumbnail":
            said.setdefault("thumbnail_url", scope.resolve(child, child.get("url") or constructs.text(child)))
        elif name == "player":
            said.setdefault("player_url", scope.resolve(child, child.get("url") or constructs.text(child)))
        elif name == "credit":
            credits.append(constructs.plain(child, scope))
    if credits:
        said["credits"] = tuple(filter(None, credits))
    return {key: value for key, value in said.items() if value}


def _read_content(element: etree._Element, scope: Scope, around: dict[str, object]) -> ParsedEnclosure | None:
    about = {**around, **_about(element, scope)}
    url = scope.resolve(element, element.get("url") or "")
    if not url and not about.get("player_url"):
        return None
    found = ParsedEnclosure(
        url or str(about["player_url"]),
        (element.get("type") or "").strip(),
        (element.get("medium") or "").strip().lower(),
        size_bytes=number(element.get("fileSize")),
        duration_seconds=podcasting.seconds(element.get("duration") or ""),
        width=number(element.get("width")),
        height=number(element.get("height")),
        language=element.get("lang") or "",
    )
    return replace(found, **about)  # type: ignore[arg-type]


def _content(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = _read_content(element, scope, {})
    if found:
        draft.enclosures.append(found)
    _read_texts(draft, element, scope)


def _group(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """One thing in several forms; what is said beside them holds for all."""
    around = _about(element, scope)
    for child in element:
        if local_name(child) == "content":
            found = _read_content(child, scope, around)
            if found:
                draft.enclosures.append(found)
    _read_texts(draft, element, scope)


def _read_texts(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    for child in element:
        reader = _INSIDE.get(local_name(child))
        if reader:
            reader(draft, child, scope)


def _title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("title", 3, constructs.plain(element, scope))


def _description(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("summary", 4, constructs.html(element, scope))
    if isinstance(draft, FeedDraft):
        draft.offer("description", 4, constructs.plain(element, scope))


def _thumbnail(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("image", 2, scope.resolve(element, element.get("url") or constructs.text(element)))


def _player(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.offer("player", 1, scope.resolve(element, element.get("url") or constructs.text(element)))


def _credit(draft: Draft, element: etree._Element, scope: Scope) -> None:
    name = constructs.plain(element, scope)
    if name and (element.get("role") or "author").lower() == "author":
        draft.spare_authors.append(Author(name))


def _keywords(draft: Draft, element: etree._Element, scope: Scope) -> None:
    words = constructs.plain(element, scope).split(",")
    draft.categories.extend(word.strip() for word in words if word.strip())


def _category(draft: Draft, element: etree._Element, scope: Scope) -> None:
    term = constructs.plain(element, scope)
    add_category(draft, term, element.get("scheme") or _SCHEME, element.get("label") or "")


def _license(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.license = (
        draft.license or scope.resolve(element, element.get("href") or "") or constructs.text(element)
    )


def _rating(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    lower = constructs.text(element).lower()
    if draft.is_explicit is None and lower in ("adult", "nonadult"):
        draft.is_explicit = lower == "adult"


def _picture(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    """A picture of the whole feed."""
    kind = element.get("medium") or element.get("type") or ""
    if kind.startswith("image"):
        draft.offer("image", 2, scope.resolve(element, element.get("url") or ""))


COMMON = {
    "title": _title,
    "description": _description,
    "thumbnail": _thumbnail,
    "credit": _credit,
    "keywords": _keywords,
    "category": _category,
    "license": _license,
    "rating": _rating,
}
_INSIDE = COMMON
ENTRY = {"content": _content, "group": _group, "player": _player}
FEED = {"content": _picture}
