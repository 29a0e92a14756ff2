"""How a feed is asked, end to end: real servers that want something, the real poll, nothing readable at rest."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from base64 import b64encode
from contextlib import contextmanager

import pytest

from mainstem.app import opened
from mainstem.config import Config
from mainstem.library import accounts, asking, imports, subscribing
from mainstem.refresh import worker
from tests.fetching.servers import ok, serving
from tests.refresh.test_manners import BUSY

SECRET = "open-sesame-4711"
REFUSED = ok(b"", 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"', status="401 No")


def _header(name: str, value: str):
    def wants(request: bytes) -> bool:
        return f"{name}: {value}".lower().encode() in request.lower()

    return wants


def _digest(request: bytes) -> bool:
    told = dict(re.findall(rb'(\w+)="?([^",\r]+)"?', request.partition(b"Digest ")[2].partition(b"\r\n")[0]))
    if not told:
        return False

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    nonce = f"n:{told[b'nc'].decode()}:{told[b'cnonce'].decode()}:auth"
    expected = md5(f"{md5(f'ida:r:{SECRET}')}:{nonce}:{md5('GET:/feed')}")
    return told[b"response"].decode() == expected


WAYS = {
    "basic": (
        {"username": "ida", "password": SECRET},
        _header("Authorization", "Basic " + b64encode(f"ida:{SECRET}".encode()).decode()),
    ),
    "digest": ({"username": "ida", "password": SECRET, "auth": "digest"}, _digest),
    "bearer": (
        {"username": "", "password": SECRET, "auth": "bearer"},
        _header("Authorization", f"Bearer {SECRET}"),
    ),
    "cookies": ({"cookies": f"session={SECRET}"}, _header("Cookie", f"session={SECRET}")),
    "headers": ({"headers": f"X-Key: {SECRET}"}, _header("X-Key", SECRET)),
    "post": (
        {"method": "POST", "payload": f"token={SECRET}"},
        lambda request: request.startswith(b"POST ") and request.endswith(f"token={SECRET}".encode()),
    ),
}


@contextmanager
def server(wants):
    """A server in a thread that gives its feed to those who bring what it ``wants``; says what it was asked."""
    loop, ready, ending = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    holder = []

    def answer(request: bytes) -> bytes:
        return ok(BUSY, 'ETag: "1"') if not holder[1] or wants(request) else REFUSED

    async def serve() -> None:
        async with serving(answer) as running:
            holder.extend((running, []))
            ready.set()
            await ending.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(5)
    try:
        yield holder[0], holder[1]
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join()
        loop.close()


@pytest.fixture
def mainstem(tmp_path):
    config = Config(data=tmp_path / "data", allowed_addresses=("127.0.0.1",), parsers=0)
    with opened(config) as everything:
        yield everything


@pytest.mark.parametrize("way", WAYS)
def test_what_a_server_wants_is_brought_at_each_poll_and_sealed_at_rest(mainstem, tmp_path, way):
    given, wants = WAYS[way]
    library = mainstem.library
    ida = accounts.add(library, "ida", "a long enough one")
    with server(wants) as (running, is_strict):
        url = f"{running.url}/feed"
        feed_id = subscribing.subscribe(library, ida, url).feed.id
        is_strict.append(True)
        made = asking.change(library, ida, feed_id, url, given)
        with library.database.write() as connection:
            from mainstem.storage import feeds

            feeds.change(connection, made.feed.id, {"due_at": library.now(), "fetched_at": None})
        outcomes = []
        work = worker.once(
            library.database, mainstem.internet, [made.feed.id], lambda _, came: outcomes.append(came)
        )
        mainstem.loop.run(work)
        assert [came.trouble for came in outcomes] == [None]
        assert wants(running.requests[-1])
    for path in (tmp_path / "data").iterdir():
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


def test_secrets_stay_where_a_form_leaves_them_empty(mainstem):
    library = mainstem.library
    ida = accounts.add(library, "ida", "a long enough one")
    with server(WAYS["basic"][1]) as (running, is_strict):
        url = f"{running.url}/feed"
        feed_id = subscribing.subscribe(library, ida, url).feed.id
        is_strict.append(True)
        made = asking.change(library, ida, feed_id, url, WAYS["basic"][0])
        again = asking.change(library, ida, made.feed.id, url, {"username": "ida", "timeout_seconds": "30"})
    options = asking.options_of(library, ida, again.feed.id)
    assert (options.password, options.timeout_seconds) == (SECRET, 30)


def test_a_name_and_password_in_an_address_are_kept_apart_and_sealed(mainstem, tmp_path):
    library = mainstem.library
    ida = accounts.add(library, "ida", "a long enough one")
    bob = accounts.add(library, "bob", "a long enough one")
    with server(WAYS["basic"][1]) as (running, is_strict):
        is_strict.append(True)
        text = running.url.replace("http://", f"http://ida:{SECRET}@") + "/feed"
        made = subscribing.subscribe(library, ida, text)
        assert made.feed.feed_url == f"{running.url}/feed"
        assert made.total_count == 10
        assert subscribing.subscribe(library, bob, text).feed.id == made.feed.id
    listed = f'<opml version="2.0"><body><outline text="A" xmlUrl="{text}"/></body></opml>'
    assert imports.import_opml(library, bob, listed.encode()).known == 1
    for path in (tmp_path / "data").iterdir():
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
