"""Options as they are stored with a feed: JSON values, read leniently so that old rows stay readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mainstem.fetching.request import NO_OPTIONS, Options

_NAMES = frozenset(field.name for field in fields(Options))


def read(stored: Mapping[str, Any]) -> Options:
    """The Options of a stored JSON object; names that are not known are left out."""
    if not stored:
        return NO_OPTIONS
    values = {name: value for name, value in stored.items() if name in _NAMES}
    if "headers" in values:
        headers = values["headers"]
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        values["headers"] = tuple((str(name), str(value)) for name, value in pairs)
    return Options(**values)


def written(options: Options) -> dict[str, Any]:
    """A JSON object that leaves out what is as it is by default."""
    values = {name: getattr(options, name) for name in sorted(_NAMES)}
    kept = {name: value for name, value in values.items() if value != getattr(NO_OPTIONS, name)}
    if "headers" in kept:
        kept["headers"] = [list(pair) for pair in kept["headers"]]
    return kept
