import logging

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from mainstem.apis import answers
from mainstem.apis.answers import Answer, of_json, of_text
from mainstem.apis.calls import Call, decoded_path, read_json, whole
from mainstem.apis.doors import Door
from mainstem.feeds.errors import BadInput, MainstemError


def _enter(call: Call) -> Answer:
    form = call.form()
    if form.has("bug"):
        raise KeyError("a secret detail")
    if form.has("refuse"):
        raise BadInput("Not like this.")
    return of_json({"method": call.method, "a": form.every("a"), "path": call.path, "basic": call.basic()})


def _refuse(error: MainstemError) -> Answer:
    return of_text(str(error), 400)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/{path:path}", Door(_enter, _refuse, limit=10_000))]))


def test_query_and_body_are_one_form(client: TestClient) -> None:
    assert client.post("/x?a=1&a=%20two", data={"a": "3+"}).json()["a"] == ["1", " two", "3+"]


def test_a_body_without_a_type_is_a_form(client: TestClient) -> None:
    assert client.post("/x", content=b"a=1&a", headers={"content-type": ""}).json()["a"] == ["1", ""]


def test_a_multipart_body_is_a_form(client: TestClient) -> None:
    answer = client.post("/x?a=0", files={"a": (None, "käse")})
    assert answer.json()["a"] == ["0", "käse"]
    assert client.post("/x", files={"a": ("name.opml", b"file")}).json()["a"] == ["file"]


def test_a_broken_multipart_body_is_refused(client: TestClient) -> None:
    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/x", content=b"--c\r\n nonsense", headers=headers).status_code == 400
    assert (
        client.post("/x", content=b"a=1", headers={"content-type": "multipart/form-data"}).status_code == 400
    )


def test_wrong_utf8_and_nul_are_survived(client: TestClient) -> None:
    assert client.post("/x", content=b"a=%ff%00b\xfe").json()["a"] == ["\ufffdb\ufffd"]


def test_too_large_a_body_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post("/x", content=b"a" * 10_001).status_code == 400
    chunks = (b"a" * 1000 for _ in range(50))
    assert client.post("/x", content=chunks).status_code == 400


def test_a_bug_tells_nothing_to_the_outside(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/x?bug")
    assert "secret detail" not in answer.text
    assert "KeyError" not in answer.text
    assert "secret detail" in caplog.text


def test_head_has_the_head_of_get_and_no_body(client: TestClient) -> None:
    get, head = client.get("/x"), client.head("/x")
    assert head.content == b""
    assert {**head.headers} == {**get.headers}


def test_a_browser_of_any_origin_may_ask(client: TestClient) -> None:
    preflight = client.options("/x", headers={"origin": "https://app.example"})
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert "Authorization" in preflight.headers["access-control-allow-headers"]
    assert client.get("/x").headers["access-control-allow-origin"] == "*"


def test_slashes_are_collapsed_and_decoded_once(client: TestClient) -> None:
    assert client.get("http://testserver//x//feed%2F7").json()["path"] == "/x/feed/7"
    assert decoded_path(b"/a%252Fb%00") == "/a%2Fb"


def test_basic_credentials_are_read_as_they_come(client: TestClient) -> None:
    assert client.get("/x", auth=("ida", "pass:word")).json()["basic"] == ["ida", "pass:word"]
    for value in ("Basic", "Basic !", "Basic aWRh", "Bearer x", "Basic /////w=="):
        assert client.get("/x", headers={"authorization": value}).json()["basic"] is None


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[" * 100_000, b"NaN", b"9" * 5000, b'{"a":' * 300 + b"1" + b"}" * 300]
)
def test_what_is_no_harmless_json_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput):
        read_json(body)


def test_json_may_be_wide_and_begin_with_a_mark() -> None:
    assert read_json(b"\xef\xbb\xbf[" + b"[],".join([b""] * 5000) + b"1]")[-1] == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("-3", -3), ("", None), ("x", None), ("1.5", None), ("²", None), ("9" * 5000, 2**63 - 1)],
)
def test_whole_numbers_are_cut_to_64_bits(text: str, number: int | None) -> None:
    assert whole(text) == number


def test_json_is_written_alike_with_and_without_the_faster_writer() -> None:
    value = {"id": "feed/7", "title": 'Kelp & "crabs" – 名前', "counts": [1, 0, None, True], "none": {}}
    assert answers.slow_dumps(value) == answers.dumps(value)
