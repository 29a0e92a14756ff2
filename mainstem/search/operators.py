"""What each operator means: its name, and how its value becomes a node."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from mainstem.search import folding, regex
from mainstem.search.intervals import BadInterval, interval
from mainstem.search.lexer import Token
from mainstem.search.query import (
    AnyLabel,
    Everything,
    Field,
    Has,
    Ids,
    Interval,
    Is,
    Kind,
    Language,
    Length,
    Moment,
    Named,
    Near,
    Node,
    Regex,
    Text,
)

STATES = (
    "unread", "read", "starred", "hidden", "snoozed", "labelled", "noted", "kept", "updated", "important",
    "folded",
)  # fmt: skip
THINGS = ("image", "audio", "video", "attachment", "enclosure", "text", "author", "category", "note", "label")
MAX_DISTANCE = 100
CHARACTERS_A_MINUTE = 1_000  # of reading, for length:>5min
_SAME_STATE = {"favourite": "starred", "favorite": "starred", "labeled": "labelled",
               "new": "unread", "star": "starred"}  # fmt: skip
_SAME_THING = {"picture": "image", "podcast": "audio", "file": "attachment", "document": "attachment",
               "media": "enclosure", "attachments": "attachment", "images": "image", "tag": "category"}  # fmt: skip
_LENGTH = re.compile(r"([<>]=?)?(\d{1,9})(min|k)?(?:(\.\.|-)(\d{1,9})?(min|k)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the meaning of an expression depends on apart from its letters."""

    now: datetime
    timezone: tzinfo
    saved: Mapping[str, str]


Operator = Callable[[Token, Surroundings], Node]


def text_in(field: Field) -> Operator:
    """A word, phrase, nearness or regular expression in one field."""

    def build(token: Token, surroundings: Surroundings) -> Node:
        del surroundings
        if token.form == "regex":
            return expression(token, field)
        if not folding.query_terms(token.value):
            if token.form == "word" and field is Field.ANY:
                return Everything()  # a dash or an ampersand between words
            raise token.bad(
                f"There is no letter or digit in {token.value!r} to search for.",
                advice="Write a regular expression between slashes to find signs.",
            )
        if token.distance is not None:
            return _near(token, token.distance, field)
        return Text(token.value, field, token.form == "quoted", token.is_prefix)

    return build


def expression(token: Token, field: Field) -> Regex:
    """A regular expression that was tried. Raises BadQuery."""
    try:
        regex.compiled(token.value, token.flags)
    except regex.BadPattern as trouble:
        raise token.bad(str(trouble)) from trouble
    return Regex(token.value, "".join(sorted(set(token.flags))), field)


def near(token: Token, surroundings: Surroundings) -> Node:
    """``near:"two words"`` and, in any field, ``"two words"~5``."""
    del surroundings
    return _near(token, 10 if token.distance is None else token.distance, Field.ANY)


def _near(token: Token, distance: int, field: Field) -> Node:
    if len(folding.query_terms(token.value)) < 2:
        raise token.bad("Nearness needs two words.", advice='Write near:"apple launch" or "apple launch"~5.')
    if distance > MAX_DISTANCE:
        raise token.bad(f"Words cannot be sought further apart than {MAX_DISTANCE}.")
    return Near(token.value, distance, field)


def category(token: Token, surroundings: Surroundings) -> Node:
    """``#open+source``: the whole of a publisher's category; ``+`` stands for a space."""
    if token.form == "word":
        token = _with(token, token.value.replace("+", " "))
    return text_in(Field.CATEGORY)(token, surroundings)


def ids(kind: Kind) -> Operator:
    """``f:12,13``."""

    def build(token: Token, surroundings: Surroundings) -> Node:
        del surroundings
        if kind is Kind.LABEL and token.value == "*":
            return AnyLabel()
        parts = [part.strip() for part in token.value.split(",") if part.strip()]
        if not parts or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            raise token.bad(f"{token.value!r} is not a list of numbers.", advice="Write 12 or 12,13.")
        return Ids(kind, tuple(dict.fromkeys(int(part) for part in parts)))

    return build


def named(kind: Kind) -> Operator:
    """``label:"one,two"``; ``in:folder/News`` says which kind it is."""

    def build(token: Token, surroundings: Surroundings) -> Node:
        del surroundings
        sort, value = kind, token.value
        prefix, slash, rest = value.partition("/")
        if kind is Kind.ANY and slash and prefix.lower() in {"folder", "feed", "label"} and rest:
            sort, value = Kind(prefix.lower()), rest
        names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
        if not names:
            raise token.bad("A name is missing here.")
        return Named(sort, names)

    return build


def within(moment: Moment) -> Operator:
    """``date:2026-03/P1W``."""

    def build(token: Token, surroundings: Surroundings) -> Node:
        try:
            start, end = interval(token.value, surroundings.now, surroundings.timezone)
        except BadInterval as trouble:
            raise token.bad(str(trouble)) from trouble
        return Interval(moment, start, end, token.value.strip())

    return build


def state(token: Token, surroundings: Surroundings) -> Node:
    """``is:unread``."""
    del surroundings
    return Is(_one_of(token, STATES, _SAME_STATE))


def thing(token: Token, surroundings: Surroundings) -> Node:
    """``has:video``."""
    del surroundings
    return Has(_one_of(token, THINGS, _SAME_THING))


def language(token: Token, surroundings: Surroundings) -> Node:
    """``lang:de,en``."""
    del surroundings
    tags = [part.strip().lower() for part in token.value.split(",") if part.strip()]
    if not tags or not all(re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", tag) for tag in tags):
        raise token.bad(
            f"{token.value!r} is not a language.", advice="Write two letters: lang:en or lang:de,fr."
        )
    return Language(tuple(dict.fromkeys(re.split("[-_]", tag)[0] for tag in tags)))


def length(token: Token, surroundings: Surroundings) -> Node:
    """``length:>2000``, ``length:500..2000`` in characters, ``length:<3min`` of reading."""
    del surroundings
    match = _LENGTH.fullmatch(token.value)
    if match is None or (match[1] and match[4]):
        raise token.bad(
            f"{token.value!r} is not a length.",
            advice="Write length:>2000, length:500..2000 or length:<3min.",
        )
    if match[1] == "<" and int(match[2]) == 0:
        raise token.bad("Nothing is shorter than 0 characters.")
    least = _characters(match[2], match[3] or (match[6] if match[5] else ""))
    if match[4]:
        most = _characters(match[5], match[6]) if match[5] else None
        if most is not None and most < least:
            raise token.bad("The end of this range lies before its beginning.")
        return Length(least, most)
    return {
        ">": Length(least + 1, None), ">=": Length(least, None), "<": Length(None, least - 1),
        "<=": Length(None, least), None: Length(least, None),
    }[match[1]]  # fmt: skip


def _characters(number: str, unit: str | None) -> int:
    return int(number) * {"min": CHARACTERS_A_MINUTE, "k": 1_000}.get((unit or "").lower(), 1)


def _one_of(token: Token, known: tuple[str, ...], same: Mapping[str, str]) -> str:
    word = token.value.strip().lower()
    word = same.get(word, word)
    if word not in known:
        raise token.bad(f"{token.value!r} is not known here.", advice=f"Write one of {', '.join(known)}.")
    return word


def _with(token: Token, value: str) -> Token:
    return Token(
        "term", token.position, token.length, token.name, token.form, value, token.flags, token.is_prefix
    )
