"""What could come next where a reader is typing an expression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mainstem.search import folding
from mainstem.search.operators import STATES, THINGS
from mainstem.search.parser import NAMES, ORDERS

MAX_SUGGESTIONS = 12
_CHOICES: dict[str, Sequence[str]] = {
    "is": STATES,
    "has": THINGS,
    "sort": tuple(ORDERS),
    "lang": ("en", "de", "fr", "es", "it", "nl", "pt", "ru", "ja", "zh"),
    "length": (">2000", "<500", "<3min", ">10min"),
    "date": ("P1D", "P1W", "P1M", "/P1M"),
    "pubdate": ("P1D", "P1W", "P1M", "/P1M"),
    "userdate": ("PT1H", "P1D", "P1W"),
    "mdate": ("PT1H", "P1D", "P1W"),
}
# Whose names the reader's own things are: the keys of what ``suggest`` is given.
_OWN = {
    "label": ("label",),
    "labels": ("label",),
    "feed": ("feed",),
    "folder": ("folder",),
    "in": ("folder", "feed", "label"),
    "search": ("search",),
    "author": ("author",),
    "#": ("category",),
}
_QUOTED_ALWAYS = set(" ()\"'")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` would replace what stands from ``start`` to ``end``."""

    text: str
    start: int
    end: int


def suggest(text: str, cursor: int, own: Mapping[str, Sequence[str]]) -> tuple[Suggestion, ...]:
    """Continuations of the word at ``cursor``, best first.

    ``own`` holds the reader's names, most used first, under label, feed, folder, search, author, category.
    """
    start = _word_start(text, min(max(cursor, 0), len(text)))
    typed = text[start:cursor]
    sign = typed[:1] if typed[:1] in ("!", "-") else ""
    start += len(sign)
    name, value = _operator(typed[len(sign) :])
    if name:
        choices = _values(name, value, own)
        prefix = "#" if name == "#" else f"{name}:"
        made = [prefix + _quoted(choice, name) for choice in choices]
    else:
        made = [f"{each}:" for each in sorted(NAMES - {"#"}) if value and each.startswith(value.lower())]
    return tuple(Suggestion(each, start, cursor) for each in made[:MAX_SUGGESTIONS])


def _word_start(text: str, cursor: int) -> int:
    """Where the word at the cursor begins; quotation marks keep spaces inside."""
    start, is_quoted = 0, False
    for at, sign in enumerate(text[:cursor]):
        if sign == '"':
            is_quoted = not is_quoted
        elif not is_quoted and (sign.isspace() or sign in "()"):
            start = at + 1
    return start


def _operator(word: str) -> tuple[str, str]:
    if word.startswith("#"):
        return "#", word[1:].replace("+", " ")
    name, colon, value = word.partition(":")
    if colon and name.lower() in NAMES:
        return name.lower(), value
    return "", word


def _values(name: str, typed: str, own: Mapping[str, Sequence[str]]) -> list[str]:
    wanted = folding.fold(typed.lstrip('"'))
    known = [*_CHOICES.get(name, ()), *(each for kind in _OWN.get(name, ()) for each in own.get(kind, ()))]
    unique = list(dict.fromkeys(known))
    begins = [each for each in unique if folding.fold(each).startswith(wanted)]
    inside = [each for each in unique if wanted in folding.fold(each) and each not in begins]
    return begins + inside


def _quoted(choice: str, name: str) -> str:
    if name == "#" and not _QUOTED_ALWAYS & set(choice) - {" "}:
        return choice.replace(" ", "+")
    return f'"{choice}"' if _QUOTED_ALWAYS & set(choice) else choice
