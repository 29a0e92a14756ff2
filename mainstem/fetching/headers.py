"""What we say of ourselves in a request: no cookies of our own making, no Referer, nothing made up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mainstem.feeds.errors import BadInput
from mainstem.feeds.trip import Headers
from mainstem.fetching.decoding import ACCEPTED
from mainstem.fetching.request import Options, Request
from mainstem.fetching.target import Target

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.3"
)
_OURS = frozenset(
    "accept-encoding connection content-length expect host if-modified-since if-none-match keep-alive "
    "proxy-authorization proxy-connection te trailer transfer-encoding upgrade".split()
)
_SECRET = frozenset(("authorization", "cookie", "proxy-authorization"))
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

Pairs = tuple[tuple[str, str], ...]


def check_own(headers: Iterable[tuple[str, str]]) -> None:
    """Refuse headers of a reader's that would break a request or belong to the connection. Raises BadInput."""
    for name, value in headers:
        if not _NAME.match(name) or _CONTROL.search(value):
            raise BadInput(f"This is no header that can be sent: {name[:60]!r}.", field="headers")
        if name.lower() in _OURS:
            raise BadInput(f"The header {name} belongs to the connection and cannot be set.", field="headers")


def compose(request: Request, target: Target, user_agent: str, *, is_home: bool, is_known: bool) -> Pairs:
    """The headers of one request, in the order in which they are sent, without Authorization.

    ``is_home``: still at the origin for which the reader gave cookies and headers of his own. ``is_known``:
    this is the address which gave the validators.
    """
    options = request.options
    pairs = [
        ("Host", target.authority),
        ("User-Agent", options.user_agent or user_agent),
        ("Accept", request.accept or ACCEPT),
        ("Accept-Encoding", ACCEPTED),
    ]
    if not request.accept:
        pairs.append(("A-IM", "feed"))
    if is_known and request.etag:
        pairs.append(("If-None-Match", request.etag))
    if is_known and request.last_modified:
        pairs.append(("If-Modified-Since", request.last_modified))
    if is_home:
        pairs = _with_own(pairs, options)
    pairs.append(("Connection", "close"))
    return tuple((name, value) for name, value in pairs if not _CONTROL.search(value))


def told(pairs: Pairs, options: Options) -> Headers:
    """What was sent, for the poll's row: secrets struck out."""
    own = {name.lower() for name, _ in options.headers}
    return Headers(
        (name, "…" if name.lower() in _SECRET or name.lower() in own else value) for name, value in pairs
    )


def _with_own(pairs: list[tuple[str, str]], options: Options) -> list[tuple[str, str]]:
    """The reader's headers replace ours of the same name."""
    if not options.headers and not options.cookies:
        return pairs
    check_own(options.headers)
    own = {name.lower() for name, _ in options.headers}
    kept = [pair for pair in pairs if pair[0].lower() not in own]
    kept.extend((name, value.encode("utf-8").decode("latin-1")) for name, value in options.headers)
    if options.cookies and "cookie" not in own:
        kept.append(("Cookie", options.cookies.encode("utf-8").decode("latin-1")))
    return kept
