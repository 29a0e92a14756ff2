"""Who may see the figures, and what they say."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.metrics import routes
from mainstem.library import accounts
from mainstem.refresh.metrics import METER
from tests.library.world import open_library


@pytest.fixture
def library(sqlite_database, now):
    pytest.importorskip("prometheus_client")
    METER.start()
    return open_library(sqlite_database, now=now)


def asking(library, address, **headers):
    client = TestClient(Starlette(routes=routes(library)), client=(address, 40_000))
    return client.get("/metrics", headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_this_machine_sees_the_figures(library):
    came = asking(library, "127.0.0.1")
    assert came.status_code == 200
    assert came.headers["content-type"].startswith("text/plain; version=0.0.4")
    for name in ("polls", "poll_bytes", "entries", "poll_seconds", "feeds_due", "lag_seconds"):
        assert f"mainstem_{name}" in came.text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.5", {}),
        ("203.0.113.5", {"authorization": "Bearer wrong"}),
        ("127.0.0.1", {"x_forwarded_for": "203.0.113.5"}),
    ],
)
def test_strangers_see_nothing(library, address, headers):
    assert asking(library, address, **headers).status_code == 401


def test_an_administrators_app_password_opens_from_anywhere_a_readers_does_not(library):
    admin = accounts.add(library, "ann", "a long enough one", is_admin=True)
    reader = accounts.add(library, "bob", "a long enough one")
    _, theirs = accounts.add_app(library, admin, "prometheus")
    _, readers = accounts.add_app(library, reader, "prometheus")
    assert asking(library, "203.0.113.5", authorization=f"Bearer {theirs}").status_code == 200
    assert asking(library, "203.0.113.5", authorization=f"Bearer {readers}").status_code == 401
