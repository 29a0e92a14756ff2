"""Cleaning again what was cleaned under an earlier policy: after an update that allows less than the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mainstem import content
from mainstem.feeds.entry import Content, Entry
from mainstem.library.context import Library
from mainstem.library.rewriting import as_it_is
from mainstem.storage import installation, recleaning
from mainstem.storage.recleaning import Recleaned

BATCH = 100  # entries of one transaction: some tenths of a second
_KEY = "recleaned_versions"  # [policy, id of the last]: versions hold no number of their own

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many entries and earlier versions were looked at, and how many are other than before."""

    looked_at: int = 0
    changed: int = 0


def again(library: Library, tell: Tell = lambda _done, _whole: None) -> Outcome:
    """Clean again every entry that is kept under an earlier policy, and then every earlier version.

    Each batch is a transaction of its own: cut off, it goes on where it stopped. ``tell`` is told how many
    entries are done, and of how many.
    """
    with library.database.read() as connection:
        whole = recleaning.count(connection, content.POLICY)
    done = Outcome()
    after_id = 0
    while True:
        after_id, batch = _batch(library, after_id)
        if not batch.looked_at:
            break
        done = Outcome(done.looked_at + batch.looked_at, done.changed + batch.changed)
        tell(done.looked_at, whole)
    return _versions(library, done)


def _batch(library: Library, after_id: int) -> tuple[int, Outcome]:
    with library.database.write() as connection:
        found = recleaning.batch(connection, content.POLICY, after_id, BATCH)
        cleaned = [_cleaned(was, body) for was, body in found]
        changed = [one for one, (_, body) in zip(cleaned, found, strict=True) if _is_other(one, body)]
        recleaning.put(connection, changed)
        recleaning.mark(connection, [was.id for was, _ in found], content.POLICY)
    return found[-1][0].id if found else after_id, Outcome(len(found), len(changed))


def _cleaned(was: Entry, body: Content) -> Recleaned:
    html = content.clean(body.html, was.url)
    entry = replace(
        as_it_is(was, body),
        html=html,
        text=body.text if html == body.html else content.text(html),
        summary=content.clean(body.summary, was.url),
        policy=content.POLICY,
    )
    return Recleaned(was, entry, None if body.original is None else content.clean(body.original, was.url))


def _is_other(one: Recleaned, body: Content) -> bool:
    return (one.entry.html, one.entry.summary, one.original) != (body.html, body.summary, body.original)


def _versions(library: Library, done: Outcome) -> Outcome:
    """The earlier versions. After the entries: from now on, no version is made of an old body."""
    with library.database.read() as connection:
        policy, after_id = installation.setting(connection, _KEY) or (0, 0)
    after_id = after_id if policy == content.POLICY else 0
    while True:
        with library.database.write() as connection:
            found = recleaning.version_batch(connection, after_id, BATCH)
            if not found:
                return done
            cleaned = [(one, content.clean(html, url)) for one, url, html in found]
            changed = [new for new, (_, _, html) in zip(cleaned, found, strict=True) if new[1] != html]
            recleaning.put_versions(connection, changed)
            after_id = found[-1][0]
            installation.set_setting(connection, _KEY, [content.POLICY, after_id])
        done = Outcome(done.looked_at + len(found), done.changed + len(changed))
