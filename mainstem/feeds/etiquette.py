"""Our own manners, told from the rows of the polls: each count should be nought.

The faults are those that publishers count (Rachel Kroll's feed reader score): requests without validators
where there were some, validators that were made up or are out of date, and polls before their time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from mainstem.feeds.poll import Poll
from mainstem.feeds.polling import UNCONDITIONAL_EVERY

_SLACK = timedelta(seconds=2)
_PAIRS = (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
_BY_WISH = frozenset(("hand", "push"))


@dataclass(frozen=True, slots=True)
class Etiquette:
    """How many requests were made, and how many of them were ill-mannered."""

    requests: int = 0
    unconditional: int = 0
    made_up: int = 0
    stale: int = 0
    early: int = 0

    @property
    def faults(self) -> int:
        """All that is wrong."""
        return self.unconditional + self.made_up + self.stale + self.early

    def __add__(self, other: Etiquette) -> Etiquette:
        return Etiquette(
            self.requests + other.requests,
            self.unconditional + other.unconditional,
            self.made_up + other.made_up,
            self.stale + other.stale,
            self.early + other.early,
        )


def audit(polls: Sequence[Poll]) -> Etiquette:
    """Look at the polls of one feed, oldest first."""
    total = Etiquette()
    seen: dict[str, set[str]] = {"etag": set(), "last-modified": set()}
    newest: dict[str, str] = {}
    last: Poll | None = None
    whole_at = None
    for poll in polls:
        is_whole = not poll.sent
        may_be_whole = whole_at is None or poll.polled_at - whole_at >= UNCONDITIONAL_EVERY
        if last is not None:
            total += Etiquette(
                requests=1,
                unconditional=int(is_whole and bool(newest) and not may_be_whole),
                made_up=_count(poll, seen),
                stale=_stale(poll, newest, seen),
                early=int(_is_early(poll, last)),
            )
        else:
            total += Etiquette(requests=1)
            seen = {received: {poll.sent[sent]} if sent in poll.sent else set() for sent, received in _PAIRS}
        whole_at = poll.polled_at if is_whole and poll.status else whole_at
        newest = _newest(poll, newest)
        for name, value in newest.items():
            seen[name].add(value)
        last = poll
    return total


def total(feeds: Iterable[Sequence[Poll]]) -> Etiquette:
    """The sum over several feeds."""
    return sum((audit(polls) for polls in feeds), Etiquette())


def _newest(poll: Poll, before: dict[str, str]) -> dict[str, str]:
    if poll.status == 304:
        return {**before, **poll.got}
    return dict(poll.got) if 200 <= poll.status < 300 and not poll.words else before


def _count(poll: Poll, seen: dict[str, set[str]]) -> int:
    return int(any(sent in poll.sent and poll.sent[sent] not in seen[got] for sent, got in _PAIRS))


def _stale(poll: Poll, newest: dict[str, str], seen: dict[str, set[str]]) -> int:
    return int(
        any(
            sent in poll.sent
            and poll.sent[sent] in seen[got]
            and newest.get(got, poll.sent[sent]) != poll.sent[sent]
            for sent, got in _PAIRS
        )
    )


def _is_early(poll: Poll, last: Poll) -> bool:
    is_wished = poll.cause in _BY_WISH
    return not is_wished and last.due_at is not None and poll.polled_at < last.due_at - _SLACK
