"""What the keyboard does: every command with its usual key, and the keys that a reader chose instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

_KEY = re.compile(r"(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:[^\s+]|\+|[A-Z][A-Za-z0-9]{1,11})")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does. ``usual`` is written like ``Shift+j``; "" where it has no key at first."""

    name: str
    usual: str
    meaning: str


COMMANDS = (
    Command("next", "j", "Open the next entry"),
    Command("previous", "k", "Open the previous entry"),
    Command("next-unread", "h", "Open the next unread entry"),
    Command("first", "Home", "Open the first entry"),
    Command("last", "End", "Open the last entry"),
    Command("step", "n", "Go to the next entry without opening it"),
    Command("step-back", "p", "Go to the previous entry without opening it"),
    Command("toggle", "c", "Open or close this entry"),
    Command("read", "r", "Mark this entry as read or unread"),
    Command("read-above", "Alt+r", "Mark this entry and all above it as read"),
    Command("read-below", "Alt+b", "Mark this entry and all below it as read"),
    Command("read-all", "Shift+r", "Mark the whole stream as read"),
    Command("star", "f", "Add to favourites or remove"),
    Command("label", "l", "Label this entry"),
    Command("later", "z", "Put this entry off"),
    Command("note", "e", "Write a note on this entry"),
    Command("site", "Space", "Open the original"),
    Command("share", "s", "Share this entry"),
    Command("play", "v", "Play or pause"),
    Command("pictures", "i", "Look at the pictures"),
    Command("menu", ".", "Show what can be done with this entry"),
    Command("full", "t", "Fetch the full text"),
    Command("next-feed", "Shift+j", "Go to the next feed"),
    Command("previous-feed", "Shift+k", "Go to the previous feed"),
    Command("next-unread-feed", "Shift+h", "Go to the next feed with unread entries"),
    Command("first-feed", "Shift+Home", "Go to the first feed"),
    Command("last-feed", "Shift+End", "Go to the last feed"),
    Command("next-folder", "Alt+j", "Go to the next folder"),
    Command("previous-folder", "Alt+k", "Go to the previous folder"),
    Command("next-unread-folder", "Alt+h", "Go to the next folder with unread entries"),
    Command("first-folder", "Alt+Home", "Go to the first folder"),
    Command("last-folder", "Alt+End", "Go to the last folder"),
    Command("main", "g", "Go to the main stream"),
    Command("refresh", "q", "Ask for new entries"),
    Command("top", "y", "Go to the top of this entry"),
    Command("more", "m", "Load more"),
    Command("search", "a", "Search"),
    Command("queries", "u", "Saved searches"),
    Command("palette", "Ctrl+k", "Go to anything"),
    Command("sidebar", "b", "Show or hide the feeds"),
    Command("view-normal", "1", "Normal view"),
    Command("view-global", "2", "Global view"),
    Command("view-reader", "3", "Reader view"),
    Command("view-cards", "4", "Cards view"),
    Command("view-panes", "5", "Three-pane view"),
    Command("close", "Escape", "Close what is open"),
    Command("help", "?", "Show all keys"),
    Command("help-too", "F1", "Show all keys"),
)


def chosen(kept: Mapping[str, str]) -> dict[str, str]:
    """The key of every command: the reader's own, or the usual one."""
    return {one.name: kept.get(one.name, one.usual) for one in COMMANDS}


def is_key(text: str) -> bool:
    """Whether this is the name of a key, or nothing, which takes the key away."""
    return not text or _KEY.fullmatch(text) is not None


def conflicts(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys that would do more than one thing, with the commands they would do."""
    used: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        if key:
            used[key].append(name)
    return {key: names for key, names in used.items() if len(names) > 1}
