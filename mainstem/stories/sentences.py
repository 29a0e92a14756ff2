"""Where sentences begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_TEXT = 100_000
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]+[」』）]*|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr|No|vs|Inc|Corp"
    r"|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Nr|bzw|ca|etc|e\.g|i\.e|[Mm]m?e|M)\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` as it stands from ``start`` on, without white space around it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the sentence ends."""
        return self.start + len(self.text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text; line ends end them, full stops of abbreviations do not."""
    text = text[:LONGEST_TEXT]
    found: list[Sentence] = []
    at = 0
    for match in _END.finditer(text):
        is_line_end = match.group()[0] == "\n"
        if not is_line_end and _continues(text, match, at):
            continue
        _add(found, text, at, match.end())
        at = match.end()
    _add(found, text, at, len(text))
    return found


def _continues(text: str, match: re.Match[str], at: int) -> bool:
    if match.group() != "." or not _ABBREVIATION.search(text[max(at, match.start() - 12) : match.end()]):
        return False
    following = text[match.end() : match.end() + 40].lstrip()
    is_initials = bool(re.search(r"[A-Za-z]\.[A-Za-z]\.$", text[max(at, match.end() - 4) : match.end()]))
    return not (
        is_initials
        and re.match(r"(?:The|A|An|In|On|He|She|It|They|But|And|We|His|Her|At|After|That|This)\b", following)
    )


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        found.append(Sentence(start + len(piece) - len(piece.lstrip()), stripped))
