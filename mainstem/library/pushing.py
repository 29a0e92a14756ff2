"""News that publishers' hubs and clouds bring to us."""

from __future__ import annotations

from collections.abc import Mapping

from mainstem.library.context import Library
from mainstem.refresh import websub
from mainstem.storage import pushes


def verify(library: Library, token: str, asked: Mapping[str, str]) -> str | None:
    """The answer to a hub's challenge (query parameters as they came); None where we asked for nothing."""
    return websub.verify(library.database, token, asked, library.now())


def deliver(library: Library, token: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Keep what a hub pushes (header names in lower case); False where we asked for nothing."""
    return websub.deliver(library.database, token, headers, body, library.now())


def pinged(library: Library, feed_url: str) -> bool:
    """Poll a feed soon, of which a cloud says that it changed; False where we asked for nothing."""
    return websub.pinged(library.database, feed_url, library.now())


def is_asked_for(library: Library, feed_url: str) -> bool:
    """Whether we asked a cloud to be told of this feed."""
    with library.database.read() as connection:
        return any(push.kind == "cloud" for push in pushes.by_topic(connection, feed_url))
