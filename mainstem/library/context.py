"""What every verb needs: the database, the clock, the way out to the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mainstem.feeds.errors import MailFailed
from mainstem.fetching import Answer, Fetched, NotModified, Request
from mainstem.fetching.mail import Letter
from mainstem.library.jobs import Jobs
from mainstem.library.memory import Memory
from mainstem.library.tries import Tries
from mainstem.storage import Database


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def _no_network(_request: Request) -> Fetched | NotModified:
    raise RuntimeError("This library was opened without a way to the network.")


def _no_services(_request: Request) -> Answer:
    raise RuntimeError("This library was opened without a way to services.")


def no_mail(_letter: Letter) -> None:
    """What is done with a letter where no mail server is named."""
    raise MailFailed("This installation sends no mail.", advice="Whoever runs it sets MAINSTEM_SMTP.")


@dataclass(frozen=True, slots=True)
class Library:
    """An open library. ``fetch`` blocks until an address has answered; it raises FetchFailed.
    ``call`` does so too, and takes any status as the answer: for services, not for feeds. ``mail`` blocks until a
    letter was handed in; it raises MailFailed.

    ``secret`` is the installation's own key (32 bytes): signs, encrypts, never leaves. ``public_url`` is
    where readers and hubs reach this installation, or "". ``tries`` counts failed sign-ins; ``signed`` and
    ``answers`` remember what holds while the database does not change (sign-ins; answers by bytes); ``pages``
    remembers pages that somebody is making a recipe for; ``jobs`` is what takes longer than a page may.
    """

    database: Database
    secret: bytes
    fetch: Callable[[Request], Fetched | NotModified] = _no_network
    call: Callable[[Request], Answer] = _no_services
    mail: Callable[[Letter], None] = no_mail
    now: Callable[[], datetime] = utc_now
    public_url: str = ""
    tries: Tries = field(default_factory=Tries, compare=False)
    signed: Memory[Any] = field(default_factory=lambda: Memory(2000), compare=False)
    answers: Memory[Any] = field(default_factory=lambda: Memory(32_000_000), compare=False)
    jobs: Jobs = field(default_factory=Jobs, compare=False)
    pages: Memory[Any] = field(default_factory=lambda: Memory(64_000_000), compare=False)
