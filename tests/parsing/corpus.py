"""Reads the documents of ``tests/parsing/feeds``: what each is to give stands above it, in its first comment.

The comment is cut off before the document is parsed, so that it may be of any kind and encoding:

    <!-- A sentence that says what must hold
    url: https://hill.example/feed
    header: content-type: text/xml; charset=utf-8
    entries[0].title == "Lambs & ewes"
    len(entries) == 2
    -->
    the document

Left of the operator (``==``, ``!=``, ``has``) stands a path from the ParsedFeed, right of it JSON. ``saw`` is
the path where no feed is expected, ``candidates`` one to what ``discover`` finds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mainstem.parsing import NotAFeed, discover, parse

FEEDS = Path(__file__).parent / "feeds"
_LINE = re.compile(r"(len\()?([\w.\[\]-]+)\)?\s*(==|!=|has)\s*(.*)")


@dataclass(frozen=True)
class Case:
    """One document with what is expected of it."""

    sentence: str
    data: bytes
    url: str
    headers: dict[str, str]
    lines: list[str]


def load(path: Path) -> Case:
    comment, _, data = path.read_bytes().partition(b"\n-->\n")
    sentence, *rest = comment.decode("utf-8").removeprefix("<!-- ").splitlines()
    headers = dict(line[8:].split(": ", 1) for line in rest if line.startswith("header: "))
    url = next((line[5:] for line in rest if line.startswith("url: ")), "https://hill.example/feed")
    lines = [line for line in rest if not line.startswith(("header: ", "url: "))]
    return Case(sentence, data, url, headers, lines)


def outcome(case: Case) -> Any:
    """The feed; or what NotAFeed says; or candidates, where those are asked for."""
    if any(line.startswith(("candidates", "len(candidates")) for line in case.lines):
        return {"candidates": discover(case.data, case.url, case.headers)}
    try:
        return parse(case.data, case.url, case.headers)
    except NotAFeed as trouble:
        return {"saw": trouble.saw, "found": trouble.candidates}


def _at(value: Any, path: str) -> Any:
    for name, place in re.findall(r"(\w+)|\[(-?\d+)\]", path):
        if place:
            value = value[int(place)]
        else:
            value = value[name] if isinstance(value, dict) else getattr(value, name)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def differences(case: Case) -> list[str]:
    """Lines that do not hold, each with what there is instead."""
    came = outcome(case)
    assert case.lines, "a document without an expectation"
    return [fault for line in case.lines if (fault := _fault(came, line))]


def _fault(came: Any, line: str) -> str:
    match = _LINE.fullmatch(line)
    assert match, f"no expectation: {line}"
    measure, path, operator, wanted_text = match.groups()
    wanted = json.loads(wanted_text)
    try:
        value = _plain(_at(came, path))
    except (AttributeError, IndexError, KeyError) as trouble:
        return f"{line}   but there is none: {trouble!r} in {str(came)[:300]}"
    value = len(value) if measure else value
    holds = {"==": value == wanted, "!=": value != wanted, "has": operator == "has" and wanted in value}[
        operator
    ]
    return "" if holds else f"{line}   but it is {value!r}"
