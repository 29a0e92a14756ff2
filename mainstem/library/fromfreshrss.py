"""Moving in from FreshRSS with everything: folders, feeds and their settings, entries, states, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadQuery, MainstemError
from mainstem.fetching import stored
from mainstem.library import imports, sealing
from mainstem.library.context import Library
from mainstem.library.folders import LONGEST_NAME
from mainstem.library.subscribing import address
from mainstem.library.taking import Progress, Taken, clean, nothing
from mainstem.reading import Kind, State, Stream, opml
from mainstem.reading import settings as declared
from mainstem.reading.opml import OpmlFeed, OpmlFolder, OpmlList, sources
from mainstem.reading.takeout import TakenEntry
from mainstem.rules import PutLabel, Rule, Star
from mainstem.search import parse
from mainstem.storage import Connection, archiving, feeds, freshrss, labels, rules
from mainstem.storage.archiving import Restored
from mainstem.storage.freshrss import FreshEntry, FreshFeed

PORTION = 200
_VISIBILITY = {20: "important", 10: "main", 0: "folder", -5: "feed", -10: "hidden"}
_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}
_PREFIXES = {"xpath": "frss:xPathI", "json_dotnotation": "frss:jsonI"}


def bring(library: Library, user: User, path: Path, progress: Progress = nothing) -> Taken:
    """Take in a user's SQLite file. Raises BadFile. May be stopped and run again: what is there stays."""
    taken = Taken()
    with freshrss.opened(path) as fresh:
        came = fresh.feeds()
        _bring_subscriptions(library, user, came, fresh.folders(), taken)
        with library.database.write() as connection:
            known = {one.id: _feed_id(library, connection, one, taken) for one in came}
            names = {
                name: labels.add(connection, user.id, name[:LONGEST_NAME])
                for name, _ in fresh.labels()
                if name
            }
            for rule in _rules(came, known, fresh.labels(), names):
                _keep_rule(library, connection, user, rule, taken)
        whole, waiting, done = fresh.count(), [], 0
        for entry in fresh.entries():
            waiting.append(entry)
            if len(waiting) == PORTION:
                done += _keep(library, user, waiting, known, names, taken)
                waiting = []
                progress(done, whole)
        done += _keep(library, user, waiting, known, names, taken)
        progress(done, whole)
    return taken


def _rules(
    came: list[FreshFeed],
    known: Mapping[int, int | None],
    named: list[tuple[str, Mapping[str, Any]]],
    names: Mapping[str, int],
) -> Iterator[Rule]:
    """What starred the entries of a feed, and what put a label on any."""
    for feed in came:
        feed_id = known[feed.id]
        for expression in _filters(feed.attributes.get("filters"), "star") if feed_id else ():
            yield Rule(0, feed.name[:LONGEST_NAME], expression, (Star(),), Stream(Kind.FEED, feed_id or 0))
    for name, attributes in named:
        for expression in _filters(attributes.get("filters"), "label"):
            yield Rule(0, name[:LONGEST_NAME], expression, (PutLabel(names[name]),))


def _keep_rule(library: Library, connection: Connection, user: User, rule: Rule, taken: Taken) -> None:
    had = {(one.name, one.expression, one.scope) for one in rules.every(connection, user.id)}
    if (rule.name, rule.expression, rule.scope) in had:
        return
    try:
        parse(rule.expression, library.now())
    except BadQuery as trouble:
        taken.fault(f"The filter {rule.expression!r} of “{rule.name}” was left out: {trouble}")
    else:
        rules.add(connection, user.id, rule, library.now())


def _bring_subscriptions(
    library: Library,
    user: User,
    came: list[FreshFeed],
    folders: list[tuple[str, Mapping[str, Any]]],
    taken: Taken,
) -> None:
    listed = OpmlList(
        "FreshRSS",
        tuple(_outline(one) for one in came),
        tuple(
            OpmlFolder((name,), str(said.get("opml_url", "")), _said(said, 0))
            for name, said in folders
            if name
        ),
    )
    done = imports.import_opml(library, user, opml.write(listed))
    taken.followed += done.added
    for fault in done.faults:
        taken.fault(fault)


def _outline(one: FreshFeed) -> OpmlFeed:
    settings = _said(one.attributes, one.ttl_seconds)
    settings["mainstem:visibility"] = _VISIBILITY.get(one.priority, "main")
    if one.ttl_seconds < 0:
        settings["mainstem:isMuted"] = "true"
    for theirs, prefix in _PREFIXES.items():
        written = one.attributes.get(theirs)
        for name, value in written.items() if isinstance(written, dict) else ():
            if isinstance(value, str) and name.startswith("item"):
                settings[prefix + name[1:]] = value
    for theirs, written in (
        ("frss:cssFullContent", one.full_content),
        ("frss:cssContentFilter", one.attributes.get("path_entries_filter")),
        ("frss:unicityCriteria", one.attributes.get("unicityCriteria")),
    ):
        if isinstance(written, str) and written:
            settings[theirs] = written
    if isinstance(one.attributes.get("xPathToJson"), str):
        settings["frss:xPathToJson"] = one.attributes["xPathToJson"]
    folders = ((one.folder,),) if one.folder else ()
    return OpmlFeed(one.url, one.name, one.site_url, one.description, folders, one.kind, settings)


def _said(said: Mapping[str, Any], ttl_seconds: int) -> dict[str, str]:
    """What FreshRSS's attributes mean as settings of ours."""
    found: dict[str, Any] = {
        "read_on_arrival": said.get("read_upon_reception"),
        "read_when_gone": said.get("read_upon_gone"),
        "unread_when_updated": said.get("mark_updated_article_unread"),
        "same_title": said.get("read_when_same_title_in_feed"),
        "same_title_in_folder": said.get("read_when_same_title_in_category"),
        "most_unread": said.get("keep_max_n_unread"),
        "interval_minutes": abs(ttl_seconds) // 60 if abs(ttl_seconds) > 1 else None,
        "read_filters": _filters(said.get("filters"), "read"),
    }
    found |= _archiving(said.get("archiving"))
    allowed = {name: value for name, value in found.items() if value or value is False}
    return declared.as_text(allowed)


def _filters(filters: Any, action: str) -> list[str]:
    rows = [row for row in filters if isinstance(row, dict)] if isinstance(filters, list) else []
    return [str(row["search"]) for row in rows if row.get("search") and action in (row.get("actions") or ())]


def _archiving(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or said.get("keep_period") is said.get("keep_max") is None:
        return {}
    period = re.fullmatch(r"P(\d+)([YMWD])", str(said.get("keep_period") or ""))
    return {
        "keeps_for_ever": not (said.get("keep_period") or said.get("keep_max")),
        "keep_most": said.get("keep_max") or 10_000_000,
        "keep_days": int(period[1]) * _DAYS[period[2]] if period else 36_500,
        "keep_least": said.get("keep_min"),
        "keep_starred": said.get("keep_favourites"),
        "keep_labelled": said.get("keep_labels"),
        "keep_unread": said.get("keep_unreads"),
    }


def _feed_id(library: Library, connection: Connection, one: FreshFeed, taken: Taken) -> int | None:
    outline = _outline(one)
    try:
        url, signed_in = stored.parted(address(one.url))
        options = sealing.seal_options(library, {**sources.options(outline), **signed_in})
        recipe = sources.recipe(outline) or None
        return feeds.add(connection, url, library.now(), options=options, recipe=recipe).id
    except MainstemError as trouble:
        taken.fault(f"{one.name or one.url}: {trouble}")
        return None


def _keep(
    library: Library,
    user: User,
    waiting: list[FreshEntry],
    known: Mapping[int, int | None],
    names: Mapping[str, int],
    taken: Taken,
) -> int:
    came = []
    for one in waiting:
        feed_id = known.get(one.feed_id)
        if feed_id is None:
            taken.fault(f"“{one.title}” was left out: its feed could not be taken.")
            continue
        came.append(_restored(library, one, feed_id, names))
    if came:
        with library.database.write() as connection:
            new, had = archiving.restore(connection, user.id, came, library.now())
        taken.new, taken.known = taken.new + new, taken.known + had
    return len(waiting)


def _restored(library: Library, one: FreshEntry, feed_id: int, names: Mapping[str, int]) -> Restored:
    now = library.now()
    arrived_at = _moment(one.id / 1_000_000) or now
    entry = clean(
        TakenEntry(
            url=one.url,
            guid=one.guid,
            title=one.title,
            html=one.html,
            authors=one.authors,
            published_at=_moment(one.published),
            categories=one.categories,
            enclosure_urls=_enclosures(one),
        )
    )
    touched_at = _moment(one.touched) or arrived_at
    state = State(
        is_read=one.is_read,
        is_starred=one.is_starred,
        read_at=touched_at if one.is_read else None,
        starred_at=touched_at if one.is_starred else None,
        changed_at=touched_at if one.is_read or one.is_starred else None,
        label_ids=tuple(names[name] for name in one.labels if name in names),
    )
    return Restored(feed_id, entry, arrived_at, arrived_at, _moment(one.listed) or arrived_at, state)


def _enclosures(one: FreshEntry) -> tuple[str, ...]:
    found = one.attributes.get("enclosures")
    rows = found if isinstance(found, list) else []
    return tuple(row["url"] for row in rows if isinstance(row, dict) and isinstance(row.get("url"), str))


def _moment(seconds: float) -> datetime | None:
    try:
        found = datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (OverflowError, ValueError, OSError):
        return None
    return found if found and 1 < found.year < 9999 else None
