"""Traces of a document's entries, by which the next document's are recognised before any work is done on them.

Three short hashes an entry: of all that it says, of its guid, of its words. They tell entries that came
again unchanged (most of them, at most polls), and publishers who give each entry a new guid at each poll.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from operator import attrgetter

from mainstem.feeds.parsed import ParsedEntry

_SIZE = 8  # bytes of each hash
_MOST = 5_000  # entries that are remembered; of longer documents the rest is read each time
_CHURN_AT_LEAST = 3
_CHURN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of one entry."""

    whole: bytes
    guid: bytes
    words: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """For each entry: whether it is just the ``same`` as before, and whether it is ``strange`` and must be read.
    One that is neither came again under another guid."""

    same: tuple[bool, ...]
    strange: tuple[bool, ...]
    churned: int


def of(entries: Sequence[ParsedEntry], guids: Sequence[str], policy: int) -> list[Trace]:
    """The traces of a document; ``policy`` is the cleaning's: under another one, everything is read again."""
    return [_of(entry, guid, policy) for entry, guid in zip(entries, guids, strict=True)]


def compare(came: Sequence[Trace], known: bytes) -> Seen:
    """Recognise entries by the traces that were remembered (see ``packed``)."""
    before = _unpacked(known)
    wholes = {trace.whole for trace in before}
    guids = {trace.guid for trace in before}
    words = {trace.words for trace in before}
    same = tuple(trace.whole in wholes for trace in came)
    again = [trace.guid not in guids and trace.words in words for trace in came]
    old = sum(trace.words in words for trace in came)
    is_churn = sum(again) >= max(_CHURN_AT_LEAST, _CHURN_SHARE * old)
    strange = tuple(
        not is_same and not (is_churn and twin) for is_same, twin in zip(same, again, strict=True)
    )
    return Seen(same, strange, sum(again) if is_churn else 0)


def packed(traces: Sequence[Trace]) -> bytes:
    """Traces as they are kept."""
    return b"".join(trace.whole + trace.guid + trace.words for trace in traces[:_MOST])


def _unpacked(known: bytes) -> list[Trace]:
    step = 3 * _SIZE
    return [
        Trace(known[at : at + _SIZE], known[at + _SIZE : at + 2 * _SIZE], known[at + 2 * _SIZE : at + step])
        for at in range(0, len(known) - step + 1, step)
    ]


_WORDS = ("title", "content", "summary", "date_text")
_words = attrgetter(*_WORDS)
_rest = attrgetter(*(field.name for field in fields(ParsedEntry) if field.name not in _WORDS))


def _of(entry: ParsedEntry, guid: str, policy: int) -> Trace:
    words = "\x1f".join(_words(entry))
    return Trace(_hash(f"{policy}\x1f{guid}\x1f{_rest(entry)!r}\x1f{words}"), _hash(guid), _hash(words))


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
