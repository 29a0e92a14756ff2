"""What a host answered."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.feeds.trip import Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched(Trip):
    """A body, decompressed. The validators are as received, to be sent back byte for byte; "" where absent."""

    body: bytes
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified(Trip):
    """What is there is what we have. Validators that came along replace the kept ones; "" keeps the old."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Trip):
    """Any answer to a call, whatever its status, with its body."""

    body: bytes
