"""Fetching over real sockets: what is asked, what is followed, and what is never waited for."""

import asyncio
from dataclasses import replace

import pytest

from mainstem.feeds.errors import (
    AddressForbidden,
    AnswerBroken,
    BadAddress,
    BadInput,
    BadStatus,
    ConnectionFailed,
    FetchFailed,
    HostNotFound,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from mainstem.fetching import Fetched, Fetcher, Limits, NotModified, Options, Request
from tests.fetching.servers import ok, redirect, serving

HOME = ["127.0.0.0/8"]
QUICK = Limits(connect_seconds=1, first_byte_seconds=0.3, total_seconds=1.5)


def fetch(answer, path="/feed", *, limits=QUICK, allowed=HOME, **request):
    """Ask a server that answers so: what came (an error too), and the server."""

    async def run():
        async with serving(answer) as server, Fetcher(limits, allowed) as fetcher:
            try:
                return await fetcher.fetch(Request(server.url + path, **request)), server
            except FetchFailed as trouble:
                return trouble, server

    return asyncio.run(run())


def always(answer):
    return lambda _: answer


def test_a_body_comes_with_its_validators_byte_for_byte():
    came, _ = fetch(always(ok(b"<rss/>", 'ETag: W/"a-gzip\xe9"', "Last-Modified: Sunday at noon")))
    assert isinstance(came, Fetched)
    assert (came.body, came.status, came.bytes_received) == (b"<rss/>", 200, 6)
    assert came.etag.encode("latin-1") == b'W/"a-gzip\xe9"'
    assert came.last_modified == "Sunday at noon"


def test_validators_go_back_byte_for_byte():
    came, server = fetch(always(ok(b"", status="304 Not Modified")), etag='W/"a\xe9', last_modified="0")
    assert isinstance(came, NotModified)
    assert b'\r\nIf-None-Match: W/"a\xe9\r\n' in server.requests[0]
    assert b"\r\nIf-Modified-Since: 0\r\n" in server.requests[0]


def test_a_request_says_who_we_are_and_nothing_needless():
    _, server = fetch(always(ok()), subscribers=7)
    headers = server.headers()
    assert headers["user-agent"].startswith("Mainstem/")
    assert "7 subscribers" in headers["user-agent"]
    assert headers["a-im"] == "feed"
    assert headers["accept-encoding"] == "gzip, br, zstd"
    assert "application/atom+xml" in headers["accept"]
    assert not {"cookie", "referer", "if-none-match", "if-modified-since", "authorization"} & set(headers)
    assert server.lines() == ["GET /feed HTTP/1.1"]


def test_a_226_is_a_body():
    came, _ = fetch(always(ok(b"<feed/>", "IM: feed", status="226 IM Used")))
    assert isinstance(came, Fetched)
    assert came.status == 226


def test_cookies_that_are_set_on_the_way_are_not_kept():
    def answer(request):
        return redirect("/there", 302, "Set-Cookie: a=b") if b"/feed" in request else ok()

    _, server = fetch(answer)
    assert server.lines() == ["GET /feed HTTP/1.1", "GET /there HTTP/1.1"]
    assert "cookie" not in server.headers()


def test_every_redirect_is_told():
    def answer(request):
        if b" /feed " in request:
            return redirect("/b", 301)
        return redirect("c?x=1#part", 307) if b" /b " in request else ok()

    came, server = fetch(answer)
    assert isinstance(came, Fetched)
    assert [(hop.url.removeprefix(server.url), hop.status) for hop in came.hops] == [
        ("/feed", 301),
        ("/b", 307),
    ]
    assert came.final_url == server.url + "/c?x=1"


def test_validators_go_only_to_the_address_that_gave_them():
    def answer(request):
        return redirect("/there") if b" /feed " in request else ok()

    async def run():
        async with serving(answer) as server, Fetcher(QUICK, HOME) as fetcher:
            there = server.url + "/there"
            await fetcher.fetch(Request(server.url + "/feed", etag='"x"', validators_url=there))
            return server

    server = asyncio.run(run())
    assert "if-none-match" not in server.headers(0)
    assert server.headers(1)["if-none-match"] == '"x"'


def test_circles_and_long_chains_end():
    circle, server = fetch(lambda request: redirect("/b" if b" /feed " in request else "/feed"))
    assert isinstance(circle, TooManyRedirects)
    assert len(server.requests) == 2
    chain, server = fetch(lambda request: redirect("/x" + request.split(b" ")[1].decode()[1:]))
    assert isinstance(chain, TooManyRedirects)
    assert len(server.requests) == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "javascript:1", "http://[::1"],
)
def test_redirects_lead_only_to_http(location: str):
    came, server = fetch(always(redirect(location)))
    assert isinstance(came, BadAddress)
    assert len(server.requests) == 1


def test_a_redirect_into_the_house_is_refused():
    came, _ = fetch(lambda _: redirect("http://127.0.0.2:1/"), allowed=["127.0.0.1"])
    assert isinstance(came, AddressForbidden)
    assert "MAINSTEM_ALLOWED_ADDRESSES" in str(came)
    assert came.trip is not None
    assert came.trip.hops[0].status == 302


INSIDE = (
    "http://127.0.0.1/ http://localhost/ http://0x7f.1/ http://2130706433/ http://[::ffff:127.0.0.1]/ "
    "http://169.254.169.254/latest/ http://0/ http://[::]/ http://[64:ff9b::a00:1]/"
).split()


@pytest.mark.parametrize("url", INSIDE)
def test_the_house_is_not_asked_without_leave(url: str):
    async def run():
        async with Fetcher(QUICK) as fetcher:
            await fetcher.fetch(Request(url))

    with pytest.raises((AddressForbidden, HostNotFound)):
        asyncio.run(run())


NO_ADDRESSES = ["", *"ftp://a/ file:///etc/passwd http:// //x/y http://a:99999/ http://[1/ data:,x".split()]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_other_addresses_are_refused_in_words(url: str):
    async def run():
        async with Fetcher(QUICK) as fetcher:
            await fetcher.fetch(Request(url))

    with pytest.raises(BadAddress):
        asyncio.run(run())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 500, 503, 300, 305])
def test_other_statuses_are_failures_with_their_headers(status: int):
    came, _ = fetch(always(ok(b"x" * 100, "Retry-After: 90", status=f"{status} No")))
    assert isinstance(came, BadStatus)
    assert came.status == status
    assert came.retry_after is not None
    assert came.retry_after.total_seconds() == 90
    assert came.trip is not None
    assert came.trip.headers["retry-after"] == "90"


def test_a_304_without_being_asked_is_told_as_it_is():
    came, _ = fetch(always(ok(b"", 'ETag: "n"', status="304 Not Modified")))
    assert isinstance(came, NotModified)
    assert came.etag == '"n"'


async def _hang(writer):
    await asyncio.sleep(3)


async def _drip_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(30):
        writer.write(b"X: y\r\n")
        await writer.drain()
        await asyncio.sleep(0.1)


async def _endless_body(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def _endless_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X: " + b"y" * 4000 + b"\r\n")
        await writer.drain()


async def _endless_header(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"y" * 4000)
        await writer.drain()


async def _endless_interim(writer):
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()


async def _endless_error(writer):
    writer.write(b"HTTP/1.1 500 No\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (_hang, TooSlow),
        (_drip_headers, TooSlow),
        (_endless_body, TooLarge),
        (_endless_headers, TooLarge),
        (_endless_header, TooLarge),
        (_endless_interim, AnswerBroken),
        (_endless_error, BadStatus),
    ],
)
def test_hostile_servers_are_left(behaviour, kind):
    came, _ = fetch(always(behaviour), limits=replace(QUICK, body_bytes=1_000_000))
    assert isinstance(came, kind), came


def test_an_announced_giant_is_refused_at_once():
    came, _ = fetch(always(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))
    assert isinstance(came, TooLarge)


def test_a_dripping_body_is_left(monkeypatch):
    async def drip(writer):
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    monkeypatch.setattr("mainstem.fetching.exchange.GRACE_SECONDS", 0.3)
    came, _ = fetch(always(drip), limits=replace(QUICK, total_seconds=30))
    assert isinstance(came, TooSlow)
    assert "drips" in str(came)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"<rss></rss>",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1f\x8b\x08garbag",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\nContent-Length: 1\r\n\r\nx",
    ],
)
def test_broken_answers_are_told_as_broken(raw: bytes):
    came, _ = fetch(always(raw))
    assert isinstance(came, AnswerBroken), came


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\n\r\nhello",
        b"HTTP/1.0 200 OK\r\n\r\nhello",
        b"HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and what follows",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nETag: trailer\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Odd: \xff\x01\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n<hello/>  ",
    ],
)
def test_odd_answers_are_read(raw: bytes):
    came, _ = fetch(always(raw))
    assert isinstance(came, Fetched), came
    assert b"hello" in came.body
    assert came.etag == ""


def test_refused_connections_and_unknown_hosts_may_be_our_fault():
    async def run(url):
        async with Fetcher(QUICK, ["*"]) as fetcher:
            await fetcher.fetch(Request(url))

    with pytest.raises(ConnectionFailed) as refused:
        asyncio.run(run("http://127.0.0.1:1/"))
    with pytest.raises(HostNotFound) as unknown:
        asyncio.run(run("http://no-such-host.invalid/"))
    assert refused.value.is_ours
    assert unknown.value.is_ours


def test_what_a_reader_sets_is_sent_to_the_origin_only():
    async def run():
        async with serving(always(ok())) as other, Fetcher(QUICK, HOME) as fetcher:
            answer = always(redirect(other.url + "/x"))
            options = Options("ann", "secret", cookies="a=b", headers=(("X-Key", "k"), ("Accept", "text/x")))
            async with serving(answer) as home:
                came = await fetcher.fetch(Request(home.url, options=options))
            return home, other, came

    home, other, came = asyncio.run(run())
    assert home.headers()["authorization"] == "Basic YW5uOnNlY3JldA=="
    assert home.headers()["cookie"] == "a=b"
    assert home.headers()["x-key"] == "k"
    assert home.headers()["accept"] == "text/x"
    assert not {"authorization", "cookie", "x-key"} & set(other.headers())
    assert "secret" not in repr(came)


def test_what_was_sent_is_told_without_secrets():
    came, _ = fetch(always(ok()), options=Options("ann", "secret", cookies="a=b", headers=(("X-Key", "k"),)))
    assert isinstance(came, Fetched)
    assert {came.sent[name] for name in ("authorization", "cookie", "x-key")} == {"…"}
    assert came.sent["a-im"] == "feed"


def test_credentials_in_the_address_are_used_and_not_sent_as_part_of_it():
    async def run():
        async with serving(always(ok())) as server, Fetcher(QUICK, HOME) as fetcher:
            await fetcher.fetch(Request(server.url.replace("http://", "http://ann:se%40cret@")))
            return server

    server = asyncio.run(run())
    assert server.headers()["authorization"] == "Basic YW5uOnNlQGNyZXQ="
    assert server.headers()["host"] == f"127.0.0.1:{server.port}"


def test_a_bearer_token_is_sent():
    _, server = fetch(always(ok()), options=Options(password="token", auth="bearer"))
    assert server.headers()["authorization"] == "Bearer token"


def test_digest_answers_the_challenge():
    challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256, opaque="o"'

    def answer(request):
        return ok() if b"Digest username" in request else ok(b"", challenge, status="401 No")

    came, server = fetch(answer, options=Options("ann", "secret", auth="digest"))
    assert isinstance(came, Fetched)
    assert "authorization" not in server.headers(0)
    assert 'uri="/feed"' in server.headers(1)["authorization"]


def test_a_post_carries_its_payload():
    _, server = fetch(
        always(ok()), options=Options(method="POST", payload='{"q": 1}', payload_type="application/json")
    )
    assert server.lines() == ["POST /feed HTTP/1.1"]
    assert server.requests[0].endswith(b'\r\n\r\n{"q": 1}')
    assert server.headers()["content-type"] == "application/json"


@pytest.mark.parametrize(
    "header", [("X\r\nY", "z"), ("X", "a\r\nHost: b"), ("Host", "x"), ("Content-Length", "0")]
)
def test_headers_that_would_break_a_request_are_refused(header: tuple[str, str]):
    with pytest.raises(BadInput):
        fetch(always(ok()), options=Options(headers=(header,)))


def test_addresses_are_written_safely():
    _, server = fetch(always(ok()), "/ä b?q=ü&x=%20#part")
    assert server.lines() == ["GET /%C3%A4%20b?q=%C3%BC&x=%20 HTTP/1.1"]


def test_no_more_fetches_run_at_once_than_allowed():
    running = 0
    most = 0

    async def slow(writer):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        writer.write(ok())

    async def run():
        async with serving(always(slow)) as server, Fetcher(QUICK, HOME, connections=3) as fetcher:
            await asyncio.gather(*(fetcher.fetch(Request(server.url)) for _ in range(20)))

    asyncio.run(run())
    assert most == 3
