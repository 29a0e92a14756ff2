"""Through proxies, with the guard in force."""

import asyncio
import struct

import pytest

from mainstem.feeds.errors import AddressForbidden, BadAddress, ConnectionFailed
from mainstem.fetching import Fetcher, Limits, Options, Request
from mainstem.fetching import proxy as proxies
from tests.fetching.servers import ok, serving

QUICK = Limits(connect_seconds=1, first_byte_seconds=1, total_seconds=3)


async def _pump(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def _socks(reader, writer, asked, login):
    _, count = await reader.readexactly(2)
    await reader.readexactly(count)
    writer.write(b"\x05\x02" if login else b"\x05\x00")
    if login:
        _, length = await reader.readexactly(2)
        name = await reader.readexactly(length)
        password = await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x01\x00" if (name, password) == login else b"\x01\x01")
    _, _, _, kind = await reader.readexactly(4)
    length = 4 if kind == 1 else (await reader.readexactly(1))[0]
    host = await reader.readexactly(length)
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    asked.append((kind, host, port))
    there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
    await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer), return_exceptions=True)


def by_socks(scheme, host="127.0.0.1", login=None, secret=""):
    async def run():
        asked = []
        listener = await asyncio.start_server(lambda r, w: _socks(r, w, asked, login), "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        async with serving(lambda _: ok(b"<rss/>")) as server, Fetcher(QUICK, ["127.0.0.1"]) as fetcher:
            options = Options(proxy_url=f"{scheme}://{secret}127.0.0.1:{port}")
            came = await fetcher.fetch(Request(f"http://{host}:{server.port}/f", options=options))
        listener.close()
        return came, asked, server

    return asyncio.run(run())


def test_socks5_is_given_the_checked_address():
    came, asked, server = by_socks("socks5")
    assert came.body == b"<rss/>"
    assert asked == [(1, b"\x7f\x00\x00\x01", server.port)]
    assert server.lines() == ["GET /f HTTP/1.1"]


def test_socks5h_looks_names_up_at_the_proxy():
    came, asked, server = by_socks("socks5h", "somewhere.invalid")
    assert came.body == b"<rss/>"
    assert asked == [(3, b"somewhere.invalid", server.port)]


def test_socks5_signs_in():
    assert by_socks("socks5", login=(b"ann", b"pw"), secret="ann:pw@")[0].body == b"<rss/>"
    with pytest.raises(ConnectionFailed, match="name and password"):
        by_socks("socks5", login=(b"ann", b"pw"), secret="ann:no@")


def by_http(url, allowed=("127.0.0.1",), installation=False):
    async def run():
        async with serving(lambda _: ok(b"<rss/>")) as proxy:
            given = f"http://ann:pw@127.0.0.1:{proxy.port}"
            options = Options() if installation else Options(proxy_url=given)
            async with Fetcher(QUICK, allowed, proxy_url=given if installation else "") as fetcher:
                return await fetcher.fetch(Request(url, options=options)), proxy

    return asyncio.run(run())


def test_an_http_proxy_is_asked_for_the_whole_address():
    came, proxy = by_http("http://somewhere.invalid/feed?x")
    assert came.body == b"<rss/>"
    assert proxy.lines() == ["GET http://somewhere.invalid/feed?x HTTP/1.1"]
    assert proxy.headers()["host"] == "somewhere.invalid"
    assert proxy.headers()["proxy-authorization"] == "Basic YW5uOnB3"


def test_tls_goes_through_connect():
    async def run():
        async with serving(lambda _: ok(status="403 No")) as proxy, Fetcher(QUICK, ["127.0.0.1"]) as fetcher:
            options = Options(proxy_url=f"http://127.0.0.1:{proxy.port}")
            with pytest.raises(ConnectionFailed, match="403"):
                await fetcher.fetch(Request("https://somewhere.invalid/feed", options=options))
            return proxy

    assert asyncio.run(run()).lines() == ["CONNECT somewhere.invalid:443 HTTP/1.1"]


def test_a_proxy_is_no_way_into_the_house():
    with pytest.raises(AddressForbidden):
        by_http("http://10.0.0.1/")
    with pytest.raises(AddressForbidden):
        by_http("http://1.1.1.1/", allowed=())


def test_the_installations_own_proxy_is_trusted():
    assert by_http("http://somewhere.invalid/", allowed=(), installation=True)[0].body == b"<rss/>"


@pytest.mark.parametrize("url", ["", "ftp://x", "socks4://x", "http://", "http://x:y"])
def test_other_proxies_are_refused_in_words(url: str):
    with pytest.raises(BadAddress):
        proxies.read(url)
