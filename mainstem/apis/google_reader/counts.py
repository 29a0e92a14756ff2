"""Unread counts."""

from __future__ import annotations

from collections import defaultdict

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.visit import Visit
from mainstem.library import sync

_Row = dict[str, object]


def unread(visit: Visit) -> Answer:
    """``unread-count``: of every feed, folder, label and of all; the newest arrival of each as text."""
    found = sync.counts(visit.library, visit.user)
    rows: list[_Row] = []
    in_folder: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    total = newest = 0
    for one in found.feeds:
        rows.append(_row(named.feed(one.feed_id), one.unread_count, one.newest_id))
        sums = in_folder[found.folders.get(one.folder_id, named.UNFILED)]
        sums[0] += one.unread_count
        sums[1] = max(sums[1], one.newest_id)
        total += one.unread_count
        newest = max(newest, one.newest_id)
    rows += [_row(f"{named.LABEL}{name}", *in_folder[name]) for name in in_folder]
    rows += [
        _row(f"{named.LABEL}{name}", found.label_unread[label_id], newest)
        for label_id, name in found.labels.items()
        if name not in in_folder
    ]
    rows.append(_row(named.READING_LIST, total, newest))
    return of_json({"max": total, "unreadcounts": rows})


def _row(stream: str, count: int, newest_id: int) -> _Row:
    return {"id": stream, "count": count, "newestItemTimestampUsec": str(newest_id)}
