"""Unread counts."""

from __future__ import annotations

from collections import defaultdict

from mainstem.apis.answers import JSON, Answer, dumps
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.visit import Visit
from mainstem.library import sync
from mainstem.library.sync import Counts

_Sum = tuple[int, int]  # how many are unread, and the newest entry's id (0: none)


def unread(visit: Visit) -> Answer:
    """``unread-count``: of every feed, folder, label and of all; the newest arrival of each as text."""
    found = sync.counts(visit.library, visit.user)
    # written by hand: rows of thousands of feeds hold nothing that would have to be escaped
    feeds = [
        f'{{"id":"feed/{feed_id}","count":{count},"newestItemTimestampUsec":"{newest_id}"}}'
        for feed_id, _, count, newest_id in found.feeds
    ]
    groups = _folders(found)
    total = sum(count for count, _ in groups.values())
    newest = max((newest_id for _, newest_id in groups.values()), default=0)
    for label_id, name in found.labels.items():
        groups.setdefault(name, (found.label_unread[label_id], newest))
    rows = [*feeds, *(_row(f"{named.LABEL}{name}", *groups[name]) for name in groups)]
    rows.append(_row(named.READING_LIST, total, newest))
    return Answer(f'{{"max":{total},"unreadcounts":[{",".join(rows)}]}}'.encode(), 200, (JSON,))


def _folders(found: Counts) -> dict[str, _Sum]:
    """Every folder by its name; what is in none has a name too, which a folder may have as well."""
    counts: dict[int, int] = defaultdict(int)
    newest: dict[int, int] = defaultdict(int)
    for _, folder_id, count, newest_id in found.feeds:
        counts[folder_id] += count
        newest[folder_id] = max(newest[folder_id], newest_id)
    sums: dict[str, _Sum] = dict.fromkeys(found.folders.values(), (0, 0))
    for folder_id, count in counts.items():
        name = found.folders.get(folder_id, named.UNFILED)
        had = sums.get(name, (0, 0))
        sums[name] = had[0] + count, max(had[1], newest[folder_id])
    return sums


def _row(stream: str, count: int, newest_id: int) -> str:
    row = {"id": stream, "count": count, "newestItemTimestampUsec": str(newest_id)}
    return dumps(row).decode()
