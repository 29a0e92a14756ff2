"""The files of an entry: what several vocabularies say of the same one, put together."""

from __future__ import annotations

from mainstem.feeds.parsed import Link, ParsedEnclosure
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.making import amended, make_enclosure, merged

_MEDIA = ("image", "audio", "video")
_ENDINGS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
    "wav": "audio/wav", "flac": "audio/flac", "aac": "audio/aac", "mp4": "video/mp4", "m4v": "video/mp4",
    "webm": "video/webm", "mov": "video/quicktime", "mkv": "video/x-matroska", "ogv": "video/ogg",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml", "pdf": "application/pdf", "epub": "application/epub+zip",
}  # fmt: skip


def gathered(draft: EntryDraft, links: list[Link]) -> tuple[ParsedEnclosure, ...]:
    """Enclosures of every vocabulary, each address once, what they say of it put together."""
    found = draft.enclosures
    for link in links:
        if link.rel == "enclosure":
            found.append(
                make_enclosure(
                    link.url,
                    link.mime_type,
                    size_bytes=link.size_bytes,
                    title=link.title,
                    language=link.language,
                )
            )
    if not found:
        return ()
    by_url: dict[str, ParsedEnclosure] = {}
    for one in found:
        held = by_url.get(one.url)
        by_url[one.url] = _completed(one) if held is None else merged(held, _completed(one))
    kept = list(by_url.values())
    _lend(draft, kept)
    return tuple(kept)


def _lend(draft: EntryDraft, kept: list[ParsedEnclosure]) -> None:
    """Give the only enclosure the duration and the player that the entry names beside it, and the first the
    address that FeedBurner's own hides."""
    for index, one in enumerate(kept):
        if draft.duration_seconds is not None and one.duration_seconds is None and one.medium != "image":
            kept[index] = one = amended(one, duration_seconds=draft.duration_seconds)
        if len(kept) == 1 and not one.player_url and draft.spared("player"):
            kept[index] = amended(one, player_url=draft.spared("player"))
    if draft.spared("enclosure"):
        kept[0] = amended(kept[0], url=draft.spared("enclosure"))


def _completed(one: ParsedEnclosure) -> ParsedEnclosure:
    mime_type = one.mime_type or _by_ending(one.url)
    medium = one.medium or mime_type.partition("/")[0]
    if medium not in _MEDIA:
        medium = "document" if mime_type or one.medium else ""
    if mime_type == one.mime_type and medium == one.medium:
        return one
    return amended(one, mime_type=mime_type, medium=medium)


def _by_ending(url: str) -> str:
    path = url.partition("?")[0].partition("#")[0]
    return _ENDINGS.get(path.rpartition(".")[2].lower(), "")
