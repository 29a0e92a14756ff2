"""What a rule does, as values; and the one line of text in which they are kept and typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from mainstem.feeds.errors import BadInput

MAX_SNOOZE = timedelta(days=3660)
MAX_ACTIONS = 20
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?", re.IGNORECASE)
_ADVICE = "Write some of: read, star, hide, label:3, snooze:P1D, send:2, notify."


@dataclass(frozen=True, slots=True)
class Read:
    """Mark as read."""


@dataclass(frozen=True, slots=True)
class Star:
    """Star."""


@dataclass(frozen=True, slots=True)
class Hide:
    """Take out of every stream but the hidden ones."""


@dataclass(frozen=True, slots=True)
class PutLabel:
    """Put one of the reader's labels on."""

    label_id: int


@dataclass(frozen=True, slots=True)
class Snooze:
    """Take out of sight until so long after the rule ran."""

    period: timedelta


@dataclass(frozen=True, slots=True)
class Send:
    """Send to an integration of the reader's."""

    integration_id: int


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell the reader at once."""


Action: TypeAlias = Read | Star | Hide | PutLabel | Snooze | Send | Notify
_PLAIN: dict[str, Action] = {"read": Read(), "star": Star(), "hide": Hide(), "notify": Notify()}


def read(text: str) -> tuple[Action, ...]:
    """The actions of ``read, label:3, snooze:P1DT2H``, each once, in their order. Raises BadInput."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        raise BadInput("A rule has to do something.", field="actions", advice=_ADVICE)
    if len(words) > MAX_ACTIONS:
        raise BadInput(f"A rule may do {MAX_ACTIONS} things; this does {len(words)}.", field="actions")
    return tuple(dict.fromkeys(_action(word) for word in words))


def write(actions: tuple[Action, ...]) -> str:
    """The line that ``read`` understands."""
    return ", ".join(_words(action) for action in actions)


def _action(word: str) -> Action:
    name, _, value = (part.strip() for part in word.partition(":"))
    name = name.lower()
    if name in _PLAIN and not value:
        return _PLAIN[name]
    if name in {"label", "send"} and value.isascii() and value.isdigit() and len(value) < 10:
        return PutLabel(int(value)) if name == "label" else Send(int(value))
    if name == "snooze":
        return Snooze(_period(value))
    raise BadInput(f"{word!r} is nothing that a rule can do.", field="actions", advice=_ADVICE)


def _period(text: str) -> timedelta:
    match = _DURATION.fullmatch(text)
    weeks, days, hours, minutes = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    period = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if not timedelta(0) < period <= MAX_SNOOZE:
        raise BadInput(
            f"{text!r} is not a time to snooze.", field="actions", advice="Write P1D, PT6H, P2W or P1DT12H."
        )
    return period


def _words(action: Action) -> str:
    match action:
        case PutLabel(label_id):
            return f"label:{label_id}"
        case Send(integration_id):
            return f"send:{integration_id}"
        case Snooze(period):
            return f"snooze:{_iso(period)}"
        case _:
            return next(name for name, plain in _PLAIN.items() if plain == action)


def _iso(period: timedelta) -> str:
    minutes = period // timedelta(minutes=1)
    days, rest = divmod(minutes, 24 * 60)
    time = "".join(f"{count}{unit}" for count, unit in ((rest // 60, "H"), (rest % 60, "M")) if count)
    return "P" + (f"{days}D" if days else "") + (f"T{time}" if time else "")
