"""Documents are read elsewhere, and given up on when they take too long or kill their reader."""

import asyncio
import os
import time
from datetime import UTC, datetime

import pytest

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import Fetched
from mainstem.refresh import readers
from mainstem.refresh.readers import Readers
from mainstem.refresh.reading import Reading

BODY = b'<rss version="2.0"><channel><title>T</title><item><title>One</title></item></channel></rss>'


def answer(body: bytes) -> Fetched:
    url = "https://paper.example/feed"
    return Fetched(requested_url=url, final_url=url, fetched_at=datetime(2026, 3, 2, tzinfo=UTC), body=body)


def understand(pool: Readers, *bodies: bytes):
    async def run():
        due = DueFeed(1, "https://paper.example/feed")
        return await asyncio.gather(*(pool.understand(due, answer(body)) for body in bodies))

    try:
        return asyncio.run(run())
    finally:
        pool.close()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_documents_are_read_wherever(count: int):
    came = understand(Readers(count), BODY, b"<html></html>", BODY, b"")
    assert [type(one) for one in came] == [Reading, NotAFeed, Reading, NotAFeed]
    assert came[0].entries[0].title == "One"


def _slow(*_args):
    time.sleep(60)


def _deadly(body, *_args):
    if body == BODY:
        os._exit(3)
    raise NotAFeed(saw="something else")


def _serve(read):
    def serve(pipe):
        from mainstem.refresh import reading

        reading.read = read
        readers_serve(pipe)

    return serve


readers_serve = readers._serve


def slow_serve(pipe):
    _serve(_slow)(pipe)


def deadly_serve(pipe):
    _serve(_deadly)(pipe)


def test_a_document_that_takes_too_long_is_given_up_on(monkeypatch):
    monkeypatch.setattr(readers, "_serve", slow_serve)
    [came] = understand(Readers(1, seconds=0.2), BODY)
    assert isinstance(came, NotAFeed)
    assert "takes longer" in str(came)


def _busy(*_args):
    while True:
        pass


def busy_serve(pipe):
    _serve(_busy)(pipe)


def test_a_document_that_keeps_the_processor_busy_is_given_up_on(monkeypatch):
    monkeypatch.setattr(readers, "_serve", busy_serve)
    [came] = understand(Readers(1, seconds=0.3), BODY)
    assert "takes longer" in str(came)


def test_a_document_that_kills_its_reader_harms_no_other(monkeypatch):
    monkeypatch.setattr(readers, "_serve", deadly_serve)
    came = understand(Readers(1), BODY, b"x", BODY, b"y")
    assert ["died" in str(one) for one in came] == [True, False, True, False]
