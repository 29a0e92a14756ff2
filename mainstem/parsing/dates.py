"""Dates as feeds write them → aware UTC, or None.

Two fast patterns take RFC 822 and RFC 3339, which is nearly all; the rest goes to ``loosedates``.
A missing zone is read as UTC. Years of two digits: 00-68 are 20xx, 69-99 are 19xx (RFC 2822 §4.3 reads
50-99 as 19xx; POSIX' pivot loses no living feed). Text longer than 120 characters is no date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from mainstem.parsing import loosedates

_RFC822 = re.compile(
    r"(?:[A-Za-z]{3}, ?)?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(\d\d:\d\d:\d\d) (?:GMT|UTC|UT|Z|([+-]\d\d):?(\d\d)|([ECMP][SD]T))$"
)
_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
# the only names of zones that RFC 822 §5.1 has beside universal time
_AMERICAN = dict(
    zip("EDT EST CDT CST MDT MST PDT PST".split(), "-04 -05 -05 -06 -06 -07 -07 -08".split(), strict=True)
)
_LONGEST = 120


def parse_date(text: str) -> datetime | None:
    """The moment that ``text`` names, in UTC; None where it names none. Never raises."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return (_rfc3339(text) if text[0] in "12" else _rfc822(text)) or loosedates.parse(text)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    """The standard's own form, spelt anew as ISO 8601, which the standard library reads in C."""
    match = _RFC822.match(text)
    if match is None:
        return None
    day, month, year, clock, hours, minutes, name = match.groups()
    zone = f"{hours}:{minutes}" if hours else _AMERICAN[name] if name else "+00:00"
    try:
        moment = datetime.fromisoformat(f"{year}-{_MONTHS[month]}-{day:0>2}T{clock}{zone}")
    except ValueError:
        return None
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _rfc3339(text: str) -> datetime | None:
    """The common length of ISO 8601, with a clock and a zone."""
    if len(text) < 20 or text[4] != "-" or text[7] != "-" or text[13] != ":":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is UTC:
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else None
