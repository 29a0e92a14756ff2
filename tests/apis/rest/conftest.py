"""A client of the REST API."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.rest import PREFIX, routes
from tests.apis.world import World


@pytest.fixture
def client(world: World) -> TestClient:
    """Signed in with a key that may write."""
    headers = {"Authorization": f"Bearer {world.secret}"}
    app = Starlette(routes=routes(world.library))
    return TestClient(
        app, base_url=f"http://testserver{PREFIX}/", headers=headers, raise_server_exceptions=False
    )
