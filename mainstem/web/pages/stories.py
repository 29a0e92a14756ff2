"""Stories: all that tells of one happening, with its evidence, and mending it."""

from __future__ import annotations

from starlette.responses import Response

from mainstem import content
from mainstem.feeds.errors import BadInput
from mainstem.library import overview, stories, streams
from mainstem.library.stories import StoryEntryShown, StoryPage
from mainstem.stories import Evidence
from mainstem.stories.entry import Reason
from mainstem.stories.names import NameKind
from mainstem.web import entries
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_SAID = {
    Reason.READER: "You said so.",
    Reason.ADDRESS: "It has the same address.",
    Reason.TEXT: "It has the same text.",
    Reason.REPRINT: "Long parts of it are the same.",
    Reason.WORDS: "Rare words in common: {words}",
}
KINDS = {
    NameKind.UNKNOWN: "name",
    NameKind.PERSON: "person",
    NameKind.ORGANISATION: "organisation",
    NameKind.PLACE: "place",
}


def show(visit: Visit) -> Response:
    """A story with all its entries, in the order of time."""
    entry_id = visit.part("id")
    page = stories.story(visit.library, visit.reader, entry_id)
    return render(
        visit,
        "story.html",
        page=page,
        entry_id=entry_id,
        rows=_rows(page),
        title=entries.title(page.entries[0].shown),
        title_of=entries.title,
        kinds=KINDS,
        feeds={one.feed_id: one.title for one in overview.look(visit.library, visit.reader).followed},
        why=lambda one: _why(visit, one),
    )


def _rows(page: StoryPage) -> list[tuple[StoryEntryShown, list[StoryEntryShown]]]:
    """Each entry with its reprints under it."""
    shown = {one.shown.entry.id for one in page.entries}
    copies: dict[int, list[StoryEntryShown]] = {}
    for one in page.entries:
        if one.copy_of in shown:
            copies.setdefault(one.copy_of or 0, []).append(one)
    under = {each.shown.entry.id for found in copies.values() for each in found}
    return [
        (one, copies.get(one.shown.entry.id, [])) for one in page.entries if one.shown.entry.id not in under
    ]


def _why(visit: Visit, evidence: Evidence) -> str:
    words = ", ".join(f"{one.word} ({visit.words.share(one.weight)})" for one in evidence.words[:6])
    return visit.words.text(_SAID[evidence.reason], words=words)


def correct(visit: Visit) -> Response:
    """The reader says that two entries tell the same story, or do not."""
    entry_id, other = visit.part("id"), _named(visit.form.text("other"))
    is_same = visit.form.text("action") == "same"
    stories.correct(visit.library, visit.reader, entry_id, other, same=is_same)
    return to(f"/story/{entry_id}?said=1")


def _named(text: str) -> int:
    """The entry of a number or of a page's address here. Raises BadInput."""
    last = text.strip().split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
    if not last:
        raise BadInput("Name the other entry.", field="other", advice="Paste the address of its page here.")
    return number(last, "other")


def differ(visit: Visit) -> Response:
    """Where the text of one entry differs from that of another."""
    one = streams.entry(visit.library, visit.reader, visit.part("id"))
    other = streams.entry(visit.library, visit.reader, visit.part("other"))
    before, after = (each.content.html if each.content else "" for each in (one, other))
    return render(
        visit,
        "differences.html",
        one=one,
        other=other,
        title_of=entries.title,
        changed=content.differences(before, after),
    )


ENTRANCES = (
    get("/story/{id}", show),
    post("/story/{id}", correct),
    get("/story/{id}/differences/{other}", differ),
)
