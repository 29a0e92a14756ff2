"""What is said in an episode, and its chapters, from the files that a feed names for them.

Forms: WebVTT, SubRip, the JSON, HTML and plain text of Podcasting 2.0; chapters as JSON of the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import Any

from mainstem.feeds.errors import BadInput
from mainstem.feeds.parsed import Chapter

MOST = 20_000  # lines of a transcript
_LONGEST = 400  # characters of a paragraph made of short lines
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)"
_CUE = re.compile(rf"^\s*{_TIME}\s*-->", re.MULTILINE)
_VOICE = re.compile(r"^<v(?:\.[^ >]*)?\s+([^>]{1,100})>")
_SPOKEN = re.compile(r"^(?:>>\s*)?([^\s:][^:<>]{0,40}):\s+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a transcript; without a time where the file gives none."""

    starts_after_seconds: float | None
    speaker: str
    text: str


def transcript(data: bytes, mime_type: str) -> tuple[Said, ...]:
    """What is said, in paragraphs. Raises BadInput where nothing can be read."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "json" in mime_type or text.lstrip()[:1] in ("{", "["):
        lines = _json(text)
    elif _CUE.search(text):
        lines = _cues(text)
    elif "html" in mime_type or text.lstrip()[:1] == "<":
        lines = _html(text)
    else:
        lines = (Said(None, "", " ".join(part.split())) for part in text.split("\n\n"))
    found = tuple(_joined(islice((one for one in lines if one.text), MOST)))
    if not found:
        raise BadInput("This transcript cannot be read.")
    return found


def chapters(data: bytes) -> tuple[Chapter, ...]:
    """Chapters of JSON (podcast:chapters 1.2), without those that the table of contents leaves out. Raises
    BadInput."""
    found = []
    for one in islice(_list(_loaded(data.decode("utf-8-sig", "replace")), "chapters"), 1000):
        start = _start(one)
        if start is not None and one.get("toc") is not False:
            found.append(Chapter(start, *(_text(one.get(name)) for name in ("title", "url", "img"))))
    if not found:
        raise BadInput("These chapters cannot be read.")
    return tuple(found)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _list(value: Any, name: str) -> list[dict[str, Any]]:
    held = value.get(name) if isinstance(value, dict) else value
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _start(one: dict[str, Any]) -> float | None:
    start = one.get("startTime")
    return float(start) if isinstance(start, (int, float)) and 0 <= start < 1e7 else None


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _json(text: str) -> Iterator[Said]:
    for one in _list(_loaded(text), "segments"):
        yield Said(_start(one), _text(one.get("speaker")), _text(one.get("body")))


def _cues(text: str) -> Iterator[Said]:
    """Cues of WebVTT and SubRip: blocks of lines, one of which is the time."""
    for block in re.split(r"\n[ \t]*\n", text):
        match = _CUE.search(block)
        if match is None:
            continue
        said = " ".join(block[match.end() :].split("\n")[1:]).strip()
        voice = _VOICE.match(said)
        plain = " ".join(unescape(_TAG.sub("", said)).split())
        spoken = None if voice else _SPOKEN.match(plain)
        speaker = voice[1] if voice else spoken[1] if spoken else ""
        yield Said(_seconds(match.groups()), speaker, plain[spoken.end() :] if spoken else plain)


def _html(text: str) -> Iterator[Said]:
    """``cite`` names who speaks, ``time`` says when, ``p`` holds what is said."""
    speaker, seconds = "", None
    for name, held in re.findall(r"<(cite|time|p)\b[^>]*>(.*?)(?=</?(?:cite|time|p)\b|\Z)", text, re.DOTALL):
        plain = " ".join(unescape(_TAG.sub("", held.replace("<br", " <br"))).split())
        if name == "cite":
            speaker = plain.removesuffix(":")
        elif name == "time":
            match = re.fullmatch(_TIME, plain)
            seconds = _seconds(match.groups()) if match else None
        else:
            yield Said(seconds, speaker, plain)


def _seconds(parts: Iterable[str | None]) -> float:
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    return hours * 3600 + minutes * 60 + seconds


def _joined(lines: Iterable[Said]) -> Iterator[Said]:
    """Short lines of one speaker as paragraphs that end with a sentence."""
    held: Said | None = None
    for one in lines:
        goes_on = held is not None and one.speaker in ("", held.speaker) and not _is_full(held)
        if held is not None and goes_on and one.starts_after_seconds is not None:
            held = replace(held, text=f"{held.text} {one.text}")
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _is_full(said: Said) -> bool:
    is_sentence = said.text.endswith((".", "!", "?", "…", "。", "！", "？", "۔", "؟"))
    return len(said.text) > _LONGEST or (is_sentence and len(said.text) > _LONGEST // 3)
