"""Answers with an entity tag, so that what a program has already is not sent again (RFC 9110, 13.1.2)."""

from __future__ import annotations

from hashlib import blake2b

from mainstem.apis.answers import Answer
from mainstem.apis.calls import Call


def unless_had(answer: Answer, call: Call, *more: tuple[bytes, bytes]) -> Answer:
    """The answer with its tag and ``more`` headers; without its body where the call names the tag."""
    tag = f'"{blake2b(answer.body, digest_size=12).hexdigest()}"'.encode()
    headers = (*answer.headers, *more, (b"etag", tag))
    had = call.header("if-none-match").encode("latin-1")
    if tag in (one.strip().removeprefix(b"W/") for one in had.split(b",")):
        return Answer(b"", 304, headers)
    return Answer(answer.body, answer.status, headers)
