"""``mainstem refresh``: poll feeds, once or for ever, without serving pages."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Annotated

import typer

from mainstem.app import Mainstem, refreshing
from mainstem.cli import opening
from mainstem.feeds import schedule
from mainstem.feeds.errors import NotFound
from mainstem.feeds.feed import DueFeed
from mainstem.refresh import claiming, worker
from mainstem.refresh.way import Outcome
from mainstem.storage import feeds


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def refresh(
        feed: Annotated[
            list[str] | None, typer.Argument(help="Feeds by id or address; all that are due if none.")
        ] = None,
        once: Annotated[bool, typer.Option("--once", help="Poll what is due now and return.")] = False,
        insist: Annotated[
            bool, typer.Option("--insist", help="Poll named feeds though their host asked us to stay away.")
        ] = False,
        as_json: opening.AsJson = False,
    ) -> None:
        """Poll the feeds that are due; for ever, unless --once or feeds are named."""
        with opening.mainstem() as mainstem:
            if once or feed:
                _once(mainstem, feed or [], as_json=as_json, insist=insist)
            else:
                _forever(mainstem)


def _once(mainstem: Mainstem, named: list[str], *, as_json: bool, insist: bool) -> None:
    from rich.progress import MofNCompleteColumn, Progress, TextColumn

    tally = {"feeds": 0, "new": 0, "changed": 0, "unchanged": 0, "failed": 0}
    troubles: list[str] = []
    columns = (TextColumn("{task.description}"), *Progress.get_default_columns()[1:3], MofNCompleteColumn())
    with Progress(*columns, transient=True, disable=as_json or not sys.stderr.isatty()) as progress:
        bar = progress.add_task("Refreshing", total=None)

        def report(due: DueFeed, outcome: Outcome) -> None:
            progress.update(bar, advance=1, description=(due.title or due.feed_url)[:40])
            _count(tally, outcome)
            if outcome.trouble is not None:
                troubles.append(f"{due.feed_url}: {outcome.trouble}")

        ids = _ids(mainstem, named)
        troubles += _too_early(mainstem, ids or [], insist=insist)
        database, internet, readers = mainstem.library.database, mainstem.internet, mainstem.readers
        mainstem.loop.run(worker.once(database, internet, ids, report, readers=readers, is_confirmed=insist))
    if as_json:
        opening.print_json({**tally, "troubles": troubles})
        return
    for trouble in troubles:
        typer.echo(trouble, err=True)
    typer.echo(
        "{feeds} feeds: {new} new entries, {changed} changed; {unchanged} unchanged, {failed} failed.".format(
            **tally
        )
    )


def _too_early(mainstem: Mainstem, ids: list[int], *, insist: bool) -> list[str]:
    """Why named feeds are not asked."""
    now = mainstem.library.now()
    with mainstem.library.database.read() as connection:
        wanted = feeds.due_by_ids(connection, ids)
    found = [(one, claiming.may_refresh(one, now, is_confirmed=insist)) for one in wanted]
    return [
        f"{one.feed_url}: it was asked just now, or its host wants to be left alone; "
        f"it can be asked again in {schedule.span(until - now)}."
        for one, until in found
        if until is not None
    ]


def _count(tally: dict[str, int], outcome: Outcome) -> None:
    tally["feeds"] += 1
    tally["new"] += len(outcome.new_ids)
    tally["changed"] += outcome.changed
    tally["unchanged"] += outcome.is_unchanged
    tally["failed"] += outcome.trouble is not None


def _ids(mainstem: Mainstem, named: list[str]) -> list[int] | None:
    if not named:
        return None
    found: list[int] = []
    with mainstem.library.database.read() as connection:
        for name in named:
            ids = [int(name)] if name.isdecimal() else feeds.ids_at(connection, name)
            if not ids or not feeds.due_by_ids(connection, ids):
                raise NotFound(
                    f"There is no feed {name!r}.", advice="Name it by its id or its exact address."
                )
            found += ids
    return found


def _forever(mainstem: Mainstem) -> None:
    typer.echo("Polling the feeds as they become due – stop it with Ctrl-C.")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with refreshing(mainstem):
        threading.Event().wait()
