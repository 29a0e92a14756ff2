"""Stream ids: which entries ``feed/7``, ``user/-/label/News`` and the states mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mainstem.apis.google_reader.visit import Visit
from mainstem.library import sync
from mainstem.reading.sync import Part, Test

STATE = "user/-/state/com.google/"
LABEL = "user/-/label/"
READING_LIST = f"{STATE}reading-list"
READ, STARRED, KEPT_UNREAD = f"{STATE}read", f"{STATE}starred", f"{STATE}kept-unread"
UNFILED = "Uncategorized"  # where apps see what is in no folder

_OWN = re.compile(r"user/[^/]+/(label|state/com\.google)/(.+)", re.DOTALL)
_SHORT = re.compile(r"(?:user/[^/]+/)?(?:state/com\.google/)?([a-z-]+)")
_MERGED = re.compile(r"(https?):/(?=[^/])", re.IGNORECASE)  # a proxy's work
_STATES = {
    "reading-list": Part(Test.ALL),
    "read": Part(Test.READ),
    "starred": Part(Test.STARRED),
    "kept-unread": Part(Test.UNREAD),
    "unread": Part(Test.UNREAD),
    "fresh": Part(Test.UNREAD),
}
NOTHING = Part(Test.IN_FEEDS)


@dataclass(frozen=True, slots=True)
class Named:
    """What a stream id names: the entries, and the id as it is written in answers."""

    id: str
    part: Part
    is_known: bool = True


def feed(feed_id: int) -> str:
    """The id of a feed's stream."""
    return f"feed/{feed_id}"


def state_or_label(text: str) -> str:
    """``user/<anything>/…`` with ``-`` for the user; other text as it is."""
    match = _OWN.fullmatch(text)
    return f"user/-/{match[1]}/{match[2]}" if match else text


def label_name(text: str) -> str | None:
    """The name in ``user/-/label/<name>``, or None."""
    match = _OWN.fullmatch(text)
    return match[2] if match and match[1] == "label" else None


def find(visit: Visit, text: str) -> Named:
    """What a stream id names, for this reader; not known: no entry fits."""
    name = label_name(text)
    if name is not None:
        return _label(visit, name)
    if text.startswith("feed/"):
        return _feed(visit, text)
    match = _OWN.fullmatch(text) or _SHORT.fullmatch(text)
    state = match[match.lastindex or 1] if match else ""
    part = _STATES.get(state)
    return Named(f"{STATE}{state}", part) if part else Named(text, NOTHING, is_known=False)


def feed_id(visit: Visit, text: str) -> int | None:
    """The feed of ``feed/<number>`` or ``feed/<address>``, the word perhaps repeated; None: not followed."""
    while text.startswith("feed/"):
        text = text.removeprefix("feed/")
    if text.isascii() and text.isdecimal():
        number = int(text) if len(text) < 10 else 0
        return number if sync.follows(visit.library, visit.user, number) else None
    url = _MERGED.sub(r"\1://", text, count=1)
    return sync.feed_id_of(visit.library, visit.user, url)


def _feed(visit: Visit, text: str) -> Named:
    found = feed_id(visit, text)
    if found is None:
        return Named(text, NOTHING, is_known=False)
    return Named(feed(found), Part(Test.IN_FEEDS, (found,)))


def _label(visit: Visit, name: str) -> Named:
    """Folders and labels share one name space: a folder comes first. Some write a plus for a space in a path."""
    outline = sync.names(visit.library, visit.user)
    if "+" in name and all(one_named(one, name) is None for one in (outline.folders, outline.labels)):
        name = name.replace("+", " ")
    folder_id = one_named(outline.folders, name)
    if folder_id is not None or name == UNFILED:
        feeds = sync.feeds_in(visit.library, visit.user, folder_id or 0)
        if folder_id and name == UNFILED:
            feeds += sync.feeds_in(visit.library, visit.user, 0)
        return Named(f"{LABEL}{name}", Part(Test.IN_FEEDS, feeds))
    label_id = one_named(outline.labels, name)
    if label_id is None:
        return Named(f"{LABEL}{name}", NOTHING, is_known=False)
    return Named(f"{LABEL}{name}", Part(Test.LABELLED, (label_id,)))


def one_named(names: dict[int, str], name: str) -> int | None:
    """The id of that name, written alike or in another case."""
    folded = name.casefold()
    alike = [one for one, had in names.items() if had.casefold() == folded]
    return next((one for one in alike if names[one] == name), alike[0] if alike else None)
