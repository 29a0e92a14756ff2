"""Media RSS: contents, groups, thumbnails, players, credits."""

from __future__ import annotations

from typing import Any

from lxml import etree

from mainstem.feeds.parsed import Author, Credit, ParsedEnclosure, Popularity, Thumbnail
from mainstem.parsing import constructs, podcasting
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.elements import add_category, local_name
from mainstem.parsing.linking import number
from mainstem.parsing.making import make_enclosure
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


def _read_thumbnail(element: etree._Element, scope: Scope) -> Thumbnail:
    return Thumbnail(
        scope.resolve(element, element.get("url") or constructs.text(element)),
        number(element.get("width")),
        number(element.get("height")),
        podcasting.moment(element.get("time") or ""),
    )


def _about(element: etree._Element, scope: Scope) -> dict[str, Any]:
    """What the elements beside or inside a media:content say about it."""
    said: dict[str, Any] = {}
    credits: list[str] = []
    thumbnails: list[Thumbnail] = []
    for child in element:
        name = local_name(child)
        if name in ("title", "description"):
            said.setdefault(name, constructs.plain(child, scope))
        elif name == "thumbnail":
            thumbnails.append(_read_thumbnail(child, scope))
        elif name == "player":
            said.setdefault("player_url", scope.resolve(child, child.get("url") or constructs.text(child)))
        elif name == "credit":
            credits.append(constructs.plain(child, scope))
    said["credits"] = tuple(filter(None, credits))
    said["thumbnails"] = tuple(one for one in thumbnails if one.url)
    said["thumbnail_url"] = next((one.url for one in thumbnails if one.url), "")
    return {key: value for key, value in said.items() if value}


def _read_content(element: etree._Element, scope: Scope, around: dict[str, Any]) -> ParsedEnclosure | None:
    about = {**around, **_about(element, scope)}
    url = scope.resolve(element, element.get("url") or "")
    if not url and not about.get("player_url"):
        return None
    return make_enclosure(
        url or str(about["player_url"]),
        (element.get("type") or "").strip(),
        (element.get("medium") or "").strip().lower(),
        size_bytes=number(element.get("fileSize")),
        duration_seconds=podcasting.seconds(element.get("duration") or ""),
        width=number(element.get("width")),
        height=number(element.get("height")),
        language=element.get("lang") or "",
        is_default=element.get("isDefault") == "true",
        expression=(element.get("expression") or "").strip().lower(),
        bitrate_kbps=number(element.get("bitrate")),
        **about,
    )


def _content(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = _read_content(element, scope, {})
    if found:
        draft.enclosures.append(found)
    _read_texts(draft, element, scope)


def _group(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """One thing in several forms; what is said beside them holds for all."""
    draft.groups += 1
    around = _about(element, scope) | {"group": draft.groups}
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
    found = _read_thumbnail(element, scope)
    if found.url:
        draft.offer("image", 2, found.url)
        draft.add("thumbnails", found)


def _player(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.offer("player", 1, scope.resolve(element, element.get("url") or constructs.text(element)))


def _credit(draft: Draft, element: etree._Element, scope: Scope) -> None:
    name = constructs.plain(element, scope)
    if not name:
        return
    role = (element.get("role") or "").strip().lower()
    draft.add("credits", Credit(name, role, (element.get("scheme") or "").strip()))
    if role in ("", "author"):
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


def _peer_link(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """Where peers share the file (BitTorrent)."""
    url = scope.resolve(element, element.get("href") or element.get("url") or "")
    if url:
        draft.enclosures.append(ParsedEnclosure(url, (element.get("type") or "").strip()))


def _community(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    """What an audience of a video site did with it."""
    said = {local_name(child): child for child in element}
    stars, numbers = said.get("starrating"), said.get("statistics")
    draft.popularity = Popularity(
        views=number(numbers.get("views")) if numbers is not None else None,
        favourites=number(numbers.get("favorites")) if numbers is not None else None,
        average=podcasting.moment(stars.get("average") or "") if stars is not None else None,
        votes=number(stars.get("count")) if stars is not None else None,
    )


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
_INSIDE = {**COMMON, "community": _community, "peerlink": _peer_link}
ENTRY = {
    "content": _content,
    "group": _group,
    "player": _player,
    "peerLink": _peer_link,
    "community": _community,
}
FEED = {"content": _picture}
