"""Every API as one voice: what is unread, what is starred, mark these, mark all; entries by their serial."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.accounts.passwords import fever_key
from mainstem.apis import fever, google_reader, miniflux, nextcloud_news, rest
from mainstem.library import Library

STATE = "user/-/state/com.google/"
NEWS = "/index.php/apps/news/api/v1-3"


class Voice(ABC):
    """An app of one reader; ``serials`` maps the ids of entries to the numbers that other APIs use."""

    api: Any
    headers: dict[str, str]
    own: str  # a call that only somebody who is signed in may make

    def __init__(self, library: Library, name: str, secret: str, serials: dict[int, int]) -> None:
        self.library, self.name, self.secret, self.serials = library, name, secret, serials
        app = Starlette(routes=self.api.routes(library))
        self.client = TestClient(app, base_url="http://reader.example", raise_server_exceptions=True)
        self.headers = {}
        self.sign()

    @abstractmethod
    def sign(self) -> None:
        """Make the headers that sign in."""

    @abstractmethod
    def unread(self) -> set[int]:
        """Serials of what is unread."""

    @abstractmethod
    def starred(self) -> set[int]:
        """Serials of what is starred."""

    @abstractmethod
    def mark(self, serials: Sequence[int], action: str) -> None:
        """Mark as read, unread, star or unstar."""

    @abstractmethod
    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        """Mark everything, or a feed, as read; ``newest`` is the newest serial that was seen."""

    def counted(self) -> int:
        """How many unread entries the API counts."""
        return len(self.unread())

    def ask(self, method: str, path: str, **more: Any) -> Response:
        """A signed call."""
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def done(self, method: str, path: str, **more: Any) -> Any:
        """A signed call that succeeds."""
        answer = self.ask(method, path, **more)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer

    def is_refused(self, answer: Response) -> bool:
        """Whether an answer says that nobody is signed in."""
        return answer.status_code == 401

    def _ids(self, serials: Sequence[int]) -> list[int]:
        back = {serial: entry_id for entry_id, serial in self.serials.items()}
        return [back[one] for one in serials if one in back]


class GoogleReader(Voice):
    """Google Reader."""

    api = google_reader
    own = "/reader/api/0/subscription/list"

    def sign(self) -> None:
        form = {"Email": self.name, "Passwd": self.secret, "output": "json"}
        token = self.client.post("/accounts/ClientLogin", data=form).json()["Auth"]
        self.headers = {"authorization": f"GoogleLogin auth={token}"}

    def _stream(self, stream: str, **parameters: str) -> set[int]:
        found = self.done(
            "GET", "/reader/api/0/stream/items/ids", params={"s": stream, "n": "9999", **parameters}
        )
        return {self.serials[int(one["id"])] for one in found.json()["itemRefs"]}

    def unread(self) -> set[int]:
        return self._stream(f"{STATE}reading-list", xt=f"{STATE}read")

    def starred(self) -> set[int]:
        return self._stream(f"{STATE}starred")

    def mark(self, serials: Sequence[int], action: str) -> None:
        tag = f"{STATE}starred" if "star" in action else f"{STATE}read"
        side = "r" if action in ("unread", "unstar") else "a"
        ids = [str(one) for one in self._ids(serials)]
        self.done("POST", "/reader/api/0/edit-tag", data={"i": ids, side: tag})

    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        stream = f"{STATE}reading-list" if feed_id is None else f"feed/{feed_id}"
        [bound] = self._ids([newest])
        self.done("POST", "/reader/api/0/mark-all-as-read", data={"s": stream, "ts": str(bound)})

    def counted(self) -> int:
        return int(self.done("GET", "/reader/api/0/unread-count").json()["max"])


class Fever(Voice):
    """Fever."""

    api = fever
    own = "/fever/?api&items"

    def sign(self) -> None:
        self.headers = {"api_key": fever_key(self.name, self.secret)}

    def is_refused(self, answer: Response) -> bool:
        return answer.status_code == 200 and answer.json() == {"api_version": 3, "auth": 0}

    def _list(self, name: str) -> set[int]:
        found = self.done("GET", f"/fever/?api&{name}").json()[name]
        return {int(one) for one in found.split(",") if one}

    def unread(self) -> set[int]:
        return self._list("unread_item_ids")

    def starred(self) -> set[int]:
        return self._list("saved_item_ids")

    def mark(self, serials: Sequence[int], action: str) -> None:
        word = {"star": "saved", "unstar": "unsaved"}.get(action, action)
        for one in serials:
            self.done("POST", "/fever/?api", data={"mark": "item", "as": word, "id": one})

    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        [bound] = self._ids([newest])
        what = {"mark": "group", "id": 0} if feed_id is None else {"mark": "feed", "id": feed_id}
        self.done("POST", "/fever/?api", data={**what, "as": "read", "before": bound // 1_000_000})


class Miniflux(Voice):
    """Miniflux."""

    api = miniflux
    own = "/v1/entries"

    def sign(self) -> None:
        self.headers = {"x-auth-token": self.secret}

    def _entries(self, **parameters: str) -> set[int]:
        found = self.done("GET", "/v1/entries", params={"limit": "1000", **parameters}).json()
        assert found["total"] == len(found["entries"])
        return {one["id"] for one in found["entries"]}

    def unread(self) -> set[int]:
        return self._entries(status="unread")

    def starred(self) -> set[int]:
        return self._entries(starred="true")

    def mark(self, serials: Sequence[int], action: str) -> None:
        if action in ("read", "unread"):
            self.done("PUT", "/v1/entries", json={"entry_ids": list(serials), "status": action})
            return
        toggled = [one for one in serials if (one in self.starred()) != (action == "star")]
        for one in toggled:
            self.done("PUT", f"/v1/entries/{one}/bookmark")

    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        me = self.done("GET", "/v1/me").json()["id"]
        path = f"/v1/users/{me}" if feed_id is None else f"/v1/feeds/{feed_id}"
        self.done("PUT", f"{path}/mark-all-as-read")

    def counted(self) -> int:
        return sum(self.done("GET", "/v1/feeds/counters").json()["unreads"].values())


class NextcloudNews(Voice):
    """Nextcloud News."""

    api = nextcloud_news
    own = f"{NEWS}/items?type=3"

    def sign(self) -> None:
        from base64 import b64encode

        value = b64encode(f"{self.name}:{self.secret}".encode()).decode()
        self.headers = {"authorization": f"Basic {value}"}

    def _items(self, **parameters: str) -> set[int]:
        found = self.done("GET", f"{NEWS}/items", params={"batchSize": "-1", **parameters}).json()
        return {one["id"] for one in found["items"]}

    def unread(self) -> set[int]:
        return self._items(type="3", getRead="false")

    def starred(self) -> set[int]:
        return self._items(type="2", getRead="true")

    def mark(self, serials: Sequence[int], action: str) -> None:
        self.done("POST", f"{NEWS}/items/{action}/multiple", json={"itemIds": list(serials)})

    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        path = f"{NEWS}/items/read" if feed_id is None else f"{NEWS}/feeds/{feed_id}/read"
        self.done("POST", path, json={"newestItemId": newest})

    def counted(self) -> int:
        return sum(one["unreadCount"] for one in self.done("GET", f"{NEWS}/feeds").json()["feeds"])


class Rest(Voice):
    """Mainstem's own API."""

    api = rest
    own = "/api/v1/subscriptions"

    def sign(self) -> None:
        self.headers = {"authorization": f"Bearer {self.secret}"}

    def _entries(self, show: str) -> set[int]:
        found = self.done("GET", "/api/v1/streams/all/entries", params={"show": show, "limit": 200})
        return {self.serials[int(one["id"])] for one in found.json()["entries"]}

    def unread(self) -> set[int]:
        return self._entries("unread")

    def starred(self) -> set[int]:
        return self._entries("starred")

    def mark(self, serials: Sequence[int], action: str) -> None:
        self.done("POST", "/api/v1/entries/marks", json={"entry_ids": self._ids(serials), "action": action})

    def mark_all(self, newest: int, feed_id: int | None = None) -> None:
        stream = "all" if feed_id is None else f"feed/{feed_id}"
        [bound] = self._ids([newest])
        self.done("POST", f"/api/v1/streams/{stream}/marks", json={"action": "read", "newest_id": bound})


VOICES: tuple[type[Voice], ...] = (GoogleReader, Fever, Miniflux, NextcloudNews, Rest)
