"""``mainstem why``: why a feed was polled when it was, and why the next poll is when it will be."""

from __future__ import annotations

from typing import Annotated

import typer

from mainstem.cli import opening
from mainstem.feeds.errors import NotFound
from mainstem.library import polls
from mainstem.library.polls import Explanation
from mainstem.storage import feeds


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def why(
        feed: Annotated[str, typer.Argument(help="A feed by its id or its exact address.")],
        count: Annotated[int, typer.Option(help="How many polls to show.", min=1)] = 10,
        as_json: opening.AsJson = False,
    ) -> None:
        """Explain when and why a feed is polled, what came of it, and what its publisher could do better."""
        with opening.mainstem() as mainstem:
            with mainstem.library.database.read() as connection:
                ids = [int(feed)] if feed.isdecimal() else feeds.ids_at(connection, feed)
            if not ids:
                raise NotFound(
                    f"There is no feed {feed!r}.", advice="Name it by its id or its exact address."
                )
            told = polls.why(mainstem.library, ids[0], count)
        if as_json:
            opening.print_json(_as_json(told))
        else:
            _print(told)


def _print(told: Explanation) -> None:
    feed = told.feed
    typer.echo(f"{feed.name} <{feed.feed_url}>")
    typer.echo(f"Next poll: {feed.due_at:%Y-%m-%d %H:%M:%S} UTC" if feed.due_at else "No further poll.")
    for reason in (*told.reasons, told.host):
        if reason:
            typer.echo(f"  {reason}")
    typer.echo("Polls, newest first:" if told.polls else "It was never polled.")
    for poll in told.polls:
        typer.echo(f"  {poll.polled_at:%Y-%m-%d %H:%M:%S}  {polls.in_words(poll)}")
        if poll.why:
            typer.echo(f"    Next: {poll.why}")
    if told.note:
        typer.echo("\nA note to the publisher:\n\n" + told.note)


def _as_json(told: Explanation) -> dict[str, object]:
    return {
        "feed_url": told.feed.feed_url,
        "due_at": told.feed.due_at.isoformat() if told.feed.due_at else None,
        "reasons": list(told.reasons),
        "host": told.host,
        "polls": [
            {
                "polled_at": poll.polled_at.isoformat(),
                "cause": poll.cause,
                "outcome": poll.outcome.value,
                "status": poll.status,
                "bytes": poll.bytes,
                "milliseconds": poll.milliseconds,
                "new": poll.new_count,
                "changed": poll.changed_count,
                "sent": dict(poll.sent),
                "words": poll.words,
                "due_at": poll.due_at.isoformat() if poll.due_at else None,
                "decided_by": poll.decided_by,
                "why": poll.why,
            }
            for poll in told.polls
        ],
        "note": told.note,
    }
