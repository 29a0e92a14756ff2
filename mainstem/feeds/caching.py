"""How long an answer says that it stays fresh, and how long its host asks us to stay away.

Sources: RFC 9111 (Cache-Control, Age, Expires), RFC 9110 §10.2.3 (Retry-After), the IETF draft RateLimit
fields and the X-RateLimit headers of Reddit and GitHub.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from mainstem.feeds import httpdate

LONGEST = timedelta(days=365)  # more is a misprint; callers cap lower, and say so
_DIRECTIVE = re.compile(r'([a-z-]+)\s*(?:=\s*(?:"([^"]*)"|([^",;\s]*)))?', re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,18}(?:\.\d*)?\Z")


def directives(cache_control: str) -> dict[str, str]:
    """``max-age=60, no-cache`` as ``{"max-age": "60", "no-cache": ""}``; the first of repeated ones counts."""
    found: dict[str, str] = {}
    for name, quoted, plain in _DIRECTIVE.findall(cache_control):
        found.setdefault(name.lower(), quoted or plain)
    return found


def seconds(text: str) -> timedelta | None:
    """A whole number of seconds, zero or more, capped at a year; None for anything else."""
    text = text.strip()
    if not _DIGITS.match(text):
        return None
    return min(timedelta(seconds=min(float(text), 10.0**9)), LONGEST)


def freshness(headers: Mapping[str, str], received_at: datetime) -> timedelta | None:
    """How long the answer stays fresh from its receipt; None where it does not say. Never negative.

    ``max-age`` less ``Age`` goes before ``Expires``; ``s-maxage`` speaks to shared caches, not to us;
    ``no-cache`` and ``no-store`` say nothing about when to ask again, so what stands beside them is used.
    """
    told = directives(headers.get("cache-control", ""))
    max_age = seconds(told.get("max-age", ""))
    if max_age is not None:
        return max(max_age - (seconds(headers.get("age", "")) or timedelta()), timedelta())
    if "no-cache" in told or "no-store" in told:
        return None
    expires = httpdate.read(headers.get("expires", ""))
    if expires is None:
        return None
    sent_at = httpdate.read(headers.get("date", "")) or received_at
    return min(max(expires - sent_at, timedelta()), LONGEST)


def retry_after(headers: Mapping[str, str], received_at: datetime) -> timedelta | None:
    """How long the host asks us to stay away: seconds, or a date, which counts from the answer's own Date."""
    return wait(headers.get("retry-after", ""), headers.get("date", ""), received_at)


def wait(text: str, date: str, received_at: datetime) -> timedelta | None:
    """``text`` of a Retry-After as a duration; None where it cannot be read or lies in the past."""
    if not text:
        return None
    told = seconds(text)
    if told is None:
        until = httpdate.read(text)
        if until is None:
            return None
        told = min(until - (httpdate.read(date) or received_at), LONGEST)
    return told if told > timedelta() else None


def rate_limit_reset(headers: Mapping[str, str]) -> timedelta | None:
    """How long until the host's allowance is renewed, where it says that nothing of it is left."""
    for left, reset in (
        ("ratelimit-remaining", "ratelimit-reset"),
        ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ):
        remaining, until = headers.get(left, "").strip(), seconds(headers.get(reset, ""))
        if until is not None and _DIGITS.match(remaining) and float(remaining) < 1:
            return (
                until if until < timedelta(days=14) else None
            )  # larger values are clock times, not durations
    return None
