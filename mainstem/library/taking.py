"""Taking in what other readers export: starred and labelled entries, lists of addresses.

Portions are kept one after the other: an import that was stopped is run again and takes what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from mainstem import content
from mainstem.accounts.user import User
from mainstem.feeds.entry import CleanEntry, Enclosure, digest
from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError
from mainstem.library import imports
from mainstem.library.context import Library
from mainstem.library.folders import LONGEST_NAME
from mainstem.library.subscribing import address, follow
from mainstem.reading import opml, takeout
from mainstem.reading.takeout import TakenEntry
from mainstem.refresh.reading import url_key
from mainstem.storage import Connection, feeds, importing, labels, subscriptions
from mainstem.storage.importing import Had

PORTION = 200
UNKNOWN_FEED = "https://imported.invalid/feed"  # what had no feed: a muted one that is never asked (RFC 6761)
MOST_FAULTS = 200

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Taken:
    """What came of an import: entries ``new``, ``known`` before, feeds ``followed`` newly; ``faults`` says in
    words what could not be taken and why."""

    new: int = 0
    known: int = 0
    followed: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        """Note what could not be taken; the first some hundreds are enough."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(sentence)


def nothing(_done: int, _whole: int) -> None:
    """Progress that nobody looks at."""


def take(library: Library, user: User, data: bytes, progress: Progress = nothing) -> Taken:
    """Take in whatever file of another reader this is: OPML, JSON, XML or a list. Raises BadFile."""
    if _is_opml(data):
        done = imports.import_opml(library, user, data)
        return Taken(known=0, followed=done.added, faults=list(done.faults))
    came = takeout.read(data)
    taken = Taken(faults=list(came.faults))
    if came.feed_urls:
        listed = opml.OpmlList(subscriptions=tuple(opml.OpmlFeed(url) for url in came.feed_urls))
        done = imports.import_opml(library, user, opml.write(listed))
        taken.followed += done.added
        taken.faults += done.faults
    take_entries(library, user, came.entries, taken, progress)
    return taken


def _is_opml(data: bytes) -> bool:
    start = data[:4096].lower()
    return b"<opml" in start or (b"<outline" in start and b"<article" not in start)


def take_entries(
    library: Library, user: User, came: Sequence[TakenEntry], taken: Taken, progress: Progress = nothing
) -> None:
    """Keep entries with their states, feed by feed; feeds that are not followed yet are now."""
    grouped: dict[str, list[TakenEntry]] = {}
    for one in came:
        grouped.setdefault(one.feed_url, []).append(one)
    done = 0
    for feed_url, of_feed in grouped.items():
        for start in range(0, len(of_feed), PORTION):
            portion = of_feed[start : start + PORTION]
            try:
                with library.database.write() as connection:
                    _take_portion(library, connection, user, feed_url, portion, taken)
            except MainstemError as trouble:
                taken.fault(f"{len(portion)} entries of {feed_url or 'no feed'}: {trouble}")
            done += len(portion)
            progress(done, len(came))


def _take_portion(
    library: Library,
    connection: Connection,
    user: User,
    feed_url: str,
    portion: Sequence[TakenEntry],
    taken: Taken,
) -> None:
    feed_id, is_new = _feed(library, connection, user, feed_url, portion[0])
    nameless = [one.url for one in portion if one.url and not one.guid]
    guids = importing.guids_by_url(connection, feed_id, nameless)
    pairs = [
        (clean(replace(one, guid=one.guid or guids.get(one.url, ""))), _had(connection, user, one))
        for one in portion
        if one.url or one.guid or one.title
    ]
    new, known = importing.bring(connection, user.id, feed_id, pairs, library.now())
    taken.new, taken.known, taken.followed = taken.new + new, taken.known + known, taken.followed + is_new


def _feed(
    library: Library, connection: Connection, user: User, feed_url: str, one: TakenEntry
) -> tuple[int, bool]:
    """The feed of an address, followed from now on; what has no feed goes to one that is never asked."""
    try:
        url = address(feed_url) if feed_url else UNKNOWN_FEED
    except BadInput:
        url = UNKNOWN_FEED
    title = one.feed_title if url != UNKNOWN_FEED else "Imported"
    feed = feeds.add(connection, url, library.now(), title=title[:LONGEST_NAME], site_url=one.site_url)
    try:
        held = follow(connection, user, feed, library.now())
    except AlreadyExists:
        return feed.id, False
    if url == UNKNOWN_FEED:
        subscriptions.change(connection, held, {"is_muted": True})
    return feed.id, True


def _had(connection: Connection, user: User, one: TakenEntry) -> Had:
    names = (" ".join(name.split())[:LONGEST_NAME] for name in one.labels)
    label_ids = tuple(labels.add(connection, user.id, name) for name in names if name)
    return Had(one.is_read, one.is_starred, label_ids, one.note)


def clean(one: TakenEntry) -> CleanEntry:
    """The entry as it is kept: cleaned like any other; its guid is the publisher's, or its address."""
    url = one.url if one.url.startswith(("http://", "https://")) else ""
    html = content.clean(one.html, url or one.site_url or one.feed_url)
    text = content.text(html)
    return CleanEntry(
        guid=one.guid or url or f"imported:{digest(one.title + text)}",
        url=url,
        title=one.title or text[:75] or url,
        html=html,
        text=text,
        authors=one.authors,
        categories=one.categories,
        enclosures=tuple(Enclosure(each) for each in _web(one.enclosure_urls)),
        published_at=one.published_at if one.published_at and 1 < one.published_at.year < 9999 else None,
        updated_at=one.updated_at if one.updated_at and 1 < one.updated_at.year < 9999 else None,
        url_key=url_key(url) if url else 0,
        policy=content.POLICY,
    )


def _web(urls: Iterable[str]) -> Iterable[str]:
    return (url for url in urls if url.startswith(("http://", "https://")))
