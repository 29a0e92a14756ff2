"""Dot notation on JSON: ``a.b[0].c``, ``$`` for the root, parts joined by ``&``, quoted strings."""

from __future__ import annotations

import re
from typing import Any

from mainstem.feeds.errors import BadInput
from mainstem.parsing.jsonfeed import text

_STEP = re.compile(r"\.?(?:([^.\[\]&\"']+)|\[\s*(-?\d+)\s*\]|\[\s*(?:\"([^\"]*)\"|'([^']*)')\s*\])")
_PART = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([^&]+?))\s*(?:&|$)")
_ROOTS = ("", "$", ".")


def steps(path: str) -> list[str | int]:
    """The keys and places that lead from a value to another. Raises BadInput for a path that is none."""
    path = path.strip()
    if path in _ROOTS:
        return []
    path = path.removeprefix("$").removeprefix(".") if path.startswith("$") else path
    found: list[str | int] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or match.end() == at:
            raise BadInput(
                f"“{path}” is no path in dot notation.", advice="Write it like data.posts[0].title."
            )
        key = next((group for group in (match[1], match[3], match[4]) if group is not None), None)
        found.append(key.strip() if key is not None else int(match[2]))
        at = match.end()
    return found


def value(document: Any, path: str) -> Any:
    """What stands at the path; None where nothing does."""
    for step in steps(path):
        if isinstance(step, int):
            is_there = isinstance(document, list) and -len(document) <= step < len(document)
            document = document[step] if is_there else None
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def parts(expression: str) -> list[tuple[bool, str]]:
    """The parts of a joined expression: (is a literal, literal or path)."""
    found = []
    for double, single, path in _PART.findall(expression.strip()):
        found.append((not path, path or double or single))
    return found


def string(document: Any, expression: str) -> str:
    """A joined expression as text; "" where one of its paths leads nowhere."""
    if not expression.strip():
        return ""
    pieces = []
    for is_literal, part in parts(expression):
        piece = part if is_literal else _joined(value(document, part))
        if not piece and not is_literal:
            return ""
        pieces.append(piece)
    return "".join(pieces)


def _joined(found: Any) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, list):
        return " ".join(filter(None, (text(one) for one in found)))
    return text(found)


def strings(document: Any, expression: str) -> tuple[str, ...]:
    """The texts of a list, or those of a text with commas."""
    parsed = parts(expression)
    if len(parsed) == 1 and not parsed[0][0]:
        found = value(document, parsed[0][1])
        if isinstance(found, list):
            names = (text(one) or (text(one.get("name")) if isinstance(one, dict) else "") for one in found)
            return tuple(filter(None, names))
    return tuple(word.strip() for word in string(document, expression).split(",") if word.strip())
