"""The protocol of one HTTP/1.1 request on one connection, within limits on size, time and pace."""

from __future__ import annotations

import asyncio
from typing import cast

import httptools

from mainstem.feeds.errors import AnswerBroken, FetchFailed, TooLarge, TooSlow
from mainstem.feeds.trip import NO_HEADERS, Headers
from mainstem.fetching.decoding import Body
from mainstem.fetching.request import Limits
from mainstem.fetching.wire import Reply

_PACE_SECONDS = 5.0  # how often the pace of a body is looked at
GRACE_SECONDS = 10.0  # a body may dawdle for so long before its pace counts
_INTERIM_ANSWERS = 20  # 1xx answers before the real one


class Exchange(asyncio.Protocol):
    """Reads one answer. ``answer`` is done with a Reply, or with the FetchFailed that ended it.

    A body is read where it is of use (2xx, or ``wants_every_body``); otherwise the answer is complete with
    its headers, whatever the host goes on sending.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, limits: Limits, wants_every_body: bool) -> None:
        self.answer: asyncio.Future[Reply] = loop.create_future()
        self._loop = loop
        self._limits = limits
        self._wants_every_body = wants_every_body
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(
            lenient_headers=True, lenient_optional_cr_before_lf=True, lenient_optional_lf_after_cr=True,
            lenient_spaces_after_chunk_size=True, lenient_data_after_close=True, lenient_version=True,
        )  # fmt: skip
        self._pairs: list[tuple[str, str]] = []
        self._headers = NO_HEADERS
        self._raw_bytes = 0
        self._header_bytes = 0
        self._interim = 0
        self._body: Body | None = None
        self._ends_with_connection = False
        self._headers_at = 0.0
        self._watch: asyncio.TimerHandle | None = None

    def send(self, transport: asyncio.Transport, data: bytes) -> None:
        """Write the request and start the clock for the first byte."""
        self._transport = transport
        if self.answer.done():
            return
        self._watch = self._loop.call_later(self._limits.first_byte_seconds, self._too_late)
        transport.write(data)

    def close(self) -> None:
        """Drop the connection: nothing more is read, nothing lingers."""
        if self._watch:
            self._watch.cancel()
        if self._transport:
            self._transport.abort()
        if self.answer.done() and not self.answer.cancelled():
            self.answer.exception()  # seen, even where the asker has gone meanwhile

    def use(self, transport: asyncio.Transport) -> None:
        """Own a transport that was opened by another protocol, so that it is closed in any case."""
        self._transport = transport

    # what the transport tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected, by TLS where asked for."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Parse what arrived, as far as it is wanted."""
        if self.answer.done():
            return
        self._raw_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._fail(AnswerBroken("The host wants to speak another protocol than HTTP."))
        except httptools.HttpParserError as wrong:
            self._fail(AnswerBroken(f"The answer is not proper HTTP ({wrong})."))
        if self._body is None and self._raw_bytes > self._limits.header_bytes:
            self._refuse_headers()

    def eof_received(self) -> bool:
        """The host has said all: an answer without a length ends here, any other has broken off."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        if self.answer.done() or self._transport is None:
            return
        if self._body is not None and self._ends_with_connection and exc is None:
            self._complete()
        elif self._body is not None:
            self._fail(AnswerBroken("The answer breaks off before its end."))
        else:
            self._fail(AnswerBroken("The host closed the connection without an answer."))

    # what the parser tells

    def on_message_begin(self) -> None:
        """An answer begins, perhaps after an interim one."""
        if self._body is None:
            self._pairs = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or after the body a trailer, which is not used."""
        self._header_bytes += len(name) + len(value) + 4
        if self._header_bytes > self._limits.header_bytes:
            self._refuse_headers()
        elif self._body is None:
            self._pairs.append((name.decode("latin-1"), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        """Decide what the body is worth."""
        status = self._parser.get_status_code()
        if status < 200 or self.answer.done():
            return
        headers = Headers(self._pairs)
        self._headers = headers
        wants_body = 200 <= status < 300 or self._wants_every_body
        if not wants_body or status in (204, 205):
            self._finish(b"", 0)
            return
        self._begin_body(headers)

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if self._body is None or self.answer.done():
            return
        try:
            self._body.feed(data)
        except FetchFailed as wrong:
            self._fail(wrong)

    def on_message_complete(self) -> None:
        """The answer is whole, or was an interim one."""
        if self._body is not None:
            self._complete()
            return
        self._interim += 1
        if self._interim > _INTERIM_ANSWERS:
            self._fail(AnswerBroken("The host sends interim answers without end."))

    # what follows from it

    def _begin_body(self, headers: Headers) -> None:
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limits.body_bytes:
            megabytes = self._limits.body_bytes / 1_000_000
            self._fail(
                TooLarge(f"The answer is larger than {megabytes:.0f} MB: it has {int(length):,} bytes.")
            )
            return
        self._ends_with_connection = (
            not length and "chunked" not in headers.get("transfer-encoding", "").lower()
        )
        self._headers_at = self._loop.time()
        if self._watch:
            self._watch.cancel()
        self._watch = self._loop.call_later(GRACE_SECONDS, self._look_at_pace)
        try:
            self._body = Body(headers.get("content-encoding", ""), self._limits)
        except FetchFailed as wrong:
            self._fail(wrong)

    def _complete(self) -> None:
        if self.answer.done() or self._body is None:
            return
        try:
            self._finish(self._body.whole(), self._body.received)
        except FetchFailed as wrong:
            self._fail(wrong)

    def _finish(self, body: bytes, received: int) -> None:
        peer = self._transport.get_extra_info("peername") if self._transport else None
        remote = peer[0] if peer else ""
        self.answer.set_result(Reply(self._parser.get_status_code(), self._headers, body, received, remote))
        self.close()

    def _fail(self, wrong: FetchFailed) -> None:
        if not self.answer.done():
            self.answer.set_exception(wrong)
            self.close()

    def _refuse_headers(self) -> None:
        self._fail(TooLarge(f"The answer's headers are larger than {self._limits.header_bytes:,} bytes."))

    def _too_late(self) -> None:
        self._fail(TooSlow(f"The host did not answer within {self._limits.first_byte_seconds:.0f} seconds."))

    def _look_at_pace(self) -> None:
        if self._body is None or self.answer.done():
            return
        seconds = self._loop.time() - self._headers_at
        if self._body.received < self._limits.bytes_per_second * seconds:
            self._fail(TooSlow(f"The answer drips: {self._body.received} bytes in {seconds:.0f} seconds."))
            return
        self._watch = self._loop.call_later(_PACE_SECONDS, self._look_at_pace)
