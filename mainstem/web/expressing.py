"""Search expressions written from the fields of a form, so that nobody has to know the language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 2_000
_HELD = ("feed", "folder", "label")
_OPERATORS = frozenset(("OR", "AND", "NOT", "NEAR"))
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of the form, and what it asks for."""

    name: str
    label: str


WORDS = (
    Piece("all", "All of these words"),
    Piece("phrase", "Just this phrase"),
    Piece("any", "Any of these words"),
    Piece("without", "None of these words"),
    Piece("title", "In the title"),
    Piece("author", "By the author"),
    Piece("url", "In the address"),
    Piece("category", "In the publisher's category"),
)
STATES = (
    ("unread", "Unread"),
    ("read", "Read"),
    ("starred", "Starred"),
    ("labelled", "With a label"),
    ("noted", "With a note"),
    ("hidden", "Hidden"),
)
THINGS = (
    ("image", "a picture"),
    ("video", "a video"),
    ("audio", "something to hear"),
    ("attachment", "a file"),
)
SPANS = (("P1D", "a day"), ("P1W", "a week"), ("P1M", "a month"), ("P1Y", "a year"))
CLOCKS = (("date", "when it arrived"), ("pubdate", "when it was published"))
Ask = Callable[[str], str]


def quoted(value: str) -> str:
    """A value as it can stand in an expression: in quotation marks where it is more than a word; "" where there is
    nothing in it to search for."""
    value = " ".join(value.replace('"', " ").split())
    if not any(letter.isalnum() for letter in value):
        return ""
    return value if value.isalnum() and value.upper() not in _OPERATORS else f'"{value}"'


def written(ask: Ask) -> str:
    """The expression of a form, whose fields ``ask`` gives; "" where nothing was filled in."""
    parts = [*_words(ask), *_held(ask), *_times(ask)]
    parts += [f"is:{ask('state')}"] if ask("state") in dict(STATES) else []
    parts += [f"has:{ask('has')}"] if ask("has") in dict(THINGS) else []
    return " ".join(parts)[:LONGEST]


def _words(ask: Ask) -> list[str]:
    parts = _each(ask("all"))
    parts += [f'"{phrase}"'] if (phrase := quoted(ask("phrase")).strip('"')) else []
    chosen = _each(ask("any"))
    parts += [f"({' OR '.join(chosen)})" if len(chosen) > 1 else chosen[0]] if chosen else []
    parts += [f"-{word}" for word in _each(ask("without"))]
    fields = {"title": "intitle:", "author": "author:", "url": "inurl:", "category": "#"}
    return parts + [f"{sign}{value}" for name, sign in fields.items() if (value := quoted(ask(name)))]


def _each(words: str) -> list[str]:
    return [value for word in words.split() if (value := quoted(word))]


def _held(ask: Ask) -> list[str]:
    return [f"{name}:{value}" for name in _HELD if (value := quoted(ask(name)))]


def _times(ask: Ask) -> list[str]:
    clock = ask("clock") if ask("clock") in dict(CLOCKS) else "date"
    since, until = (day if _DAY.fullmatch(day := ask(name)) else "" for name in ("since", "until"))
    if since or until:
        return [f"{clock}:{since}/{until}"]
    return [f"{clock}:{ask('within')}"] if ask("within") in dict(SPANS) else []
