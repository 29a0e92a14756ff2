"""A query as a tree of frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from mainstem.reading.stream import Order


class Field(StrEnum):
    """Where a text is looked for."""

    ANY = ""  # title or text
    TITLE = "intitle"
    TEXT = "intext"
    AUTHOR = "author"
    URL = "inurl"
    CATEGORY = "#"


class Moment(StrEnum):
    """Which time of an entry an interval is about."""

    ARRIVED = "date"
    PUBLISHED = "pubdate"
    TOUCHED = "userdate"  # last change by the reader
    CHANGED = "mdate"  # last change of content or state by anything


class Kind(StrEnum):
    """What ids and names are of."""

    FEED = "feed"
    FOLDER = "folder"
    LABEL = "label"
    ENTRY = "entry"
    ANY = "in"  # a folder, feed or label


@dataclass(frozen=True, slots=True)
class Everything:
    """Every entry: what an empty expression means."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words one after the other. A single word is also found by its stem unless ``is_exact`` (quoted);
    ``is_prefix`` finds longer words for the last one."""

    text: str
    field: Field = Field.ANY
    is_exact: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """All the words, in any order, with at most ``distance`` other terms between first and last."""

    text: str
    distance: int = 10
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression in the syntax of RE2; ``flags`` of i, m, s."""

    pattern: str
    flags: str = ""
    field: Field = Field.ANY


@dataclass(frozen=True, slots=True)
class Ids:
    """One of the feeds, folders, labels or entries with these ids."""

    kind: Kind
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """In one of the feeds, folders (with all below them) or labels of these names."""

    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyLabel:
    """Has at least one label."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A time within [start, end); None is an open end. ``text`` is as typed."""

    moment: Moment
    start: datetime | None
    end: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Is:
    """A state: one of ``operators.STATES``."""

    state: str


@dataclass(frozen=True, slots=True)
class Has:
    """Something carried: one of ``operators.THINGS``."""

    thing: str


@dataclass(frozen=True, slots=True)
class Language:
    """In one of these languages (first part of the tag)."""

    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Length:
    """Between ``least`` and ``most`` characters of text, both included; None is open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search by name: what it means, and the name that it was called by."""

    name: str
    part: Node


Leaf: TypeAlias = (
    Everything | Text | Near | Regex | Ids | Named | AnyLabel | Interval | Is | Has | Language | Length
)
Node: TypeAlias = Leaf | Not | And | Or | Saved


@dataclass(frozen=True, slots=True)
class Query:
    """A whole expression; ``order`` where it asks for one."""

    root: Node = Everything()
    order: Order | None = None
    is_ascending: bool = False


def both(parts: list[Node]) -> Node:
    """The conjunction of parts, flat; nothing at all means everything."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(parts: list[Node]) -> Node:
    """The disjunction of parts, flat."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negated(part: Node) -> Node:
    """The opposite; twice is not at all."""
    return part.part if isinstance(part, Not) else Not(part)


def leaves(root: Node) -> Iterator[Leaf]:
    """All that is asked for in a tree, negated or not."""
    match root:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Saved(_, part):
            yield from leaves(part)
        case _:
            yield root


def in_titles(root: Node) -> Node:
    """The same query with the words that may stand anywhere sought in titles alone; what is excluded stays
    excluded."""
    match root:
        case And(parts):
            return And(tuple(in_titles(part) for part in parts))
        case Or(parts):
            return Or(tuple(in_titles(part) for part in parts))
        case Saved(name, part):
            return Saved(name, in_titles(part))
        case Text(field=Field.ANY) | Near(field=Field.ANY):
            return replace(root, field=Field.TITLE)
        case _:
            return root


def is_of_reader(leaf: Node) -> bool:
    """Whether it asks for what the reader did with an entry: states, labels, notes, and when."""
    match leaf:
        case Is(state):
            return state != "important"
        case Has(thing):
            return thing in ("note", "label")
        case Interval(moment):
            return moment in (Moment.TOUCHED, Moment.CHANGED)
        case Ids(kind) | Named(kind):
            return kind in (Kind.LABEL, Kind.ANY)
        case _:
            return isinstance(leaf, AnyLabel)


def names_things(root: Node) -> bool:
    """Whether it must be known what the reader has: folders, names, what is important."""
    return any(
        isinstance(leaf, Named)
        or (isinstance(leaf, Ids) and leaf.kind is Kind.FOLDER)
        or (isinstance(leaf, Is) and leaf.state == "important")
        for leaf in leaves(root)
    )
