"""Elements written as text, escaped, without the signs that XML cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from mainstem.reading.opml.writer import possible


def escaped(text: str) -> str:
    """Text as it may stand between tags and in quoted attributes."""
    return escape(possible(text))


def element(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """An element with text; without, an empty one. Attributes without a value are left out."""
    said = "".join(f' {key}="{escaped(value)}"' for key, value in (attributes or {}).items() if value)
    return f"<{name}{said}>{escaped(text)}</{name}>" if text else f"<{name}{said}/>"
