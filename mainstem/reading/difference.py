"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

MAX_WORDS = 20_000  # of each version; beyond, the whole is shown as replaced
_PIECE = re.compile(r"\s+|[^\W_]+|\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``kind`` is same, added or removed."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make ``after`` (same and added) and ``before`` (same and removed), in their order."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) > MAX_WORDS or len(new) > MAX_WORDS:
        return tuple(piece for piece in (Piece("removed", before), Piece("added", after)) if piece.text)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=len(old) + len(new) > 2_000)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[from_old:to_old])))
            continue
        pieces.append(Piece("removed", "".join(old[from_old:to_old])))
        pieces.append(Piece("added", "".join(new[from_new:to_new])))
    return tuple(piece for piece in pieces if piece.text)
