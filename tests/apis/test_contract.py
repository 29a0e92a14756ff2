"""What holds for every API that the catalogue has, whatever its protocol."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterator
from contextlib import suppress

import pytest
from httpx import Response

from mainstem import apis
from mainstem.library import accounts
from tests.apis.household import Household
from tests.apis.voices import VOICES, Fever, GoogleReader, Miniflux, NextcloudNews, Rest, Voice

SECRET_WORDS = ("Title 1", "paper.example", "Harbour")
WRITES: dict[type[Voice], tuple[str, ...]] = {
    GoogleReader: (
        "/reader/api/0/edit-tag",
        "/reader/api/0/stream/items/contents",
        "/reader/api/0/mark-all-as-read",
        "/reader/api/0/subscription/edit",
        "/reader/api/0/subscription/import",
        "/reader/api/0/rename-tag",
        "/accounts/ClientLogin",
    ),
    Fever: ("/fever/?api", "/fever/?api&mark=item&as=read", "/fever/?api&items&with_ids=1"),
    Miniflux: ("/v1/entries", "/v1/feeds", "/v1/categories", "/v1/import", "/v1/users/1/mark-all-as-read"),
    NextcloudNews: (
        "/index.php/apps/news/api/v1-3/items/read/multiple",
        "/index.php/apps/news/api/v1-3/items/read",
        "/index.php/apps/news/api/v1-2/folders",
        "/index.php/apps/news/api/v1-2/feeds",
    ),
    Rest: ("/api/v1/entries/marks", "/api/v1/streams/all/marks", "/api/v1/folders", "/api/v1/subscriptions"),
}
DEEP = b'{"items":' * 100_000
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/x-www-form-urlencoded", b"&".join(b"i=%d" % n for n in range(20_000))),
    ("application/x-www-form-urlencoded", b"i=%ff%fe%00&s=%c0%ae&n=\xff\x00&id=%00&mark=%ff"),
    ("application/x-www-form-urlencoded", b"&" * 400_000),
    (
        "application/x-www-form-urlencoded",
        b"=" * 10_000 + b"&s=feed/" + b"9" * 100_000 + b"&ts=" + b"9" * 5000,
    ),
    (
        "application/x-www-form-urlencoded",
        b"i=-1&i=1e309&i=18446744073709551616&id=" + b"9" * 400 + b"&before=-9",
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="i"\r\n\r\n' + b"a" * 1000,
    ),
    ("multipart/form-data; boundary=" + "x" * 5000, b"--" + b"x" * 5000),
    ("multipart/form-data", b"--x--"),
    ("application/json", DEEP),
    ("application/json", b"[" * 50_000 + b"]" * 50_000),
    ("application/json", b'{"entry_ids":[' + b"9" * 5000 + b'],"status":"read","action":"read"}'),
    (
        "application/json",
        b'{"entry_ids":[1e400, -1, null, "x", {}],"items":[1e400, 9223372036854775808, {"feedId":{}}]}',
    ),
    (
        "application/json",
        b'{"entry_ids":"1","items":{},"itemIds":"x","status":[],"action":{},"newestItemId":[]}',
    ),
    ("application/json", b'"\\ud800 \\u0000"'),
    (
        "application/json",
        b'{"title":"\\ud800\\u0000","name":"\\udfff","feed_url":"\\u0000","url":"http://\\ud800/"}',
    ),
    ("application/json", b"\xff\xfe{\x00}\x00"),
    ("application/json; charset=nonsense", b"{}"),
    ("application/json", b"null"),
    ("application/json", b"NaN"),
    (
        "text/xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml>&b;</opml>',
    ),
    ("", b""),
    ("nonsense", b"\x00" * 1000),
    ("application/octet-stream", bytes(range(256)) * 40),
)


@pytest.fixture(params=VOICES, ids=lambda kind: kind.__name__)
def voice(request: pytest.FixtureRequest, home: Household) -> Voice:
    """Ida's app, for each API."""
    kind: type[Voice] = request.param
    serials = {one: place + 1 for place, one in enumerate((*home.ids, *home.oles_ids))}
    return kind(home.library, "ida", home.secret, serials)


def is_proper(answer: Response) -> bool:
    """No trace, no HTML, no crash."""
    said = answer.text
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return answer.status_code < 500 and "Traceback" not in said and not is_page


# hubs, calendars, strangers and Prometheus call these: there is no reader's app to sign in
WITHOUT_APPS = {"websub", "shared", "secret", "metrics"}


def test_every_api_of_the_catalogue_is_held_to_the_contract() -> None:
    folders = {one.name for one in pkgutil.iter_modules(apis.__path__) if one.ispkg}
    assert {kind.api.__name__.rpartition(".")[2] for kind in VOICES} == folders - WITHOUT_APPS


def test_without_sign_in_nothing_is_told(voice: Voice) -> None:
    answer = voice.client.get(voice.own)
    assert voice.is_refused(answer)
    assert not any(word in answer.text for word in SECRET_WORDS)


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !!!", "Bearer", "Bearer x", "GoogleLogin auth=", "GoogleLogin auth=app-1/x", "é"],
)
def test_a_wrong_header_is_refused(voice: Voice, header: str) -> None:
    answer = voice.client.get(voice.own, headers={"authorization": header.encode()})
    assert voice.is_refused(answer)


def test_the_right_secret_of_another_reader_opens_that_readers_library_alone(
    voice: Voice, home: Household
) -> None:
    ole = type(voice)(home.library, "ole", home.oles_secret, voice.serials)
    assert ole.unread() == {voice.serials[one] for one in home.oles_ids}
    assert voice.unread() == {voice.serials[one] for one in home.ids}


def test_a_revoked_secret_is_refused_at_once(voice: Voice, home: Household) -> None:
    assert not voice.is_refused(voice.ask("GET", voice.own))
    for app in accounts.apps(home.library, home.ida):
        accounts.remove_app(home.library, home.ida, app.id)
    assert voice.is_refused(voice.ask("GET", voice.own))


def test_a_secret_that_may_only_read_changes_nothing(voice: Voice, home: Household) -> None:
    _, secret = accounts.add_app(home.library, home.ida, "Screen", "read")
    screen = type(voice)(home.library, "ida", secret, voice.serials)
    before = screen.unread()
    for write in (
        lambda: screen.mark([1], "read"),
        lambda: screen.mark([1], "star"),
        lambda: screen.mark_all(9),
    ):
        with suppress(AssertionError):  # most say 403; Fever has no way to say it
            write()
    assert (voice.unread(), voice.starred()) == (before, set())


def test_guessing_is_slowed_but_the_right_secret_still_works(voice: Voice) -> None:
    header = {name: value[:-1] + ("a" if value[-1] != "a" else "b") for name, value in voice.headers.items()}
    refused = [voice.client.get(voice.own, headers=header) for _ in range(30)]
    if not isinstance(voice, Fever):  # it only knows one word for all that is wrong
        assert refused[-1].status_code == 429
        assert int(refused[-1].headers["retry-after"]) >= 1
    assert all(is_proper(one) for one in refused)
    assert not voice.is_refused(voice.ask("GET", voice.own))


def test_marks_that_come_twice_or_too_late_do_no_harm(voice: Voice) -> None:
    for _ in range(2):
        voice.mark([1, 2], "read")
    voice.mark([2], "unread")
    for _ in range(2):
        voice.mark([3], "star")
    assert voice.unread() == {2, 3, 4, 5, 6, 7, 8, 9}
    assert voice.starred() == {3}


def test_head_says_what_get_says_without_a_body(voice: Voice) -> None:
    get, head = voice.ask("GET", voice.own), voice.ask("HEAD", voice.own)
    if head.status_code == 405:  # a protocol may not know it
        return
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers.get("content-type") == get.headers.get("content-type")


def test_pages_of_any_origin_may_ask(voice: Voice) -> None:
    headers = {
        "origin": "https://app.example",
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
    }
    preflight = voice.client.options(voice.own, headers=headers)
    assert preflight.status_code in (200, 204)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in preflight.headers
    answer = voice.ask("GET", voice.own, headers={"origin": "https://app.example"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_answers_are_not_kept_by_strangers_and_say_their_charset(voice: Voice) -> None:
    answer = voice.ask("GET", voice.own)
    assert "json" in answer.headers["content-type"]
    assert "public" not in answer.headers.get("cache-control", "")
    json.loads(answer.content.decode())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_body_however_odd_breaks_anything(voice: Voice, method: str) -> None:
    for path in WRITES[type(voice)]:
        for kind, body in BODIES if method == "POST" else BODIES[1::6]:
            answer = voice.ask(method, path, content=body, headers={"content-type": kind})
            assert is_proper(answer), (
                f"{method} {path} {kind} {body[:60]!r}: {answer.status_code} {answer.text[:300]}"
            )


def test_a_body_without_end_is_refused(voice: Voice) -> None:
    chunks: Iterator[bytes] = (b"x" * 1_000_000 for _ in range(40))
    answer = voice.ask(
        "POST", WRITES[type(voice)][0], content=chunks, headers={"content-type": "application/json"}
    )
    assert is_proper(answer)
    assert answer.status_code in (400, 413)


ODD = (
    "",
    "-1",
    "0",
    "9" * 30,
    "1e9",
    "x",
    "%00",
    "%ff",
    "null",
    "[]",
    "💥",
    "' OR 1=1 --",
    "../../etc/passwd",
)
NAMES: dict[type[Voice], tuple[str, ...]] = {
    GoogleReader: ("n", "c", "ot", "nt", "s", "xt", "it", "r", "i"),
    Fever: ("since_id", "max_id", "with_ids", "feed_ids", "group_ids", "before", "id", "mark", "as"),
    Miniflux: (
        "limit",
        "offset",
        "order",
        "direction",
        "status",
        "before",
        "after_entry_id",
        "category_id",
        "search",
    ),
    NextcloudNews: ("batchSize", "offset", "type", "id", "getRead", "oldestFirst", "lastModified"),
    Rest: ("limit", "after", "show", "order", "newest_id"),
}
LISTS: dict[type[Voice], str] = {
    GoogleReader: "/reader/api/0/stream/contents",
    Fever: "/fever/?api&items&unread_item_ids",
    Miniflux: "/v1/entries",
    NextcloudNews: "/index.php/apps/news/api/v1-3/items",
    Rest: "/api/v1/streams/all/entries",
}


def test_no_parameter_however_odd_breaks_anything(voice: Voice) -> None:
    path = LISTS[type(voice)]
    sign = "&" if "?" in path else "?"
    for name in NAMES[type(voice)]:
        for value in ODD:
            answer = voice.ask("GET", f"{path}{sign}{name}={value}")
            assert is_proper(answer), f"{name}={value}: {answer.status_code} {answer.text[:300]}"


def test_no_path_however_odd_breaks_anything(voice: Voice) -> None:
    base = voice.own.partition("?")[0]
    for odd in (*ODD, "a/b/c", "%2e%2e%2f", "%2F%2F", "feed%2F%00", "a" * 5000, "%", "%zz"):
        answer = voice.ask("GET", f"{base}/{odd}")
        assert is_proper(answer), f"{odd}: {answer.status_code} {answer.text[:300]}"


@pytest.mark.parametrize("kind", VOICES, ids=lambda kind: kind.__name__)
def test_no_text_however_odd_breaks_either_database(both_homes: Household, kind: type[Voice]) -> None:
    voice = kind(both_homes.library, "ida", both_homes.secret, {})
    odd = [(kind_, body) for kind_, body in BODIES if b"u0000" in body or b"%00" in body or b"\x00" in body]
    for path in WRITES[kind]:
        for method in ("POST", "PUT"):
            for content_type, body in odd:
                answer = voice.ask(method, path, content=body, headers={"content-type": content_type})
                assert is_proper(answer), f"{method} {path} {body[:60]!r}: {answer.text[:300]}"
    for value in ("%00", "9" * 30, "-1"):
        for name in NAMES[kind]:
            sign = "&" if "?" in LISTS[kind] else "?"
            answer = voice.ask("GET", f"{LISTS[kind]}{sign}{name}={value}")
            assert is_proper(answer), f"{name}={value}: {answer.text[:300]}"
