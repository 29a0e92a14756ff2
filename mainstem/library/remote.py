"""Asking another server for its JSON, through the one way out to the network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from mainstem.accounts.user import User
from mainstem.feeds.entry import digest
from mainstem.feeds.errors import BadFile, BadStatus, MainstemError, WrongPassword
from mainstem.fetching import Fetched, Options, Request
from mainstem.library import polling
from mainstem.library.context import Library
from mainstem.library.imports import import_opml
from mainstem.library.taking import Taken
from mainstem.reading import opml
from mainstem.reading.opml import OpmlFeed, OpmlList
from mainstem.storage import installation, subscriptions


def ask(
    library: Library,
    url: str,
    headers: Sequence[tuple[str, str]],
    form: Mapping[str, str] | None = None,
    *,
    is_text: bool = False,
) -> Any:
    """The JSON (or text) at an address. Raises FetchFailed, WrongPassword, BadFile."""
    options = Options(headers=tuple(headers))
    if form is not None:
        options = Options(
            headers=tuple(headers),
            method="POST",
            payload=urlencode(form),
            payload_type="application/x-www-form-urlencoded",
        )
    try:
        answer = library.fetch(
            Request(url, subscribers=0, options=options, accept="application/json, */*;q=0.5")
        )
    except BadStatus as trouble:
        if trouble.status in (401, 403):
            raise WrongPassword("The other server does not accept this name and password.") from trouble
        raise
    body = answer.body if isinstance(answer, Fetched) else b""
    if is_text:
        return body.decode("utf-8", "replace")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise BadFile(f"{url.partition('?')[0]} answered something that is no JSON.") from trouble


def follow_all(library: Library, user: User, title: str, came: Sequence[OpmlFeed], taken: Taken) -> None:
    """Follow the other server's feeds, and fetch each new one once: so its entries are known by the guids
    that their publishers give, and what the other server tells of them meets them by address."""
    done = import_opml(library, user, opml.write(OpmlList(title, tuple(came))))
    taken.followed += done.added
    for fault in done.faults:
        taken.fault(fault)
    with library.database.read() as connection:
        held = subscriptions.every(connection, user.id)
    for one in held:
        if one.feed.fetched_at is None and not one.is_muted:
            try:
                polling.refresh(library, user, one.feed.id)
            except MainstemError as trouble:
                taken.fault(f"{one.title}: {trouble}")


class Bookmark:
    """Where a move stopped, so that it goes on from there."""

    def __init__(self, library: Library, user: User, server: str) -> None:
        self.library = library
        self.name = f"move/{user.id}/{digest(server)}"

    def read(self) -> str:
        """The place, "" at the beginning."""
        with self.library.database.read() as connection:
            return str(installation.setting(connection, self.name) or "")

    def write(self, place: str) -> None:
        """Remember a place; "" forgets it."""
        with self.library.database.write() as connection:
            installation.set_setting(connection, self.name, place)
