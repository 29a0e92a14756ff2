"""How each stream is looked at: its view, what it shows, its order. Remembered for each, else the reader's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mainstem.accounts.preferences import SORTS
from mainstem.feeds.errors import BadInput
from mainstem.library import accounts
from mainstem.reading import Kind, Order, Show, Stream
from mainstem.web.visit import Visit, remembered

VIEWS = ("normal", "reader", "cards", "panes", "global")
SHOWS = ("unread", "all", "starred", "read", "unread-starred")
_CHOICES: dict[str, tuple[str, ...]] = {
    "view": VIEWS,
    "show": (*SHOWS, "adaptive"),
    "sort": (*SORTS, "relevance"),
    "order": ("newest", "oldest"),
    "stories": ("yes", "no"),
}
_MOST = 500  # streams whose look is remembered; the oldest choice goes first
_WHOLE = (Kind.STARRED, Kind.LABEL, Kind.LABELS)  # show all states, unless the reader wants it otherwise
_ALWAYS_WHOLE = (Kind.HISTORY, Kind.HIDDEN, Kind.SNOOZED)


@dataclass(frozen=True, slots=True)
class Look:
    """How one stream is looked at now."""

    view: str
    show: Show
    sort: Order
    is_ascending: bool
    groups_stories: bool


def of(visit: Visit, stream: Stream) -> Look:
    """The look that the address asks for, else the one that was chosen for this stream, else the reader's own.
    Raises BadInput for a choice that there is not."""
    prefer, kept = visit.preferences, _kept(visit).get(stream.address, {})

    def choice(name: str, own: str) -> str:
        asked = visit.asked(name)
        return check(name, asked) if asked else kept.get(name, own)

    is_main = stream == Stream()
    return Look(
        view=choice("view", prefer.view if is_main or prefer.view != "global" else "normal"),
        show=Show(choice("show", _own_show(visit, stream))),
        sort=Order(choice("sort", prefer.sort)),
        is_ascending=choice("order", prefer.order) == "oldest",
        groups_stories=choice("stories", "yes" if prefer.group_stories else "no") == "yes",
    )


def _own_show(visit: Visit, stream: Stream) -> str:
    is_whole = stream.kind in _WHOLE and not visit.preferences.show_in_favourites
    return "all" if visit.asked("q") or is_whole or stream.kind in _ALWAYS_WHOLE else visit.preferences.show


def check(name: str, value: str) -> str:
    """The choice, if there is such a one. Raises BadInput."""
    if value not in _CHOICES[name]:
        advice = f"Choose one of: {', '.join(_CHOICES[name])}."
        raise BadInput(f"{value[:40]!r} cannot be chosen here.", field=name, advice=advice)
    return value


def keep(visit: Visit, stream: Stream, **choices: str) -> None:
    """Remember what was chosen for a stream."""
    checked = {name: check(name, value) for name, value in choices.items()}
    kept = _kept(visit)
    kept[stream.address] = {**kept.pop(stream.address, {}), **checked}
    recent = dict(list(kept.items())[-_MOST:])
    accounts.prefer(visit.library, visit.reader, extra={**visit.preferences.extra, "views": recent})


def _kept(visit: Visit) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for address, chosen in remembered(visit, "views", {}).items():
        given: dict[Any, Any] = {"view": chosen} if isinstance(chosen, str) else dict(chosen)
        found[address] = {name: value for name, value in given.items() if value in _CHOICES.get(name, ())}
    return found
