"""The document says what the API does, and the API does what the document says."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.rest import PREFIX, routes
from tests.apis.world import World


@pytest.fixture
def document(world: World) -> schemathesis.BaseSchema:
    world.feed(1, 3, folder="Harbour")
    app = Starlette(routes=routes(world.library))
    schema = schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", app)
    schema.config.update(
        base_url=f"http://testserver{PREFIX}", headers={"Authorization": f"Bearer {world.secret}"}
    )
    return schema


PARTS = 6  # of the calls: a test each, so that none takes long
# what these ask is tried by hand, or not ours: words that the document allows may still be refused as rules or
# searches, and failed sign-ins are slowed down (429)
UNFIT = ("positive_data_acceptance", "ignored_auth", "missing_required_header", "unsupported_method")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_call_keeps_to_the_document(document: schemathesis.BaseSchema, part: int) -> None:
    """Whatever is sent: a documented status, a documented shape, never a 500."""
    for found in list(document.get_all_operations())[part::PARTS]:
        hold(found.ok())


def hold(operation: Any) -> None:
    load_all_checks()
    unfit = CHECKS.get_by_names(UNFIT)

    @settings(
        max_examples=6,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=unfit)

    check()


def test_the_document_is_openapi_3_1_with_every_call_described(client: TestClient) -> None:
    document = client.get("openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            assert call.get("description"), (path, method)
            assert call.get("security") == [{"HTTPBearer": []}], (path, method)


def test_the_page_names_no_outside_address_and_runs_nothing(client: TestClient) -> None:
    answer = client.get("docs", headers={"Authorization": ""})
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert re.findall(r"https?://[^\s\"'<]+", answer.text) == []
    assert "/streams/{address}/entries" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
