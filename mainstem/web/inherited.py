"""The fields of what can be set for a subscription, a folder, or all reading: each explained, each inherited where
nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mainstem.reading.settings import ABOVE, FEED, FIELDS, FOLDER, Field
from mainstem.web.visit import Visit, number

READING = "reading"  # the level of the reader, below which the others stand
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "When entries arrive",
        (
            "read_on_arrival",
            "read_filters",
            "same_title",
            "same_title_in_folder",
            "unread_when_updated",
            "read_when_gone",
            "most_unread",
            "fold_stories",
            "daily_budget",
        ),
    ),
    (
        "How long entries are kept",
        (
            "keeps_for_ever",
            "keep_most",
            "keep_days",
            "keep_least",
            "keep_starred",
            "keep_labelled",
            "keep_unread",
        ),
    ),
    ("How it is asked", ("interval_minutes", "full_text")),
)
HINTS = {
    "read_filters": "One search a line, as you would type it into the search box.",
    "same_title": "For feeds that send the same again and again under other addresses.",
    "unread_when_updated": "Small corrections count too; leave it off where publishers tinker.",
    "read_when_gone": "What is no longer on the publisher's list is old news.",
    "most_unread": "Older ones are marked as read when new ones arrive.",
    "keeps_for_ever": "Say no, and what follows decides what may be deleted.",
    "keep_most": "Beyond this number the oldest go first.",
    "keep_least": "So much stays, however old it is.",
    "interval_minutes": "In minutes. Empty: as often as suits the feed.",
    "full_text": "For feeds that send only the beginning. It is fetched once for each entry.",
}
_WHERE = {FEED: (FOLDER, FEED), FOLDER: (FOLDER, ABOVE), READING: (FOLDER,)}
_TYPES: dict[type, str] = {bool: "choice", int: "number", tuple: "lines"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as it is drawn: ``own`` is what is said here (None: nothing), ``other`` what holds then."""

    name: str
    meaning: str
    hint: str
    kind: str
    own: Any
    other: Any
    least: int
    most: int


def shown(
    visit: Visit, level: str, own: Mapping[str, Any], other: Mapping[str, Any]
) -> list[tuple[str, list[Shown]]]:
    """The fields of a level in groups; what was typed goes before what is kept."""
    known = _of(level)
    found = []
    for title, names in GROUPS:
        fields = [_shown(visit, known[name], own, other) for name in names if name in known]
        found += [(title, fields)] if fields else []
    return found


def _of(level: str) -> dict[str, Field]:
    return {one.name: one for one in FIELDS if one.where in _WHERE[level] and one.kind in _TYPES}


def _shown(visit: Visit, field: Field, own: Mapping[str, Any], other: Mapping[str, Any]) -> Shown:
    said = own.get(field.name)
    if visit.form.has(field.name):
        typed = visit.form.text(field.name)
        said = {"yes": True, "no": False, "": None}.get(typed, typed)
        said = typed.splitlines() if field.kind is tuple else said
    return Shown(
        field.name,
        field.meaning,
        HINTS.get(field.name, ""),
        _TYPES[field.kind],
        said,
        other.get(field.name),
        field.least,
        field.most,
    )


def sent(visit: Visit, level: str) -> dict[str, Any]:
    """The values of the form as the library takes them; an empty field inherits. Raises BadInput."""
    return {
        name: _value(field, visit.form.text(name))
        for name, field in _of(level).items()
        if visit.form.has(name)
    }


def _value(field: Field, text: str) -> Any:
    text = text.strip()
    if not text:
        return None
    if field.kind is bool:
        return text == "yes"
    return number(text, field.name) if field.kind is int else text
