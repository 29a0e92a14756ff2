"""One shape for what every program exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

MAX_TEXT = 5_000_000  # characters of a body
MAX_FAULTS = 200


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """An entry as exported. ``html`` is untrusted. ``is_read`` None: the file does not say.

    ``guid`` is the publisher's where the file has it, else "".
    """

    url: str = ""
    guid: str = ""
    title: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    feed_url: str = ""
    feed_title: str = ""
    site_url: str = ""
    is_read: bool | None = None
    is_starred: bool = False
    labels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosure_urls: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Takeout:
    """What a file held. ``program`` names who wrote it; ``feed_urls`` are of a plain list of addresses;
    ``faults`` says in words what could not be taken and why."""

    program: str
    entries: tuple[TakenEntry, ...] = ()
    feed_urls: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def moment(value: object) -> datetime | None:
    """A time of seconds, milliseconds or microseconds since 1970, or of ISO 8601; None for others."""
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.lstrip("-").isdigit() and len(text) < 20:
            return moment(int(text))
        try:
            parsed = datetime.fromisoformat(text)
        except ValueError:
            return None
        return _aware(parsed)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = float(value)
    for _ in range(2):
        if abs(seconds) > 100_000_000_000:  # the year 5138 in seconds: then it is milliseconds or finer
            seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (OverflowError, ValueError, OSError):
        return None


def _aware(parsed: datetime) -> datetime | None:
    try:
        return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    except OverflowError:
        return None


def words(value: object) -> str:
    """Text of whatever a file has there, without what databases cannot keep."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
    return value.replace("\x00", "").encode("utf-8", "replace").decode()[:MAX_TEXT].strip()
