"""An app that speaks Google Reader, as plainly as it goes."""

from __future__ import annotations

from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from mainstem.apis import google_reader
from tests.apis.household import Household

STATE = "user/-/state/com.google/"
READ, STARRED, KEPT = f"{STATE}read", f"{STATE}starred", f"{STATE}kept-unread"
ALL = f"{STATE}reading-list"


class App:
    """Signed in with an app password."""

    def __init__(self, home: Household, secret: str | None = None, name: str = "ida") -> None:
        self.client: TestClient = home.client(google_reader)
        answer = self.client.post(
            "/accounts/ClientLogin", data={"Email": name, "Passwd": secret or home.secret}
        )
        assert answer.status_code == 200, answer.text
        lines = dict(line.split("=") for line in answer.text.splitlines())
        self.token: str = lines["Auth"]
        self.client.headers["authorization"] = f"GoogleLogin auth={self.token}"

    def get(self, path: str, **parameters: Any) -> Any:
        """The JSON of an endpoint; ``_`` behind a name is cut off."""
        answer = self.client.get(f"/reader/api/0/{path}", params=parameters)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        return answer.json()

    def post(self, path: str, **form: Any) -> Response:
        """The answer to a form."""
        return self.client.post(f"/reader/api/0/{path}", data=form)

    def edit(self, path: str, **form: Any) -> None:
        """A form that is answered with the two bytes OK."""
        answer = self.post(path, **form)
        assert (answer.status_code, answer.content) == (200, b"OK"), answer.text

    def ids(self, stream: str = ALL, **parameters: Any) -> list[int]:
        """The ids of the first page of a stream."""
        found = self.get("stream/items/ids", **{"s": stream, "n": 1000, **parameters})
        return [int(one["id"]) for one in found["itemRefs"]]

    def unread(self, stream: str = ALL) -> list[int]:
        """The unread ids of a stream."""
        return self.ids(stream, xt=READ)
