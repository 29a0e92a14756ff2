"""Intervals of ISO 8601 with their shorthand."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mainstem.search.intervals import BadInterval, interval

NOW = datetime(2026, 5, 20, 12, 30, tzinfo=UTC)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2014", "2014-01-01", "2015-01-01"),
        ("2014-03", "2014-03-01", "2014-04-01"),
        ("201403", "2014-03-01", "2014-04-01"),
        ("2014-03-30", "2014-03-30", "2014-03-31"),
        ("20140330", "2014-03-30", "2014-03-31"),
        ("2014-05-30T13", "2014-05-30T13:00", "2014-05-30T14:00"),
        ("2014-05-30t13:30", "2014-05-30T13:30", "2014-05-30T13:31"),
        ("2014-05-30T13:30:15Z", "2014-05-30T13:30:15", "2014-05-30T13:30:16"),
        ("2014-05-30T13:30+02:00", "2014-05-30T11:30", "2014-05-30T11:31"),
        ("2014-05-30T13:30-0500", "2014-05-30T18:30", "2014-05-30T18:31"),
        ("2014-02/2014-04", "2014-02-01", "2014-05-01"),
        ("2014-02--2014-04", "2014-02-01", "2014-05-01"),
        ("2014-02/04", "2014-02-01", "2014-05-01"),
        ("2014-02-03/05", "2014-02-03", "2014-02-06"),
        ("2014-02-03/03-05", "2014-02-03", "2014-03-06"),
        ("2014-02-03T22:00/22:15", "2014-02-03T22:00", "2014-02-03T22:16"),
        ("2014-02-03T22:00/15", "2014-02-03T22:00", "2014-02-03T22:16"),
        ("2014-02-03/T22:15", "2014-02-03", "2014-02-03T22:16"),
        ("2014-03/", "2014-03-01", None),
        ("/2014-03", None, "2014-04-01"),
        ("2014-03/P1W", "2014-03-01", "2014-03-08"),
        ("P1W/2014-05-25T23:59:59", "2014-05-19", "2014-05-26"),
        ("P1Y", "2025-05-20T12:30", None),
        ("P2M/", "2026-03-20T12:30", None),
        ("P3W", "2026-04-29T12:30", None),
        ("PT90S", "2026-05-20T12:28:30", None),
        ("P1DT1H", "2026-05-19T11:30", None),
        ("/P1W", None, "2026-05-13T12:30"),
        ("9999", "9999-01-01", None),
        ("P9999Y", None, None),
    ],
)
def test_an_interval_begins_and_ends_where_it_says(text: str, start: str | None, end: str | None) -> None:
    assert interval(text, NOW) == (when(start) if start else None, when(end) if end else None)


@pytest.mark.parametrize(
    "text",
    ["", "/", "0000", "2014-13", "2014-02-30", "2014-03T10", "20", "P", "PT", "P1X", "yesterday", "P1D/P2D",
     "2014-02-03T25", "2014-02-03T10:00+99:00", "2014-02/77", "2014/2013-1-1-1"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(BadInterval) as caught:
        interval(text, NOW)
    assert len(str(caught.value)) > 20


def test_a_day_is_the_readers_day() -> None:
    assert interval("2026-03-29", NOW, ZoneInfo("Europe/Berlin")) == (
        when("2026-03-28T23:00"),
        when("2026-03-29T22:00"),  # an hour shorter: summer time begins
    )


def test_the_first_day_of_the_calendar_east_of_greenwich_is_open() -> None:
    assert interval("0001-01-01", NOW, timezone(timedelta(hours=10)))[0] is None
