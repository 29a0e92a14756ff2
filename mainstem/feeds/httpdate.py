"""Dates as HTTP headers write them (RFC 9110 §5.6.7), read leniently: servers write them in many ways."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read(text: str) -> datetime | None:
    """An aware UTC time, or None where the text is no date. Dates without a zone count as UTC."""
    try:
        at = parsedate_to_datetime(text.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
