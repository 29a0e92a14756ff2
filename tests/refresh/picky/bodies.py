"""Bodies: compressed, broken, endless, poisoned; odd HTTP; documents of any kind."""

from __future__ import annotations

import asyncio
import gzip
import re
import sys
import zlib

import brotli

from tests.refresh.picky.journey import must, should
from tests.refresh.picky.site import BUSY, DAILY, MINUTE, made
from tests.refresh.world import START, rss

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def _raw(body):
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezer.compress(body) + squeezer.flush()


def _reads(said, kept=10):
    def story(site):
        site.answer = lambda asked: said
        yield
        assert site.kept == kept, (site.kept, site.words)
        assert not site.words, site.words

    return story


_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
_JSON = b'{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","content_text":"a"}]}'
_WIDE = BUSY.decode().replace("<rss", '<?xml version="1.0" encoding="utf-16"?><rss', 1).encode("utf-16")

for _name, _said in {
    "gzip": made(gzip.compress(BUSY), Content_Encoding="gzip"),
    "x_gzip": made(gzip.compress(BUSY), Content_Encoding="x-gzip"),
    "brotli": made(brotli.compress(BUSY), Content_Encoding="br"),
    "zstd": made(zstd.compress(BUSY), Content_Encoding="zstd"),
    "deflate": made(zlib.compress(BUSY), Content_Encoding="deflate"),
    "raw_deflate": made(_raw(BUSY), Content_Encoding="deflate"),
    "identity": made(BUSY, Content_Encoding="identity"),
    "gzip_twice": made(gzip.compress(gzip.compress(BUSY)), Content_Encoding="gzip, gzip"),
    "gzip_that_is_not_told": made(gzip.compress(BUSY)),
    "gzip_that_is_told_and_is_not": made(BUSY, Content_Encoding="gzip"),
    "gzip_of_several_members": made(
        gzip.compress(BUSY[:500]) + gzip.compress(BUSY[500:]), Content_Encoding="gzip"
    ),
    "gzip_with_padding_behind": made(gzip.compress(BUSY) + b"\0" * 50, Content_Encoding="gzip"),
    "chunks": _CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BUSY), BUSY),
    "chunks_with_extensions_and_trailers": _CHUNKED
    + b"%x;a=b\r\n%s\r\n0\r\nX: y\r\n\r\n" % (len(BUSY), BUSY),
    "http_1_0_without_a_length": b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + BUSY,
    "http_1_1_without_a_length": b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + BUSY,
    "lines_that_end_in_lf": made(BUSY).replace(b"\r\n", b"\n"),
    "an_interim_answer_first": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + made(BUSY),
    "a_reason_that_is_missing": made(BUSY).replace(b" OK", b"", 1),
    "the_type_of_a_page": made(BUSY, Content_Type="text/html; charset=utf-8"),
    "the_type_of_text": made(BUSY, Content_Type="text/plain"),
    "no_type": made(BUSY, Content_Type=""),
    "a_mark_and_blanks_before": made(b"\xef\xbb\xbf\n\n  " + BUSY),
    "utf_16": made(_WIDE, Content_Type="application/xml"),
    "entities_that_xml_does_not_know": made(BUSY.replace(b"About e1", b"About&nbsp;e1 &copy;")),
    "a_bare_ampersand": made(BUSY.replace(b"About e1", b"Q&A & more")),
    "control_characters": made(BUSY.replace(b"About e1", b"About \x00\x0b\x1f e1")),
    "what_follows_the_end": made(BUSY + b"<!-- cached --><script>x</script>"),
    "an_end_that_is_missing": made(BUSY.replace(b"</channel></rss>", b"")),
    "guids_that_are_all_the_same": made(re.sub(rb"<guid>[^<]*", b"<guid>same", BUSY)),
    "a_length_that_is_missing_and_status_203": made(BUSY, 203),
    "many_headers": made(BUSY, **{f"X_{n}": "y" * 100 for n in range(90)}),
}.items():
    _story = _reads(_said)
    _story.__name__ = f"a_feed_with_{_name}_is_read"
    must("content", "once")(_story)

_story = _reads(made(_JSON, Content_Type="application/feed+json"), 1)
_story.__name__ = "a_json_feed_is_read"
must("content", "once")(_story)


@must("content", "once")
def a_charset_of_the_header_is_read(site):
    body = BUSY.decode().replace("<title>e1<", "<title>Grüße<").encode("iso-8859-1")
    site.answer = lambda asked: made(body, Content_Type="text/xml; charset=iso-8859-1")
    yield
    assert "Grüße" in site.titles, site.titles


@must("content", "once")
def a_charset_of_the_document_is_read(site):
    text = '<?xml version="1.0" encoding="windows-1251"?>' + BUSY.decode().replace(
        "<title>e1<", "<title>Привет<"
    )
    site.answer = lambda asked: made(text.encode("cp1251"), Content_Type="application/rss+xml")
    yield
    assert "Привет" in site.titles, site.titles


def _refuses(said):
    """After one good answer something else comes: nothing is lost, the trouble is told, the command goes on."""

    def story(site):
        site.steps(made(BUSY, ETag='"1"'), said)
        yield
        assert len(site.asked) >= 2
        assert site.kept == 10
        assert site.words

    return story


async def _endless(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss version='2.0'><channel>")
    for _ in range(30_000):
        writer.write(b"<item><title>x</title></item>" * 40)
        await writer.drain()


async def _endless_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(30_000):
        writer.write(b"X-%d: %s\r\n" % (number, b"y" * 900))
        await writer.drain()


async def _one_long_header(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(30_000):
        writer.write(b"y" * 1000)
        await writer.drain()


async def _endless_interim(writer):
    for _ in range(100_000):
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()


async def _drip(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss")
    for _ in range(600):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.5)


async def _drip_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(600):
        writer.write(b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.5)


async def _silence(writer):
    await asyncio.sleep(300)


_LAUGHS = (
    b"<!DOCTYPE r [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><rss version='2.0'><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>"
)
_BOMB = b"<rss version='2.0'><channel>" + b" " * 60_000_000
_NESTED = gzip.compress(gzip.compress(b"\0" * 80_000_000))

for _name, _bomb in {
    "a_truncated_body": made(BUSY)[:-300],
    "a_truncated_gzip": made(gzip.compress(BUSY)[:-30], Content_Encoding="gzip"),
    "a_damaged_gzip": made(gzip.compress(BUSY)[:60] + b"\xff" * 60, Content_Encoding="gzip"),
    "a_damaged_brotli": made(b"\xff\xfe" * 100, Content_Encoding="br"),
    "broken_chunks": _CHUNKED + b"ZZ\r\nabc\r\n",
    "chunks_that_break_off": _CHUNKED + b"%x\r\n%s" % (len(BUSY), BUSY[:400]),
    "an_unknown_encoding": made(BUSY, Content_Encoding="rot13"),
    "a_bomb_in_gzip": made(gzip.compress(_BOMB), Content_Encoding="gzip"),
    "a_bomb_in_brotli": made(brotli.compress(_BOMB, quality=3), Content_Encoding="br"),
    "a_bomb_in_zstd": made(zstd.compress(_BOMB), Content_Encoding="zstd"),
    "a_bomb_in_a_bomb": made(_NESTED, Content_Encoding="gzip, gzip"),
    "an_endless_body": _endless,
    "endless_headers": _endless_headers,
    "one_endless_header": _one_long_header,
    "endless_interim_answers": _endless_interim,
    "a_huge_length": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + BUSY,
    "two_lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n" + BUSY,
    "an_upgrade": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    "an_old_http": b"<rss></rss>\r\n",
    "a_radio": b"ICY 200 OK\r\nicy-name: x\r\n\r\n" + b"\xff\xfb" * 100,
    "a_picture": made(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, Content_Type="image/png"),
    "a_captive_portal": made(
        b"<!doctype html><html><form action='/login'></form></html>", Content_Type="text/html"
    ),
    "nothing": made(b""),
    "no_content": made(b"", 204),
    "blanks": made(b"   \n  "),
    "an_xml_that_is_no_feed": made(b"<?xml version='1.0'?><error>Down</error>"),
    "a_json_that_is_no_feed": made(b'{"error": "down"}', Content_Type="application/json"),
}.items():
    _story = _refuses(_bomb)
    _story.__name__ = f"{_name}_is_survived"
    must("content", "once")(_story)

for _name, _slow in {"a_drip": _drip, "dripping_headers": _drip_headers, "silence": _silence}.items():

    def _story(site, slow=_slow):
        seconds = []

        def answer(asked):
            async def slowly(writer):
                loop = asyncio.get_running_loop()
                began = loop.time()
                try:
                    await slow(writer)
                finally:
                    seconds.append(loop.time() - began)

            return slowly

        site.answer = answer
        yield
        assert site.asked
        assert site.words

    _story.__name__ = f"{_name}_is_given_up_on"
    must("content", "once")(_story)


@must("content", "once")
def an_xml_bomb_does_no_harm(site):
    site.steps(made(BUSY, ETag='"1"'), made(_LAUGHS))
    yield
    assert site.kept in (10, 11)
    assert all(len(title) < 10_000 for title in site.titles)


@must("content", "once")
def depth_without_end_does_no_harm(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"<rss>" + b"<a>" * 500_000))
    yield
    assert site.kept == 10


@must("content", "hours")
def guids_that_change_at_each_poll_make_no_new_entries(site):
    site.answer = lambda asked: made(
        BUSY.replace(b"urn:", b"urn:%d:" % len(site.asked)), ETag=f'"{len(site.asked)}"'
    )
    yield
    assert len(site.asked) > 3
    assert site.kept <= 20, site.kept


@must("content", "hours")
def guids_and_words_like_a_clock_make_no_new_entries(site):
    def answer(asked):
        body = BUSY.replace(b"<title>Paper", b"<title>Paper %d" % len(site.asked))
        body = body.replace(b"<channel>", f"<channel><lastBuildDate>{site.now}</lastBuildDate>".encode())
        return made(body, ETag=f'"{len(site.asked)}"')

    site.answer = answer
    yield
    assert len(site.asked) > 3
    assert site.kept == 10


@must("content", "hours")
def an_entry_that_returns_is_not_new(site):
    without = BUSY.replace(b"urn:e3<", b"urn:other<").replace(b"<title>e3<", b"<title>other<")
    site.steps(made(BUSY, ETag='"1"'), made(without, ETag='"2"'), made(BUSY, ETag='"3"'), made(b"", 304))
    yield
    assert site.kept == 11


@must("content", "hours")
def an_edited_entry_is_not_new(site):
    site.steps(
        made(BUSY, ETag='"1"'), made(BUSY.replace(b"About e1", b"More about e1"), ETag='"2"'), made(b"", 304)
    )
    yield
    assert site.kept == 10


@must("content", "hours")
def an_entry_whose_address_gains_a_session_is_not_new(site):
    site.answer = lambda asked: made(
        BUSY.replace(b"</link>", b"?sid=%d</link>" % len(site.asked)), ETag=f'"{len(site.asked)}"'
    )
    yield
    assert site.kept == 10


@should("content", "hours")
def entries_without_guids_are_not_doubled(site):
    bare = re.sub(rb"<guid>.*?</guid>", b"", BUSY)
    site.steps(made(bare, ETag='"1"'), made(bare + b" ", ETag='"2"'), made(bare + b"  ", ETag='"3"'))
    yield
    assert site.kept == 10


@must("content", "once")
def two_thousand_entries_are_kept(site):
    site.honest(rss(*((f"e{n}", START - n * MINUTE) for n in range(2000))))
    yield
    assert site.kept == 2000


@must("content", "once")
def dates_out_of_this_world_are_survived(site):
    body = BUSY.replace(b" 2026 ", b" 99999 ", 3).replace(b" 2026 ", b" 0000 ", 3)
    site.honest(body)
    yield
    assert site.kept == 10


@must("content", "once")
def the_daily_feed_is_read(site):
    site.honest(DAILY)
    yield
    assert site.kept == 10
