"""How long something takes, in words of the reader's language."""

from __future__ import annotations

from mainstem.languages import Words

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def span(words: Words, seconds: float) -> str:
    """A rounded duration: 3 minutes, 2 hours, 5 days."""
    if seconds < _MINUTE:
        return words.text("less than a minute")
    if seconds < _HOUR:
        return words.count("{n} minute", "{n} minutes", round(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return words.count("{n} hour", "{n} hours", round(seconds / _HOUR))
    return words.count("{n} day", "{n} days", round(seconds / _DAY))
