"""Everything of a reader in one file: a zip of JSON and OPML, described in docs/guide/export.md.

Taken in by an empty account, it gives an account whose export is the same, byte for byte.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from mainstem.accounts.user import User
from mainstem.library import discarding, imports, sidebar
from mainstem.library.context import Library
from mainstem.library.sidebar import Sidebar
from mainstem.reading import Subscription
from mainstem.reading.stream import Kind, Stream
from mainstem.rules import PutLabel, Rule, actions
from mainstem.storage import Connection, archiving, feeds, queries, rules, users
from mainstem.storage.archiving import Archived

FORMAT, VERSION = "mainstem", 1
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same for every file, so that equal contents give equal bytes


def export(library: Library, user: User, out: IO[bytes]) -> int:
    """Write a reader's archive; returns how many entries it holds."""
    seen = sidebar.look(library, user)
    with library.database.read() as connection, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        names = _Names(seen)
        _write(archive, "manifest.json", {"format": FORMAT, "version": VERSION})
        _write(archive, "preferences.json", _preferences(connection, user))
        _write(archive, "folders.json", [names.folder_row(one.id) for one in seen.folders])
        _write(
            archive,
            "labels.json",
            [{"name": one.name, "color": one.color, "position": one.position} for one in seen.labels],
        )
        _write(archive, "subscriptions.json", _subscriptions(connection, seen, names))
        _write(archive, "searches.json", [_search(one, names) for one in queries.every(connection, user.id)])
        _write(archive, "rules.json", [_rule(one, names) for one in rules.every(connection, user.id)])
        _put(archive, "subscriptions.opml", [imports.export_opml(library, user)])
        return _write_entries(archive, archiving.archive(connection, user.id), names)


class _Names:
    """What ids are called outside of this database."""

    def __init__(self, seen: Sidebar) -> None:
        self.folders = {one.id: one for one in seen.folders}
        self.labels = {one.id: one.name for one in seen.labels}
        self.feeds = {one.feed.id: one.feed.feed_url for one in (*seen.subscriptions, *seen.left)}

    def path(self, folder_id: int) -> list[str]:
        found: list[str] = []
        at: int | None = folder_id
        while at is not None and at in self.folders and len(found) <= len(self.folders):
            found.insert(0, self.folders[at].name)
            at = self.folders[at].parent_id
        return found

    def folder_row(self, folder_id: int) -> dict[str, Any]:
        folder = self.folders[folder_id]
        return {"path": self.path(folder_id), "position": folder.position, "settings": dict(folder.settings)}

    def stream(self, stream: Stream) -> dict[str, Any]:
        named: dict[Kind, Any] = {
            Kind.FOLDER: self.path(stream.id),
            Kind.FEED: self.feeds.get(stream.id),
            Kind.LABEL: self.labels.get(stream.id),
        }
        return {"kind": stream.kind.value, "of": named.get(stream.kind)}


def _preferences(connection: Connection, user: User) -> Mapping[str, Any]:
    fresh = users.by_id(connection, user.id)
    kept = fresh.preferences if fresh else user.preferences
    return {name: value for name, value in kept.items() if name != discarding.KEY}  # ids of this database


def _subscriptions(connection: Connection, seen: Sidebar, names: _Names) -> list[dict[str, Any]]:
    """Public feeds with their recipe; of private ones what was secret is left out."""
    due = {one.id: one for one in feeds.due_by_ids(connection, list(names.feeds))}
    rows = [
        {
            **_subscription(one, names),
            "feed": {
                "url": one.feed.feed_url,
                "title": one.feed.title,
                "site_url": one.feed.site_url,
                "description": one.feed.description,
                "language": one.feed.language,
                "recipe": due[one.feed.id].recipe if one.feed.id in due else None,
            },
            "is_left": one in seen.left,
        }
        for one in (*seen.subscriptions, *seen.left)
    ]
    return sorted(rows, key=lambda row: (str(row["feed"]["url"]), json.dumps(row["feed"]["recipe"])))


def _subscription(one: Subscription, names: _Names) -> dict[str, Any]:
    return {
        "title": one.title if one.title != one.feed.name else "",
        "visibility": one.visibility.name.lower(),
        "is_muted": one.is_muted,
        "position": one.position,
        "subscribed_at": one.subscribed_at,
        "folders": sorted(names.path(folder_id) for folder_id in one.folder_ids),
        "settings": dict(one.settings),
    }


def _search(one: Any, names: _Names) -> dict[str, Any]:
    return {
        "name": one.name,
        "expression": one.expression,
        "stream": names.stream(one.stream),
        "show": one.show.value,
        "order": one.order.value,
        "is_ascending": one.is_ascending,
        "description": one.description,
        "image_url": one.image_url,
    }


def _rule(one: Rule, names: _Names) -> dict[str, Any]:
    plain = tuple(action for action in one.actions if not isinstance(action, PutLabel))
    given = [names.labels.get(action.label_id) for action in one.actions if isinstance(action, PutLabel)]
    return {
        "name": one.name,
        "expression": one.expression,
        "scope": names.stream(one.scope),
        "actions": actions.write(plain),
        "labels": [name for name in given if name],
        "stop": one.stop,
        "is_enabled": one.is_enabled,
        "on_updated": one.on_updated,
    }


def _write_entries(archive: zipfile.ZipFile, found: Iterable[Archived], names: _Names) -> int:
    count = 0
    with archive.open(_named("entries.jsonl"), "w", force_zip64=True) as out:
        for one in found:
            if one.entry.feed_id in names.feeds:
                out.write(_json(_entry(one, names)) + b"\n")
                count += 1
    return count


def _entry(one: Archived, names: _Names) -> dict[str, Any]:
    entry, body = one.entry, one.content
    return {
        "feed": names.feeds[entry.feed_id],
        "guid": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "authors": entry.authors,
        "published_at": entry.published_at,
        "updated_at": entry.updated_at,
        "arrived_at": entry.arrived_at,
        "changed_at": entry.changed_at,
        "listed_at": one.listed_at,
        "language": entry.language,
        "image_url": entry.image_url,
        "html": body.html,
        "summary": body.summary,
        "categories": body.categories,
        "enclosures": [{k: v for k, v in asdict(each).items() if v not in ("", None, ())} for each in body.enclosures],
        "extras": dict(body.extras),
        "versions": [asdict(version) for version in one.versions],
        "state": _state(one, names),
    }  # fmt: skip


def _state(one: Archived, names: _Names) -> dict[str, Any]:
    """Only what is not as it was on arrival."""
    said = asdict(one.state)
    labels = sorted(names.labels[label_id] for label_id in said.pop("label_ids") if label_id in names.labels)
    said.pop("is_folded")  # follows from the other entries
    return {
        name: value
        for name, value in (said | {"labels": labels}).items()
        if value not in (False, None, "", [])
    }


def _write(archive: zipfile.ZipFile, name: str, value: Any) -> None:
    _put(archive, name, [_json(value), b"\n"])


def _put(archive: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> None:
    with archive.open(_named(name), "w") as out:
        for part in parts:
            out.write(part)


def _named(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_moment)
    return text.encode("utf-8", "surrogatepass")


def _moment(value: object) -> str:
    assert isinstance(value, datetime), f"{type(value)} is not for an archive"
    return value.isoformat()
