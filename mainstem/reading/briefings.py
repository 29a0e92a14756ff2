"""How a reader wants to be briefed, and when a letter is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DAILY = "daily"
WEEKDAYS = tuple("0123456")  # Monday is 0
TRY_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wishes:
    """``mail_days`` is "" (no letters), daily, or a weekday; ``mail_hour`` is on the reader's clock. Letters only
    go to ``confirmed_address``. ``endpoint_key`` is sealed.
    """

    user_id: int
    visited_at: datetime | None = None
    mail_days: str = ""
    mail_hour: int = 7
    mail_address: str = ""
    confirmed_address: str = ""
    mailed_at: datetime | None = None
    mail_trouble: str = ""
    endpoint_url: str = ""
    endpoint_model: str = ""
    endpoint_key: str = field(default="", repr=False)


def is_due(wished: Wishes, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a letter is to be sent: the hour of a wanted day has come since the last one, or the last one of this
    day failed an hour ago.
    """
    if not wished.mail_days or not wished.confirmed_address:
        return False
    here = now.astimezone(zone)
    slot = here.replace(hour=wished.mail_hour, minute=0, second=0, microsecond=0)
    if wished.mail_days not in (DAILY, str(here.weekday())) or here < slot:
        return False
    if wished.mailed_at is None or wished.mailed_at < slot:
        return True
    return bool(wished.mail_trouble) and now - wished.mailed_at >= TRY_AGAIN
