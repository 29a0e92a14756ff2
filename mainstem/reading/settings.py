"""What can be set for a subscription, a folder or all reading of a person: declared once, inherited downwards.

A level that says nothing of a field inherits it: subscription → its folders → the reader → the default.
Kept as JSON of what was said. Pages make their forms of ``FIELDS``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mainstem.feeds.errors import BadInput
from mainstem.reading.retention import Policy

MAX_EXPRESSIONS = 200
FOLDER = "folder"  # may also be said of a folder
FEED = "feed"  # only of a subscription
ABOVE = "above"  # only of a folder


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. ``least`` and ``most`` bound numbers; None as a value means that it is off."""

    name: str
    default: Any
    meaning: str
    kind: type[Any] = bool
    least: int = 0
    most: int = 0
    where: str = FOLDER


FIELDS: tuple[Field, ...] = (
    Field("read_on_arrival", False, "Entries arrive already read."),
    Field("read_when_gone", False, "Entries that the publisher no longer lists are marked as read."),
    Field("unread_when_updated", False, "Entries that the publisher changed become unread again."),
    Field(
        "same_title",
        None,
        "Entries arrive read if the title is among the newest N of the feed.",
        int,
        1,
        1000,
    ),
    Field("same_title_in_folder", None, "The same among the newest N of its folders.", int, 1, 1000),
    Field("most_unread", None, "Only the newest N stay unread.", int, 1, 10_000_000),
    Field("read_filters", (), "Entries that one of these searches finds arrive read.", tuple),
    Field("keep_most", 200, "How many entries of a feed are kept.", int, 1, 10_000_000),
    Field(
        "keep_days",
        90,
        "For how many days entries are kept after their publisher stops listing them.",
        int,
        1,
        36_500,
    ),
    Field("keep_least", 50, "How many entries of a feed are kept in any case.", int, 0, 10_000_000),
    Field("keep_starred", True, "Starred entries are kept."),
    Field("keep_labelled", True, "Entries with a label or a note are kept."),
    Field("keep_unread", False, "Unread entries are kept."),
    Field("keeps_for_ever", True, "Nothing is deleted by itself."),
    Field("interval_minutes", None, "The feed is not asked more often than this.", int, 5, 43_200, FEED),
    Field("full_text", False, "The whole text is fetched from the page.", bool, where=FEED),
    Field(
        "fold_stories", None, "Of each story only the lead counts as unread; its copies are folded under it."
    ),
    Field(
        "daily_budget",
        None,
        "How many entries a day the folder may ask attention for.",
        int,
        1,
        10_000,
        ABOVE,
    ),
    Field("order", None, "What its stream is sorted by.", str),
    Field("is_ascending", None, "Whether its stream begins with the oldest."),
)
_BY_NAME = {field.name: field for field in FIELDS}


def check(name: str, value: Any, where: str = FEED) -> Any:
    """The value as it is kept, None to inherit. Raises BadInput at the field."""
    field = _BY_NAME.get(name)
    if field is None or (field.where, where) in ((FEED, FOLDER), (ABOVE, FEED)):
        raise BadInput(f"There is no setting {name!r} here.", field=name)
    if value is None:
        return None
    if field.kind is tuple:
        return _expressions(name, value)
    if type(value) is not field.kind:
        raise BadInput(f"{value!r} is not allowed here.", field=name)
    if field.kind is int and not field.least <= int(value) <= field.most:
        advice = f"Use a number from {field.least} to {field.most}."
        raise BadInput(f"{value} is not allowed here.", field=name, advice=advice)
    return value


def _expressions(name: str, value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else list(value)
    if not all(isinstance(line, str) for line in lines):
        raise BadInput("These are not search expressions.", field=name)
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > MAX_EXPRESSIONS:
        raise BadInput(
            f"There are {len(kept)} expressions.", field=name, advice=f"Use at most {MAX_EXPRESSIONS}."
        )
    return kept


def resolved(levels: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Every field's value; ``levels`` from the subscription upwards. What is kept but no longer allowed is
    as if it were not said."""
    said: dict[str, Any] = {field.name: field.default for field in FIELDS}
    for level in reversed(list(levels)):
        for name, value in level.items():
            if name in _BY_NAME and value is not None and _is_allowed(name, value):
                said[name] = value
    return said


def _is_allowed(name: str, value: Any) -> bool:
    try:
        check(name, value)
    except BadInput:
        return False
    return True


_TEXT = "mainstem:settings"
_FRESHRSS_FILTERS = "frss:filtersActionRead"


def as_text(said: Mapping[str, Any]) -> dict[str, str]:
    """One level as attributes of a list of subscriptions; FreshRSS's own where it has one."""
    known = {name: value for name, value in sorted(said.items()) if name in _BY_NAME}
    filters = known.pop("read_filters", None)
    text = {_TEXT: json.dumps(known, ensure_ascii=False)} if known else {}
    return text | ({_FRESHRSS_FILTERS: "\n".join(filters)} if filters else {})


def resolved_from_text(attributes: Mapping[str, str]) -> dict[str, Any]:
    """One level of the attributes of a list; what is not allowed is left out."""
    try:
        said = json.loads(attributes.get(_TEXT, "{}"))
    except ValueError:
        said = {}
    found = dict(said) if isinstance(said, dict) else {}
    if filters := attributes.get(_FRESHRSS_FILTERS, "").strip():
        found["read_filters"] = filters
    return {
        name: check(name, value)
        for name, value in found.items()
        if name in _BY_NAME and value is not None and _is_allowed(name, value)
    }


def policy(said: Mapping[str, Any]) -> Policy:
    """The retention that resolved settings ask for."""
    if said["keeps_for_ever"]:
        return Policy(keep_most=None, keep_for=None)
    return Policy(
        keep_most=said["keep_most"],
        keep_for=timedelta(days=said["keep_days"]),
        keep_least=said["keep_least"],
        keep_starred=said["keep_starred"],
        keep_labelled=said["keep_labelled"],
        keep_unread=said["keep_unread"],
    )
