from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories.contradictions import Problem, find
from mainstem.stories.dates import Granularity, Kind, read

THURSDAY = date(2024, 5, 16)
CASES = [
    ("The council met on Tuesday.", "Tuesday", "2024-05-14"),
    ("The council will meet on Tuesday.", "Tuesday", "2024-05-21"),
    ("Everybody waited for Friday's vote.", "Friday", "2024-05-10"),
    ("The ferry sank yesterday.", "yesterday", "2024-05-15"),
    ("Talks resume the day after tomorrow.", "the day after tomorrow", "2024-05-18"),
    ("It opened on 3 March 2019 in Oslo.", "3 March 2019", "2019-03-03"),
    ("It opened on Sunday, March 3rd, 2019.", "Sunday, March 3rd, 2019", "2019-03-03"),
    ("It closed on Nov. 30.", "Nov. 30", "2023-11-30"),
    ("It will open on Nov. 30.", "Nov. 30", "2024-11-30"),
    ("Sales fell last month.", "last month", "2024-04"),
    ("Sales fell in December.", "December", "2023-12"),
    ("Sales fell in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
    ("It began in early 2021.", "early 2021", "2021"),
    ("It began two weeks ago.", "two weeks ago", "2024-W18"),
    ("It began five years ago.", "five years ago", "2019"),
    ("Music of the 1980s.", "the 1980s", "198"),
    ("Ships of the 17th century.", "the 17th century", "16"),
    ("They met on Friday night.", "Friday night", "2024-05-10TNI"),
    ("The train left at 9:30 p.m. yesterday.", "9:30 p.m. yesterday", "2024-05-15T21:30"),
    ("They waited for two and a half, then 36 hours.", "36 hours", "PT36H"),
    ("He was out for the past five months.", "the past five months", "P5M"),
    ("A ten-day strike", "ten-day", "P10D"),
    ("It meets every two years.", "every two years", "P2Y"),
    ("It is published daily.", "daily", "P1D"),
    ("The company recently moved.", "recently", "PAST_REF"),
    ("It happened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    ("A fair this summer", "this summer", "2024-SU"),
    ("It rained over the weekend.", "the weekend", "2024-W19-WE"),
    ("Shops close on Labor Day.", "Labor Day", "2023-09-04"),
]


@pytest.mark.parametrize(("text", "phrase", "value"), CASES)
def test_a_phrase_means_a_time(text, phrase, value):
    found = {mention.text: mention.value for mention in read(text, THURSDAY)}
    assert found.get(phrase) == value, found


@pytest.mark.parametrize(
    "text",
    [
        "She may march on.",
        "Some 2000 people came.",
        "It cost $1999.",
        "Room 1,950 is free.",
        "three-quarters of it",
    ],
)
def test_what_is_no_time_is_left_alone(text):
    assert read(text, THURSDAY) == []


def test_a_full_date_is_stated_and_a_weekday_is_inferred():
    full, weekday = read("On 1 June 2024 and not on Monday.", THURSDAY)
    assert full.is_stated
    assert not weekday.is_stated


def test_a_mention_covers_days():
    (week,) = read("It rained last week.", THURSDAY)
    assert (week.lo, week.hi, week.granularity) == (date(2024, 5, 6), date(2024, 5, 12), Granularity.WEEK)
    (span,) = read("It rained for three days.", THURSDAY)
    assert (span.lo, span.kind) == (None, Kind.DURATION)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Das Treffen beginnt am Freitag, den 7. Juni 2024 in Köln.", "2024-06-07"),
        ("de-AT", "Am 3.4.2023 wurde gewählt.", "2023-04-03"),
        ("fr", "Le sommet aura lieu le vendredi 7 juin 2024.", "2024-06-07"),
        ("es", "La cumbre será el viernes 7 de junio de 2024.", "2024-06-07"),
        ("it", "Il vertice si terrà venerdì 7 giugno 2024.", "2024-06-07"),
        ("ja", "会議は2024年6月7日（金）に開かれる。", "2024-06-07"),
        ("ru", "Встреча пройдёт 7 июня 2024 года.", "2024-06-07"),
        ("fr", "Il est arrivé hier.", "2024-05-15"),
    ],
)
def test_dates_are_read_in_other_languages(language, text, value):
    assert [mention.value for mention in read(text, THURSDAY, language)] == [value]


def test_an_unknown_language_gives_nothing():
    assert read("tarehe 7 Juni 2024", THURSDAY, "sw") == []


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    for language in ("en", "de", "ja"):
        at = 0
        for mention in read(text, THURSDAY, language):
            assert at <= mention.start < mention.end
            assert mention.text == text[mention.start : mention.end]
            at = mention.end


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_a_weekday_beside_a_date_is_believed_only_if_it_fits(day, shift):
    claimed = day + timedelta(days=shift)
    text = f"The hall opened on {claimed:%A}, {day:%B} {day.day}, {day.year} to applause."
    found = [trouble for trouble in find(text, day) if trouble.problem is Problem.WEEKDAY]
    assert len(found) == (shift != 0)
    if shift:
        near, written = found[0].readings
        assert written == day
        assert near.weekday() == claimed.weekday()
        assert abs((near - day).days) <= 3


def test_both_readings_of_a_weekday_are_given_in_words():
    (trouble,) = find("The fair opens on Monday, 7 June 2024.", datetime(2024, 5, 16, 9))
    assert trouble.sentence == "7 June 2024 is a Friday; the nearest Monday is 10 June 2024."
    assert trouble.text == "Monday, 7 June 2024"


def test_a_day_that_no_month_has():
    (trouble,) = find("Return it by 31 April 2024.", THURSDAY)
    assert trouble.problem is Problem.NO_SUCH_DAY
    assert trouble.readings == (date(2024, 4, 30), date(2024, 5, 1))
    assert [one.problem for one in find("On February 29, 2023 it rained.", THURSDAY)] == [Problem.NO_SUCH_DAY]
    assert find("On February 29, 2024 it rained.", THURSDAY) == []


def test_a_range_that_runs_backwards():
    (trouble,) = find("Open from 12 June 2024 to 3 June 2024 daily.", THURSDAY)
    assert trouble.problem is Problem.BACKWARDS
    assert find("Open from 3 June 2024 to 12 June 2024 daily.", THURSDAY) == []


def test_what_will_be_on_a_day_long_past():
    (trouble,) = find("The fair will open on 2 May 2024 in Oslo.", THURSDAY)
    assert trouble.problem is Problem.LONG_PAST
    assert find("He said then that the fair will open on 2 May 2024.", THURSDAY) == []
