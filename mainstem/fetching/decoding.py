"""Compressed bodies, decompressed as they arrive and never further than the limits: bombs stay small.

gzip (RFC 1952), deflate as servers really send it, br (RFC 7932), zstd (RFC 8878, windows up to 8 MB as
RFC 9659 asks).
"""

from __future__ import annotations

import sys
import zlib
from typing import Protocol

import brotli

from mainstem.feeds.errors import AnswerBroken, TooLarge
from mainstem.fetching.request import Limits

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, br, zstd"
_STEP = 256 * 1024  # decompressed bytes asked for at once
_LAYERS = 3
_GZIP = b"\x1f\x8b\x08"
_NAMES = {"x-gzip": "gzip"}


class _Layer(Protocol):
    """One decompressor. ``more`` gives up to _STEP bytes for what was fed, "" when it wants to be fed."""

    def feed(self, data: bytes) -> None: ...
    def more(self) -> bytes: ...
    @property
    def is_finished(self) -> bool: ...


class _Zlib:
    """gzip with any number of members, zlib, or raw deflate: told apart by the first bytes."""

    def __init__(self) -> None:
        self._pending = b""
        self._wbits = 0
        self._stream: zlib._Decompress | None = None
        self.is_finished = False

    def feed(self, data: bytes) -> None:
        self._pending += data

    def more(self) -> bytes:
        out = b""
        if self._stream is None and len(self._pending) < len(_GZIP):
            return out  # too little to tell what it is
        while self._pending and not out and not (self.is_finished and not self._begins_again()):
            out = self._step()
        return out

    def _step(self) -> bytes:
        if self._stream is None:
            self._stream = zlib.decompressobj(self._window())
            self.is_finished = False
        stream = self._stream
        out = stream.decompress(self._pending, _STEP)
        self._pending = stream.unconsumed_tail
        if stream.eof:
            self.is_finished, self._pending, self._stream = True, stream.unused_data, None
        return out

    def _begins_again(self) -> bool:
        """Another member follows; anything else behind the end is padding, which is not read."""
        return self._wbits == 31 and self._pending[:2] == _GZIP[:2]

    def _window(self) -> int:
        if not self._wbits:
            head = self._pending[:2].ljust(2, b"\0")
            is_zlib = head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
            self._wbits = 31 if head == _GZIP[:2] else 15 if is_zlib else -15
        return self._wbits


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._pending = b""

    def feed(self, data: bytes) -> None:
        self._pending += data

    def more(self) -> bytes:
        if self.is_finished:
            return b""
        if self._stream.can_accept_more_data():
            data, self._pending = self._pending, b""
            return bytes(self._stream.process(data, output_buffer_limit=_STEP)) if data else b""
        return bytes(self._stream.process(b"", output_buffer_limit=_STEP))

    @property
    def is_finished(self) -> bool:
        return bool(self._stream.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._stream = self._new()
        self._pending = b""
        self._has_begun = False

    def feed(self, data: bytes) -> None:
        self._pending += data

    def more(self) -> bytes:
        if self._stream.eof:
            if not self._pending.startswith(b"\x28\xb5\x2f\xfd"):
                return b""
            self._stream = self._new()
        data, self._pending = self._pending, b""
        if not data and self._stream.needs_input:
            return b""
        self._has_begun = True
        out = self._stream.decompress(data, _STEP)
        if self._stream.eof:
            self._pending = self._stream.unused_data
        return bytes(out) or (self.more() if self._pending else b"")

    @property
    def is_finished(self) -> bool:
        return bool(self._stream.eof)

    @staticmethod
    def _new() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})


_LAYER_OF: dict[str, type[_Zlib] | type[_Brotli] | type[_Zstd]] = {
    "gzip": _Zlib,
    "deflate": _Zlib,
    "br": _Brotli,
    "zstd": _Zstd,
}


class Body:
    """Collects one body. Feed what arrives, then ask for ``whole()``; both raise TooLarge or AnswerBroken."""

    def __init__(self, content_encoding: str, limits: Limits) -> None:
        self._limits = limits
        self._layers: list[_Layer] = [_LAYER_OF[name]() for name in _encodings(content_encoding)]
        self._parts: list[bytes] = []
        self._size = 0
        self._head: bytes | None = b""  # the first bytes, until there are enough to judge by
        self.received = 0

    def feed(self, data: bytes) -> None:
        """Take bytes as they came over the wire."""
        self.received += len(data)
        if self.received > self._limits.body_bytes:
            self._refuse()
        if self._head is not None:
            self._head += data
            if len(self._head) < len(_GZIP):
                return
            data = self._begin()
        self._decode(data)

    def whole(self) -> bytes:
        """The whole body, once the answer is complete."""
        if self._head:
            self._decode(self._begin())
        if self.received and not all(layer.is_finished for layer in self._layers):
            raise AnswerBroken("The compressed answer breaks off before its end.")
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    def _begin(self) -> bytes:
        data, self._head = self._head or b"", None
        self._sniff(data)
        return data

    def _decode(self, data: bytes) -> None:
        try:
            self._run(0, data)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as wrong:
            raise AnswerBroken(f"The answer's compression is damaged ({wrong}).") from wrong

    def _sniff(self, data: bytes) -> None:
        """Believe the bytes where they contradict the header: both mistakes are common."""
        looks_gzip = data.startswith(_GZIP)
        if not self._layers and looks_gzip:
            self._layers = [_Zlib()]
        elif (
            len(self._layers) == 1
            and isinstance(self._layers[0], _Zlib)
            and data.lstrip()[:1] in (b"<", b"{")
        ):
            self._layers = []

    def _run(self, depth: int, data: bytes) -> None:
        if depth == len(self._layers):
            return self._keep(data)
        layer = self._layers[-1 - depth]
        layer.feed(data)
        while out := layer.more():
            self._run(depth + 1, out)
        return None

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        limits = self._limits
        if self._size > limits.body_bytes:
            self._refuse()
        if self._size > limits.ratio_free_bytes and self._size > limits.ratio * self.received:
            raise TooLarge(f"The answer blows up to more than {limits.ratio:.0f} times its size.")
        self._parts.append(data)

    def _refuse(self) -> None:
        raise TooLarge(f"The answer is larger than {self._limits.body_bytes / 1_000_000:.0f} MB.")


def _encodings(header: str) -> list[str]:
    """Names in the order of their application; raises where one is unknown or there are too many."""
    names = [_NAMES.get(name, name) for name in (part.strip().lower() for part in header.split(","))]
    names = [name for name in names if name and name != "identity"]
    if len(names) > _LAYERS:
        raise TooLarge(f"The answer is compressed {len(names)} times over.")
    for name in names:
        if name not in _LAYER_OF:
            raise AnswerBroken(f"The answer is compressed in a way that was not asked for: {name[:40]}.")
    return names
