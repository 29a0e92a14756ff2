"""The words, days and plurals of every language."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mainstem import languages
from mainstem.languages import choosing
from tests.languages import calendars, messages

_TRANSLATED = [tag for tag in languages.tags() if tag != "en"]
_HOLE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("tag", _TRANSLATED)
def test_a_catalogue_says_nearly_everything(tag: str) -> None:
    """New messages may be English for a while; ``python -m tests.languages.messages`` lists them."""
    lacking = messages.lacking(tag)
    assert len(lacking) <= 0.15 * len(messages.every()), sorted(lacking)


@pytest.mark.parametrize("tag", _TRANSLATED)
def test_translations_have_the_holes_of_their_message(tag: str) -> None:
    kept = languages.words(tag).catalogue
    forms = max(kept.plural(n) for n in range(200)) + 1
    for message, plural in messages.every().items():
        said = kept.messages.get(message)
        if said is None:
            continue
        assert len(said) == (forms if plural else 1), message
        for one in said:
            wanted = set(_HOLE.findall(message))
            assert set(_HOLE.findall(one)) in (wanted, wanted - {"{n}"} if plural else wanted), message


@pytest.mark.parametrize("tag", _TRANSLATED)
def test_day_headings_can_be_taken_apart_by_scripts(tag: str) -> None:
    say = languages.words(tag).text
    for message in ("Today — {date}", "Yesterday — {date}"):
        assert " — " in say(message)


def test_english_writes_days_and_times_as_people_do() -> None:
    words = languages.words("en")
    moment = datetime(2025, 10, 25, 7, 4, tzinfo=UTC)
    assert words.moment(moment) == "25 October 2025 at 07:04"
    assert words.date(date(2026, 3, 1)) == "1 March 2026"
    assert words.number(1234567) == "1,234,567"
    assert [words.count("{n} feed", "{n} feeds", n) for n in (0, 1, 1200)] == [
        "0 feeds",
        "1 feed",
        "1,200 feeds",
    ]


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("xx,fr;q=0.3,de;q=0.7", "de"),
        ("fr;q=0,de;q=0.1", "de"),
        ("zh-MO,zh;q=0.9", "zh-Hant"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hant-HK", "zh-Hant"),
        ("*", "en"),
        ("", "en"),
        (";;q=,,,de;q=x", "en"),
    ],
)
def test_the_browsers_wish_is_followed_as_far_as_there_are_words(header: str, tag: str) -> None:
    assert languages.choose("", header).tag == tag


def test_the_readers_own_choice_goes_before_the_browsers() -> None:
    assert languages.choose("fr", "de").tag == "fr"
    assert languages.choose("tlh", "de").tag == "de"


def test_calendars_say_what_the_cldr_says() -> None:
    kept = json.loads((Path(choosing.__file__).parent / "calendars.json").read_text("utf-8"))
    assert kept == {tag: calendars.calendar(tag) for tag in calendars.TAGS}


@pytest.mark.parametrize("tag", calendars.TAGS)
def test_every_calendar_can_write_a_day(tag: str) -> None:
    calendar = choosing._calendars()[tag]
    values = {"day": 3, "number": 2, "year": 2026}
    assert "2026" in calendar.date.format(month=calendar.months[1], **values)
    assert "2026" in calendar.short_date.format(month=calendar.short_months[1], **values)
    assert "07" in calendar.time.format(hour=9, hour12=9, minute="07", half=calendar.halves[0])
