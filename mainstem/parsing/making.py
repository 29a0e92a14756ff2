"""Values of the model, made quickly: a frozen dataclass sets each field by a call, which for an entry's
forty costs as much as reading it."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar, cast

from mainstem.feeds.parsed import Author, Category, Link, ParsedEnclosure, ParsedEntry

_T = TypeVar("_T")


def quick(cls: type[_T]) -> type[_T]:
    """What makes values of ``cls``, a frozen and slotted dataclass, from the same arguments in a quarter of the time.

    An open twin with the same slots is filled, and then becomes one of ``cls``.
    """

    def seal(self: Any) -> None:
        self.__class__ = cls

    twin = make_dataclass(
        cls.__name__,
        [(one.name, one.type, field(default=one.default)) for one in fields(cast(Any, cls))],
        namespace={"__post_init__": seal},
        slots=True,
    )
    return cast("type[_T]", twin)


make_author = quick(Author)
make_category = quick(Category)
make_enclosure = quick(ParsedEnclosure)
make_entry = quick(ParsedEntry)
make_link = quick(Link)

_FIELDS = tuple(one.name for one in fields(ParsedEnclosure))
_VALUES = attrgetter(*_FIELDS)


def amended(one: ParsedEnclosure, **changes: Any) -> ParsedEnclosure:
    """The same file with other words about it."""
    return make_enclosure(**{**dict(zip(_FIELDS, _VALUES(one), strict=True)), **changes})


def merged(first: ParsedEnclosure, second: ParsedEnclosure) -> ParsedEnclosure:
    """What two say of one file; the first is believed."""
    return make_enclosure(*[one or other for one, other in zip(_VALUES(first), _VALUES(second), strict=True)])
