"""Which languages there are, and which one a person gets."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mainstem.languages.catalogue import Catalogue, english, read
from mainstem.languages.words import Calendar, Words

_HERE = Path(__file__).parent
_ENGLISH = Catalogue({}, english)


@cache
def tags() -> tuple[str, ...]:
    """The languages that have a catalogue, as BCP 47 tags; English needs none."""
    return ("en", *sorted(path.stem for path in _HERE.glob("*.po")))


@cache
def words(tag: str) -> Words:
    """The words of one of ``tags()``."""
    text = "" if tag == "en" else (_HERE / f"{tag}.po").read_text("utf-8")
    return Words(tag, read(text) if text else _ENGLISH, _calendars()[tag])


@cache
def _calendars() -> dict[str, Calendar]:
    kept: dict[str, dict[str, Any]] = json.loads((_HERE / "calendars.json").read_text("utf-8"))
    return {
        tag: Calendar(**{name: _frozen(value) for name, value in one.items()}) for tag, one in kept.items()
    }


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def choose(preferred: str, accept_language: str = "") -> Words:
    """The language a person chose, or the best of what their browser asks for (RFC 9110 §12.5.4)."""
    for wanted in (preferred, *_asked(accept_language)):
        if found := _match(wanted):
            return words(found)
    return words("en")


def _asked(header: str) -> list[str]:
    ranked = []
    for place, part in enumerate(header[:1000].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        ranked.append((-_number(quality), place, tag.strip()))
    return [tag for rank, _, tag in sorted(ranked) if rank]


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


# Chinese is asked for by country, and kept by script
_SCRIPTS = {
    **dict.fromkeys(("zh", "zh-cn", "zh-sg"), "zh-Hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-Hant"),
}


def _match(wanted: str) -> str:
    wanted = _SCRIPTS.get(wanted.lower(), wanted).lower()
    known = {tag.lower(): tag for tag in tags()}
    while wanted:
        if wanted in known:
            return known[wanted]
        wanted = wanted.rpartition("-")[0]
    return ""
