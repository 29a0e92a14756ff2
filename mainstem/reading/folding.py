"""Whether the entries of a subscription are folded into stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SWITCH = "fold_stories"  # a setting of subscriptions and folders, and a preference for all others


def does_fold(levels: Iterable[Mapping[str, Any]], preferences: Mapping[str, Any]) -> bool:
    """The nearest level that says anything decides: ``levels`` are those of the subscription and its folders, then
    what the reader said of all subscriptions.
    """
    whole = (*levels, preferences.get("reading") or {})
    said = (level[SWITCH] for level in whole if isinstance(level.get(SWITCH), bool))
    return next(said, preferences.get(SWITCH) is True)
