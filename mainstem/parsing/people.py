"""Authors out of the ways in which feeds write people: an address with a name in brackets, and all its kin."""

from __future__ import annotations

import re

from mainstem.feeds.parsed import Author
from mainstem.parsing.making import make_author

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*(?:\?[^\s()<>]*)?")
_WRAPPED = re.compile(r"^\((.*)\)$|^\"(.*)\"$|^'(.*)'$", re.DOTALL)
_LONGEST = 1000
_WRAPPING = ("(", '"', "'")


def person(text: str) -> Author:
    """``me@example.org (Name)``, ``Name <me@example.org>``, ``Name (me@example.org)``, either alone."""
    if "@" not in text and len(text) < _LONGEST:
        return make_author(_unwrapped(text) if text[:1] in _WRAPPING else text)
    text = " ".join(text[:_LONGEST].split())
    if "@" not in text:
        return make_author(_unwrapped(text) if text[:1] in _WRAPPING else text)
    found = _EMAIL.search(text)
    if found is None:
        return make_author(name=_unwrapped(text))
    rest = (text[: found.start()] + text[found.end() :]).strip()
    for empty in ("()", "<>", "[]", "&lt;&gt;", "(mailto:)", "<mailto:>", "mailto:"):
        rest = rest.replace(empty, "")
    return make_author(name=_unwrapped(rest.strip(" ,;-:")), email=found[0])


def _unwrapped(name: str) -> str:
    match = _WRAPPED.match(name)
    return next(group for group in match.groups() if group is not None).strip() if match else name


def unique(people: list[Author]) -> tuple[Author, ...]:
    """The people in order, each once: one who has the same name or e-mail is completed, not repeated."""
    kept: list[Author] = []
    for one in people:
        if not (one.name or one.email or one.url):
            continue
        for index, other in enumerate(kept):
            if _is_same(one, other):
                kept[index] = _merged(other, one)
                break
        else:
            kept.append(one)
    return tuple(kept)


def _is_same(one: Author, other: Author) -> bool:
    if one.name and other.name:
        return one.name.casefold() == other.name.casefold() and (
            not one.email or not other.email or one.email == other.email
        )
    return bool(one.email) and one.email == other.email


def _merged(first: Author, second: Author) -> Author:
    return make_author(
        first.name or second.name,
        first.email or second.email,
        first.url or second.url,
        first.image_url or second.image_url,
    )
