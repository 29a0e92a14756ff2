"""Compressed bodies, honest and hostile."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import AnswerBroken, TooLarge
from mainstem.fetching import Limits
from mainstem.fetching.decoding import Body, zstd

SMALL = Limits(body_bytes=3_000_000)
TEXT = b"<rss>" + b"so many words, all of them kept " * 5_000 + b"</rss>"
RAW_DEFLATE = zlib.compressobj(9, zlib.DEFLATED, -15)
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "GZIP ": gzip.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstd.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "": TEXT,
    "identity": TEXT,
    "gzip, br": brotli.compress(gzip.compress(TEXT)),
    "br, gzip": gzip.compress(brotli.compress(TEXT)),
}


def read(encoding: str, data: bytes, limits: Limits = SMALL, step: int = 1400) -> bytes:
    body = Body(encoding, limits)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.whole()


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("step", [1, 7, 1400, 10**9])
def test_all_encodings_are_read_in_any_pieces(encoding: str, step: int):
    data = PACKED[encoding] if step > 1 else PACKED[encoding][:40_000]
    if step == 1 and len(PACKED[encoding]) > 40_000:
        assert read(encoding, data, step=step) == data
    else:
        assert read(encoding, data, step=step) == TEXT


def test_raw_deflate_is_read():
    data = RAW_DEFLATE.compress(TEXT) + RAW_DEFLATE.flush()
    assert read("deflate", data) == TEXT


def test_several_members_are_one_body():
    assert read("gzip", gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"
    assert read("zstd", zstd.compress(b"one ") + zstd.compress(b"two")) == b"one two"


def test_what_follows_the_end_is_not_read():
    assert read("gzip", gzip.compress(TEXT) + b"\0" * 100) == TEXT
    assert read("br", brotli.compress(TEXT)) == TEXT


def test_the_bytes_are_believed_against_the_header():
    assert read("gzip", b"<rss></rss>") == b"<rss></rss>"
    assert read("", gzip.compress(b"<rss></rss>")) == b"<rss></rss>"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_a_body_that_breaks_off_is_told(encoding: str):
    with pytest.raises(AnswerBroken):
        read(encoding, PACKED[encoding][:-20])


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_an_empty_body_is_empty(encoding: str):
    assert read(encoding, b"") == b""


ZEROS = b"\0" * 100_000_000
BOMBS = {
    "gzip": gzip.compress(ZEROS),
    "br": brotli.compress(ZEROS, quality=4),
    "zstd": zstd.compress(ZEROS),
    "deflate": zlib.compress(ZEROS),
    "gzip, gzip": gzip.compress(gzip.compress(ZEROS)),
    "zstd, br": brotli.compress(zstd.compress(ZEROS)),
}


@pytest.mark.parametrize("encoding", BOMBS)
def test_bombs_do_not_go_off(encoding: str):
    tracemalloc.start()
    with pytest.raises(TooLarge):
        read(encoding, BOMBS[encoding], Limits(), step=65536)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000


def test_too_many_layers_and_unknown_ones_are_refused():
    with pytest.raises(TooLarge):
        Body("gzip, gzip, gzip, gzip", SMALL)
    with pytest.raises(AnswerBroken):
        Body("rot13", SMALL)


def test_plain_bodies_are_bounded_too():
    with pytest.raises(TooLarge):
        read("", b"x" * 3_000_001)
    assert len(read("", b"x" * 3_000_000)) == 3_000_000


def test_a_honest_long_feed_passes():
    long = b"".join(
        b"<item><title>Entry %d</title><guid>%d</guid></item>" % (n, n * 7919) for n in range(100_000)
    )
    assert read("gzip", gzip.compress(long), Limits()) == long


def test_a_zstd_window_of_many_megabytes_is_refused():
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    packed = packer.compress(b"x" * 10_000) + packer.compress(b"y", zstd.ZstdCompressor.FLUSH_FRAME)
    with pytest.raises(AnswerBroken):
        read("zstd", packed, Limits())


@given(st.sampled_from(["gzip", "br", "zstd", "deflate", "gzip, br", ""]), st.binary(max_size=300))
def test_no_bytes_do_harm(encoding: str, data: bytes):
    try:
        read(encoding, data, step=50)
    except (AnswerBroken, TooLarge):
        pass


@given(st.binary(max_size=5000), st.sampled_from(["gzip", "br", "zstd"]), st.integers(1, 500))
def test_what_is_packed_is_unpacked(data: bytes, encoding: str, step: int):
    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}[encoding]
    assert read(encoding, pack(data), step=step) == data
