"""``mainstem parse``, ``discover`` and ``extract``: the engine on one document, without a database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated

import typer

from mainstem import config, content, parsing
from mainstem.app import fetcher
from mainstem.cli import opening
from mainstem.feeds.errors import MainstemError, NotFound
from mainstem.feeds.parsed import Candidate, ParsedEntry
from mainstem.fetching import Fetched, Request

_ASKED = 6
_Preview = Annotated[bool, typer.Option("--preview", help="Ask the best ones for their first entries.")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (parse, discover, extract):
        app.command()(command)


def parse(source: str, as_json: opening.AsJson = False) -> None:
    """Read a feed from a file, an address or standard input (-), and show what it says."""
    feed = parsing.parse(*_document(source))
    if as_json:
        opening.print_json(feed)
        return
    typer.echo(f"{feed.title or '(no title)'} – {feed.format}, {len(feed.entries)} entries")
    for fault in feed.faults:
        typer.echo(f"  mended: {fault}")
    for entry in feed.entries:
        typer.echo(f"{_date(entry)}  {entry.title or '(no title)'}\n    {entry.url or entry.guid}")


def _date(entry: ParsedEntry) -> str:
    if entry.published_at:
        return entry.published_at.isoformat(" ", "minutes")
    return entry.date_text or "no date"


def discover(source: str, with_entries: _Preview = False, as_json: opening.AsJson = False) -> None:
    """List the feeds that a page announces, best first."""
    found = parsing.discover(*_document(source))
    if with_entries:
        found = [_previewed(one) for one in found[:_ASKED]] + found[_ASKED:]
    if as_json:
        opening.print_json(found)
        return
    for one in found:
        typer.echo(f"{one.feed_url}  {one.title} ({one.found_by})")
        for entry in one.preview:
            typer.echo(f"    {entry.published_at or 'no date'}  {entry.title}")
    if not found:
        raise NotFound("This page announces no feed.", about=source)


def _previewed(candidate: Candidate) -> Candidate:
    """A candidate with the first entries that it brings; as it is where it brings none."""
    try:
        feed = parsing.parse(*_document(candidate.feed_url))
    except MainstemError:
        return candidate
    return replace(candidate, preview=parsing.preview(feed))


def extract(source: str, as_json: opening.AsJson = False) -> None:
    """Take the article out of a page, and show its text."""
    data, url, _ = _document(source)
    article = content.extract(data.decode("utf-8", "replace"), url)
    if as_json:
        opening.print_json(article)
        return
    typer.echo(f"{article.title}\n\n{article.text}")


def _document(source: str) -> tuple[bytes, str, dict[str, str]]:
    if not source.startswith(("http://", "https://")):
        return opening.read_file(source), "", {}
    answer = asyncio.run(_fetch(source))
    return answer.body, answer.final_url, dict(answer.headers)


async def _fetch(url: str) -> Fetched:
    async with fetcher(config.load()) as internet:
        answer = await internet.fetch(Request(url))
    assert isinstance(answer, Fetched), "an unconditional request cannot be answered by 304"
    return answer
