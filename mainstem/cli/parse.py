"""``mainstem parse``, ``discover`` and ``extract``: the engine on one document, without a database."""

from __future__ import annotations

import asyncio

import typer

from mainstem import config, content, parsing
from mainstem.app import fetcher
from mainstem.cli import opening
from mainstem.feeds.errors import NotFound
from mainstem.fetching import Fetched, Request


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def parse(source: str, as_json: opening.AsJson = False) -> None:
        """Read a feed from a file, an address or standard input (-), and show what it says."""
        data, url, headers = _document(source)
        feed = parsing.parse(data, url, headers)
        if as_json:
            opening.print_json(feed)
            return
        typer.echo(f"{feed.title or '(no title)'} – {feed.format}, {len(feed.entries)} entries")
        for fault in feed.faults:
            typer.echo(f"  mended: {fault}")
        for entry in feed.entries:
            date = (
                entry.published_at.isoformat(" ", "minutes")
                if entry.published_at
                else entry.date_text or "no date"
            )
            typer.echo(f"{date}  {entry.title or '(no title)'}\n    {entry.url or entry.guid}")

    @app.command()
    def discover(source: str, as_json: opening.AsJson = False) -> None:
        """List the feeds that a page announces, best first."""
        data, url, headers = _document(source)
        found = parsing.discover(data, url, headers)
        if as_json:
            opening.print_json(found)
            return
        for one in found:
            typer.echo(f"{one.feed_url}  {one.title} ({one.found_by})")
        if not found:
            raise NotFound("This page announces no feed.", about=source)

    @app.command()
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
