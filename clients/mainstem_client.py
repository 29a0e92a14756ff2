"""A client of Mainstem's own API (/api/v1): one file, only the standard library, everything typed.

    from mainstem_client import Mainstem

    with Mainstem("https://news.example", key="…") as news:
        for entry in news.walk("main", show="unread"):
            print(entry["title"])
        page = news.page("folder/3")
        change = news.mark_stream("folder/3", page["newest_id"])
        if change:
            news.undo(change["id"])

Every method raises ``Refused`` where the server says no. Writing calls carry an Idempotency-Key, so that one
whose answer was lost is repeated once without being done twice.
"""

from __future__ import annotations

import json
import ssl
import uuid
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Literal, TypedDict, cast
from urllib.parse import quote, urlencode, urlsplit

__all__ = ["Change", "Entry", "Mainstem", "Page", "Refused", "Subscription"]

Action = Literal["read", "unread", "star", "unstar", "hide", "show"]
Show = Literal["adaptive", "unread", "all", "read", "starred", "unread-starred"]
Order = Literal["arrival", "published", "title", "feed", "length", "changed", "random", "relevance"]
Visibility = Literal["important", "main", "folder", "feed", "hidden"]


class State(TypedDict):
    """What the reader did with an entry. Times are RFC 3339."""

    is_read: bool
    is_starred: bool
    is_hidden: bool
    is_folded: bool
    is_kept_unread: bool
    snoozed_until: str | None
    read_at: str | None
    starred_at: str | None
    changed_at: str | None
    note: str
    label_ids: list[int]


class Entry(TypedDict):
    """An entry. ``html`` and ``summary`` are None where only a list was asked for."""

    id: int
    serial: int
    feed_id: int
    guid: str
    url: str
    title: str
    authors: list[str]
    published_at: str
    arrived_at: str
    updated_at: str | None
    language: str
    image_url: str
    has_versions: bool
    state: State
    html: str | None
    summary: str | None
    categories: list[str]
    enclosures: list[dict[str, Any]]
    extras: dict[str, Any]


class Page(TypedDict):
    """A page of a stream; ``next`` is "" at the end."""

    entries: list[Entry]
    next: str
    newest_id: int
    show: str


class Change(TypedDict):
    """A change of states, which can be undone."""

    id: int
    changed_at: str
    actor: str
    client: str
    action: str
    scope: str
    value: str
    count: int
    undone_at: str | None


class Subscription(TypedDict):
    """What the reader follows."""

    feed_id: int
    title: str
    feed_url: str
    site_url: str
    description: str
    language: str
    visibility: Visibility
    is_muted: bool
    folder_ids: list[int]
    subscribed_at: str | None
    total_count: int
    unread_count: int
    starred_count: int
    fetched_at: str | None
    succeeded_at: str | None
    changed_at: str | None
    due_at: str | None
    failing_since: str | None
    faults: int
    fault: str
    is_gone: bool
    settings: dict[str, Any]


class Refused(Exception):
    """The server said no: ``status``, ``detail`` for a person, ``field`` where one is meant."""

    def __init__(self, status: int, detail: str, field: str = "") -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.field = field


class Mainstem:
    """One server, one key. Not to be used by several threads at once."""

    def __init__(self, address: str, key: str, *, timeout: float = 30.0) -> None:
        parts = urlsplit(address.rstrip("/"))
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError(f"{address!r} is no address; write https://…")
        self._prefix = parts.path.rstrip("/") + "/api/v1/"
        self._key = key
        if parts.scheme == "https":
            context = ssl.create_default_context()
            self._wire: HTTPConnection = HTTPSConnection(parts.netloc, timeout=timeout, context=context)
        else:
            self._wire = HTTPConnection(parts.netloc, timeout=timeout)

    def __enter__(self) -> Mainstem:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._wire.close()

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Any call of the API: its answer as JSON, None where there is none, text where it is no JSON."""
        given = {name: _written(value) for name, value in query.items() if value is not None}
        target = f"{self._prefix}{path}" + (f"?{urlencode(given)}" if given else "")
        headers = {"Authorization": f"Bearer {self._key}", "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        if method != "GET":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        try:
            status, kind, came = self._ask(method, target, data, headers)
        except (
            HTTPException,
            ConnectionError,
        ):  # a kept connection that was closed, or an answer that was lost
            self._wire.close()
            status, kind, came = self._ask(method, target, data, headers)
        answer = json.loads(came) if came and "json" in kind else came.decode() or None
        if status >= 400:
            problem = answer if isinstance(answer, dict) else {}
            raise Refused(
                status, problem.get("detail", "The server did not say why."), problem.get("field", "")
            )
        return answer

    def _ask(
        self, method: str, target: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        self._wire.request(method, target, data, headers)
        answer = self._wire.getresponse()
        return answer.status, answer.getheader("Content-Type", "") or "", answer.read()

    def page(
        self,
        stream: str = "main",
        *,
        show: Show = "all",
        order: Order = "arrival",
        search: str = "",
        limit: int = 20,
        after: str = "",
        with_content: bool = True,
    ) -> Page:
        """A page of a stream: main, starred, folder/3, feed/7, label/2, search/1 …"""
        wish = {"show": show, "order": order, "search": search, "limit": limit, "after": after}
        return cast(
            Page, self.call("GET", f"streams/{quote(stream)}/entries", **wish, with_content=with_content)
        )

    def walk(
        self, stream: str = "main", *, show: Show = "all", search: str = "", limit: int = 100
    ) -> Iterator[Entry]:
        """All entries of a stream, page by page."""
        after = ""
        while True:
            page = self.page(stream, show=show, search=search, limit=limit, after=after)
            yield from page["entries"]
            after = page["next"]
            if not after:
                return

    def counts(self) -> dict[str, tuple[int, int]]:
        """Unread and all entries by stream."""
        found = self.call("GET", "streams")
        return {one["stream"]: (one["unread"], one["total"]) for one in found}

    def entry(self, entry_id: int) -> Entry:
        """One entry."""
        return cast(Entry, self.call("GET", f"entries/{entry_id}"))

    def change_entry(
        self,
        entry_id: int,
        *,
        is_read: bool | None = None,
        is_starred: bool | None = None,
        note: str | None = None,
    ) -> Entry:
        """Change an entry's state; what is None stays."""
        wish = {"is_read": is_read, "is_starred": is_starred, "note": note}
        given = {name: value for name, value in wish.items() if value is not None}
        return cast(Entry, self.call("PATCH", f"entries/{entry_id}", given))

    def mark(self, entry_ids: Sequence[int], action: Action) -> Change | None:
        """Mark entries; None where nothing changed."""
        answer = self.call("POST", "entries/marks", {"entry_ids": list(entry_ids), "action": action})
        return cast("Change | None", answer["change"])

    def mark_stream(self, stream: str, newest_id: int, action: Action = "read") -> Change | None:
        """Mark a stream up to the ``newest_id`` of the page that was seen."""
        answer = self.call(
            "POST", f"streams/{quote(stream)}/marks", {"newest_id": newest_id, "action": action}
        )
        return cast("Change | None", answer["change"])

    def undo(self, change_id: int) -> Change:
        """Put back what a change changed."""
        return cast(Change, self.call("POST", f"changes/{change_id}/undo"))

    def reasons(self, entry_id: int) -> list[Change]:
        """Why an entry is as it is, the latest change first."""
        return cast("list[Change]", self.call("GET", f"entries/{entry_id}/changes"))

    def subscriptions(self) -> list[Subscription]:
        """All that the reader follows."""
        return cast("list[Subscription]", self.call("GET", "subscriptions"))

    def subscribe(self, url: str, *, title: str = "", folder_ids: Sequence[int] = ()) -> Subscription:
        """Follow a feed."""
        wish = {"url": url, "title": title, "folder_ids": list(folder_ids)}
        return cast(Subscription, self.call("POST", "subscriptions", wish))

    def unsubscribe(self, feed_id: int) -> None:
        """Stop following a feed."""
        self.call("DELETE", f"subscriptions/{feed_id}")

    def refresh(self, feed_id: int) -> list[int]:
        """Ask a feed now; the ids of its new entries."""
        return cast("list[int]", self.call("POST", f"subscriptions/{feed_id}/refresh")["new_entry_ids"])

    def briefing(self, since: str = "") -> dict[str, Any]:
        """What mattered since a time (RFC 3339), a day ago where none is given; each sentence is quoted."""
        return cast("dict[str, Any]", self.call("GET", "briefing", since=since or None))

    def outline(self) -> str:
        """All subscriptions as OPML."""
        return cast(str, self.call("GET", "outline"))


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
