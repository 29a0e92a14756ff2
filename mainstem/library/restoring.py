"""Taking in the archive that ``archiving`` wrote: each part checked, what cannot be taken is told."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

from mainstem import content
from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.feeds.entry import CleanEntry, Enclosure
from mainstem.feeds.errors import AlreadyExists, BadFile, BadInput, MainstemError
from mainstem.library import setting
from mainstem.library.archiving import FORMAT, VERSION
from mainstem.library.context import Library
from mainstem.library.folders import check_name
from mainstem.library.subscribing import address
from mainstem.library.taking import Progress, Taken, nothing
from mainstem.reading import Kind, Order, Show, State, Stream, Visibility
from mainstem.refresh.reading import url_key
from mainstem.rules import PutLabel, Rule, actions
from mainstem.storage import Connection, archiving, feeds, labels, queries, rules, subscriptions, users
from mainstem.storage.archiving import Restored, Version

PORTION = 200
LONGEST_PART = 256 << 20  # bytes of a part that is read at once
LONGEST_LINE = 64 << 20
# a day from the ends of the calendar, so that every zone can show it
_FIRST, _LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


def restore(library: Library, user: User, data: IO[bytes], progress: Progress = nothing) -> Taken:
    """Take an archive in. Raises BadFile where it is none; may be run again after it was stopped."""
    taken = Taken()
    try:
        with zipfile.ZipFile(data) as archive:
            _check_manifest(archive)
            known = _Known(library, user, taken)
            with library.database.write() as connection:
                known.settle(connection, archive)
            _entries(library, user, archive, known, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as trouble:
        if taken.new or taken.known or taken.followed:
            taken.fault(f"The file is damaged: {trouble}. What stands before the damage was taken.")
            return taken
        raise BadFile(
            f"This is no archive that can be read: {trouble}.", advice="Export it once more."
        ) from trouble
    return taken


def _check_manifest(archive: zipfile.ZipFile) -> None:
    if "manifest.json" not in archive.namelist():
        seen = ", ".join(archive.namelist()[:5]) or "nothing"
        raise BadFile(f"This zip is no archive of Mainstem: it holds {seen}.")
    manifest = _part(archive, "manifest.json", {})
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("version"), int):
        raise BadFile("This zip is no archive of Mainstem: its manifest says something else.")
    if manifest["version"] > VERSION:
        raise BadFile(
            "This archive was written by a later version of Mainstem.", advice="Update this one first."
        )


def _part(archive: zipfile.ZipFile, name: str, empty: Any) -> Any:
    """A part's JSON, of the same kind as ``empty``; a missing part is empty."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return empty
    if info.file_size > LONGEST_PART:
        raise BadFile(f"The part {name} is larger than {LONGEST_PART >> 20} MB.")
    try:
        found = json.loads(archive.read(info).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as trouble:
        raise BadFile(f"The part {name} is damaged: {trouble}.") from trouble
    if not isinstance(found, type(empty)):
        raise BadFile(f"The part {name} has another shape.")
    return found


class _Known:
    """The ids here of what the archive calls by name."""

    def __init__(self, library: Library, user: User, taken: Taken) -> None:
        self.library = library
        self.user = user
        self.taken = taken
        self.folders: dict[tuple[str, ...], int] = {}
        self.labels: dict[str, int] = {}
        self.feeds: dict[str, int] = {}

    def settle(self, connection: Connection, archive: zipfile.ZipFile) -> None:
        """Make everything but entries, each row by itself."""
        self._preferences(connection, _part(archive, "preferences.json", {}))
        for name, take in (
            ("folders.json", self._folder),
            ("labels.json", self._label),
            ("subscriptions.json", self._subscription),
            ("searches.json", self._search),
            ("rules.json", self._rule),
        ):
            for row in _part(archive, name, []):
                self._try(connection, name, row, take)

    def _try(
        self, connection: Connection, name: str, row: Any, take: Callable[[Connection, Any], None]
    ) -> None:
        try:
            with connection.begin_nested():
                take(connection, row)
        except (MainstemError, KeyError, TypeError, ValueError, AttributeError) as trouble:
            self.taken.fault(f"Something of {name} was left out: {trouble}")

    def _preferences(self, connection: Connection, said: Mapping[str, Any]) -> None:
        kept: dict[str, Any] = {}
        for name, value in said.items():
            try:
                kept[name] = value if name == setting.READING else preferences.check(name, value)
            except BadInput as trouble:
                self.taken.fault(f"A preference was left out: {trouble}")
        fresh = users.by_id(connection, self.user.id)
        users.set_preferences(connection, self.user.id, {**(fresh.preferences if fresh else {}), **kept})

    def _folder(self, connection: Connection, row: Any) -> None:
        folder_id = self.folder(connection, row["path"])
        values = {"position": row.get("position"), "settings": dict(row.get("settings") or {})}
        subscriptions.change_folder(connection, folder_id, values)

    def folder(self, connection: Connection, path: Any) -> int:
        parent_id: int | None = None
        for depth in range(1, len(path) + 1):
            key = tuple(path[:depth])
            if key not in self.folders:
                name = check_name(key[-1])
                self.folders[key] = subscriptions.add_folder(connection, self.user.id, name, parent_id)
            parent_id = self.folders[key]
        if parent_id is None:
            raise BadInput("A folder has no name.")
        return parent_id

    def _label(self, connection: Connection, row: Any) -> None:
        label_id = self.label(connection, row["name"])
        labels.change(
            connection, label_id, {"color": row.get("color") or "", "position": row.get("position")}
        )

    def label(self, connection: Connection, name: str) -> int:
        if name not in self.labels:
            self.labels[name] = labels.add(connection, self.user.id, check_name(name))
        return self.labels[name]

    def _subscription(self, connection: Connection, row: Any) -> None:
        came, now = row["feed"], self.library.now()
        feed = feeds.add(
            connection,
            address(came["url"]),
            now,
            title=came["title"],
            site_url=came["site_url"],
            recipe=came.get("recipe"),
        )
        said = {name: came[name] for name in ("description", "language") if came.get(name)}
        feeds.change(connection, feed.id, said) if said else None
        self.feeds[came["url"]] = feed.id
        try:
            held = subscriptions.add(connection, self.user.id, feed.id, now, row["title"])
            self.taken.followed += not row.get("is_left")
        except AlreadyExists:
            return
        subscriptions.change(connection, held, self._of_subscription(row))
        subscriptions.set_folders(
            connection, held, [self.folder(connection, path) for path in row["folders"]]
        )
        if row.get("is_left"):
            subscriptions.leave(connection, held, now)

    def _of_subscription(self, row: Any) -> dict[str, Any]:
        checked = {name: value for name, value in row["settings"].items() if isinstance(name, str)}
        return {
            "visibility": int(Visibility[row["visibility"].upper()]),
            "is_muted": bool(row["is_muted"]),
            "position": row["position"],
            "subscribed_at": _moment(row["subscribed_at"]) or self.library.now(),
            "settings": checked,
        }

    def stream(self, connection: Connection, said: Any) -> Stream:
        kind = Kind(said["kind"])
        if kind is Kind.FOLDER:
            return Stream(kind, self.folder(connection, said["of"]))
        if kind is Kind.LABEL:
            return Stream(kind, self.label(connection, said["of"]))
        return Stream(kind, self.feeds[said["of"]]) if kind is Kind.FEED else Stream(kind)

    def _search(self, connection: Connection, row: Any) -> None:
        values = {
            "expression": str(row["expression"]),
            "stream": self.stream(connection, row["stream"]).address,
            "show": Show(row["show"]).value,
            "sort": Order(row["order"]).value,
            "is_ascending": bool(row["is_ascending"]),
            "description": str(row["description"]),
            "image_url": str(row["image_url"]),
        }
        queries.add(connection, self.user.id, check_name(row["name"]), values)

    def _rule(self, connection: Connection, row: Any) -> None:
        if any(
            rule.name == row["name"] and rule.expression == row["expression"]
            for rule in rules.every(connection, self.user.id)
        ):
            return
        does = actions.read(row["actions"]) if row["actions"] else ()
        given = tuple(PutLabel(self.label(connection, name)) for name in row["labels"])
        made = Rule(
            0, str(row["name"]), str(row["expression"]), does + given, self.stream(connection, row["scope"]),
            bool(row["stop"]), bool(row["is_enabled"]), bool(row["on_updated"]),
        )  # fmt: skip
        rules.add(connection, self.user.id, made, self.library.now())


def _entries(
    library: Library, user: User, archive: zipfile.ZipFile, known: _Known, progress: Progress
) -> None:
    waiting: list[Any] = []
    done = 0
    for row in _lines(archive, known.taken):
        waiting.append(row)
        if len(waiting) >= PORTION:
            done += _keep(library, user, known, waiting)
            waiting = []
            progress(done, 0)
    done += _keep(library, user, known, waiting)
    progress(done, done)


def _lines(archive: zipfile.ZipFile, taken: Taken) -> Iterator[Any]:
    if "entries.jsonl" not in archive.namelist():
        return
    with archive.open("entries.jsonl") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE):
            number += 1
            try:
                yield json.loads(line.decode("utf-8", "surrogatepass"))
            except (ValueError, RecursionError):
                taken.fault(f"Entry {number} is damaged and was left out.")


def _keep(library: Library, user: User, known: _Known, waiting: list[Any]) -> int:
    with library.database.write() as connection:
        came = []
        for row in waiting:
            try:
                came.append(_restored(connection, known, row))
            except (MainstemError, KeyError, TypeError, ValueError, AttributeError) as trouble:
                known.taken.fault(f"An entry was left out: {type(trouble).__name__} {trouble}")
        if came:
            new, had = archiving.restore(connection, user.id, came, library.now())
            known.taken.new, known.taken.known = known.taken.new + new, known.taken.known + had
    return len(waiting)


def _restored(connection: Connection, known: _Known, row: Any) -> Restored:
    arrived_at = _moment(row["arrived_at"])
    if arrived_at is None:
        raise BadInput("It does not say when it arrived.")
    state = row["state"]
    return Restored(
        feed_id=known.feeds[row["feed"]],
        entry=_clean(row),
        arrived_at=arrived_at,
        changed_at=_moment(row["changed_at"]) or arrived_at,
        listed_at=_moment(row["listed_at"]) or arrived_at,
        state=State(
            is_read=bool(state.get("is_read")),
            is_starred=bool(state.get("is_starred")),
            is_hidden=bool(state.get("is_hidden")),
            is_kept_unread=bool(state.get("is_kept_unread")),
            snoozed_until=_moment(state.get("snoozed_until")),
            read_at=_moment(state.get("read_at")),
            starred_at=_moment(state.get("starred_at")),
            changed_at=_moment(state.get("changed_at")),
            note=str(state.get("note", "")),
            label_ids=tuple(known.label(connection, name) for name in state.get("labels", ())),
        ),
        versions=tuple(_version(version) for version in row["versions"]),
    )


def _version(row: Any) -> Version:
    replaced_at = _moment(row["replaced_at"])
    assert replaced_at is not None
    return Version(
        replaced_at, row["title"], row["url"], content.clean(row["html"], row["url"]), row["content_key"]
    )


def _clean(row: Any) -> CleanEntry:
    """Cleaned anew: a file is as little to be trusted as a feed."""
    html = content.clean(row["html"], row["url"])
    return CleanEntry(
        guid=str(row["guid"]),
        url=row["url"] if str(row["url"]).startswith(("http://", "https://")) else "",
        title=str(row["title"]),
        html=html,
        text=content.text(html),
        summary=content.clean(row["summary"], row["url"]) if row["summary"] else "",
        authors=tuple(str(name) for name in row["authors"]),
        categories=tuple(str(name) for name in row["categories"]),
        enclosures=tuple(
            Enclosure(**{**each, "credits": tuple(each.get("credits", ()))}) for each in row["enclosures"]
        ),
        published_at=_moment(row["published_at"]),
        updated_at=_moment(row["updated_at"]),
        language=str(row["language"]),
        image_url=str(row["image_url"]),
        url_key=url_key(row["url"]) if row["url"] else 0,
        extras=dict(row["extras"]),
        policy=content.POLICY,
    )


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or not _FIRST <= found <= _LAST:
        raise BadInput(f"{value!r} is no time with a zone.")
    return found
