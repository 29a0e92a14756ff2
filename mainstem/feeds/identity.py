"""Which entries of a document are which: one guid for each, however careless the publisher is.

Identity is the publisher's guid; where too many of those are empty or double, the next policy is taken, and
that is told. Source: the unicity criteria that readers know from FreshRSS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mainstem.feeds.entry import digest
from mainstem.feeds.parsed import ParsedEntry

TOLERATED = 0.05  # the share of entries that may be without a good guid


@dataclass(frozen=True, slots=True)
class Identified:
    """A guid for each entry, in their order; the policy that gave them; what is wrong in words, or ""."""

    guids: tuple[str, ...]
    policy: str
    fault: str = ""


def _by_guid(entry: ParsedEntry) -> str:
    return entry.guid or entry.url


def _by_link(entry: ParsedEntry) -> str:
    return entry.url


def _by_link_date(entry: ParsedEntry) -> str:
    return _hashed(entry.url, entry.date_text or str(entry.published_at or ""))


def _by_link_date_title(entry: ParsedEntry) -> str:
    return _hashed(entry.url, entry.date_text or str(entry.published_at or ""), entry.title)


def _by_everything(entry: ParsedEntry) -> str:
    return _hashed(entry.url, entry.date_text or str(entry.published_at or ""), entry.title, entry.html)


POLICIES: dict[str, Callable[[ParsedEntry], str]] = {
    "guid": _by_guid,
    "link": _by_link,
    "link-date": _by_link_date,
    "link-date-title": _by_link_date_title,
    "link-date-title-content": _by_everything,
}
_STEPS = ("guid", "link-date", "link-date-title", "link-date-title-content")


_FORCED = "!"


def joined(policy: str, *, is_forced: bool) -> str:
    """A policy as it is kept with a feed."""
    return f"{policy}{_FORCED}" if is_forced else policy


def split(kept: str) -> tuple[str, bool]:
    """The policy that is kept with a feed, and whether it is forced; "guid" for one that nobody knows."""
    policy = kept.removesuffix(_FORCED)
    return (policy, kept.endswith(_FORCED)) if policy in POLICIES else ("guid", False)


def identify(entries: Sequence[ParsedEntry], feed_url: str, policy: str = "guid") -> Identified:
    """Give each entry its guid by ``policy``, stepping down while more than 5 % are empty or double.

    A forced policy ("link!") holds whatever comes of it. What remains empty or double is told apart by the
    entry's words, so that nothing is lost.
    """
    chosen, is_forced = split(policy)
    steps = [chosen] if is_forced else [chosen, *(step for step in _STEPS if _rank(step) > _rank(chosen))]
    for step in steps:
        guids = [POLICIES[step](entry) for entry in entries]
        if not _is_bad(guids):
            break
    fault = (
        ""
        if step == chosen
        else f"Guids of {feed_url} are missing or double; entries are told apart by {step}."
    )
    return Identified(_told_apart(entries, guids), joined(step, is_forced=is_forced), fault)


def _rank(policy: str) -> int:
    return list(POLICIES).index(policy)


def _is_bad(guids: Sequence[str]) -> bool:
    bad = sum(1 for guid in guids if not guid) + sum(n - 1 for guid, n in Counter(guids).items() if guid)
    return bad > round(len(guids) * TOLERATED) if guids else False


def _told_apart(entries: Sequence[ParsedEntry], guids: Sequence[str]) -> tuple[str, ...]:
    """The first of doubles keeps its guid; the others, and the empty, go by their words."""
    seen: set[str] = set()
    found: list[str] = []
    for entry, guid in zip(entries, guids, strict=True):
        name = guid if guid and guid not in seen else _hashed(guid, entry.url, entry.title, entry.html)
        seen.add(name)
        found.append(name)
    return tuple(found)


def _hashed(*parts: str) -> str:
    return f"urn:mainstem:{digest(chr(31).join(parts))}"
