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
    ("The procession was on Good Friday.", "Good Friday", "2024-03-29"),
    ("Sales fell on Black Friday.", "Black Friday", "2023-11-24"),
    ("They tried in the year 2000.", "the year 2000", "2000"),
    ("He ruled from 1980-1988.", "1988", "1988"),
    ("In the 2012-13 season", "2012-13", "2012"),
    ("It stood in the 1800s.", "the 1800s", "18"),
    ("Ships of the nineteenth century.", "the nineteenth century", "18"),
    ("Music of the nineties.", "the nineties", "199"),
    ("They married in '98.", "'98", "1998"),
    ("They met at 0700 GMT.", "0700 GMT", "2024-05-16T07:00"),
    ("They met at 14:30.", "14:30", "2024-05-16T14:30"),
    ("They left at 4 in the morning.", "4 in the morning", "2024-05-16T04:00"),
    ("The offer ends at 5 p.m. EST, Nov. 9.", "5 p.m. EST, Nov. 9", "2023-11-09T17:00"),
    ("Third-quarter sales rose.", "Third-quarter", "2023-Q3"),
    ("Profit fell in Q1 2023.", "Q1 2023", "2023-Q1"),
    ("In the 2022 third quarter it earned more.", "the 2022 third quarter", "2022-Q3"),
    ("It was built in Summer 2014.", "Summer 2014", "2014-SU"),
    ("It fell on December 23 last year.", "December 23 last year", "2023-12-23"),
    ("She sings on Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI"),
    ("She sings every Sunday morning.", "every Sunday morning", "XXXX-WXX-7TMO"),
    ("They march every July.", "every July", "XXXX-07"),
    ("A two day rally began.", "two day", "P2D"),
    ("It took ten to fifteen years.", "ten to fifteen years", "P10Y"),
    ("It took a year and a half.", "a year and a half", "P1Y6M"),
    ("It took half an hour.", "half an hour", "PT30M"),
    ("A decades-long quarrel ended.", "decades-long", "PXE"),
    ("It lasted three thousand years.", "three thousand years", "P3000Y"),
    ("Three days later he left.", "Three days", "P3D"),
    ("For the year ended 31 March sales fell.", "the year", "P1Y"),
    ("It hired people in the weeks before.", "weeks", "PXW"),
    ("The town was founded centuries ago.", "centuries ago", "PAST_REF"),
    ("On 3 May 2024 he won; he had lost the day before.", "the day before", "2024-05-02"),
    ("It should close by year-end.", "year-end", "2024"),
    ("They have until December to pay.", "December", "2024-12"),
    ("The rally in March was small.", "March", "2024-03"),
    ("The June election is near.", "June", "2024-06"),
    ("It took twenty-five to thirty years.", "twenty-five to thirty years", "P25Y"),
    ("It took 2-3 weeks.", "2-3 weeks", "P2W"),
    ("Two decades passed.", "Two decades", "P20Y"),
    ("It took decades of work.", "decades", "PXE"),
    ("A decade of drought ended.", "A decade", "P10Y"),
    ("They waited for the past two and a half years.", "the past two and a half years", "P2Y6M"),
    ("The last couple of years were dry.", "The last couple of years", "P2Y"),
    ("It floods every few years.", "every few years", "PXY"),
    ("A multi-year deal was signed.", "multi-year", "PXY"),
    ("The shop opens by 8am.", "8am", "2024-05-16T08:00"),
    ("Music of the 90s.", "the 90s", "199"),
    ("Prices rise in coming months.", "coming months", "FUTURE_REF"),
    ("In 2012 it rose from the year before. The previous year it fell.", "The previous year", "2011"),
    ("Loans run through January.", "January", "2025-01"),
    ("Until Friday, they had not called.", "Friday", "2024-05-10"),
    ("She will be named commander for a mission in December.", "December", "2024-12"),
    ("It had been due to expire on Friday.", "Friday", "2024-05-10"),
    ("It is due to expire on Friday.", "Friday", "2024-05-17"),
    ("They agreed to buy it in October.", "October", "2024-10"),
    ("In March 2019 it was offered. The following month it was sold.", "The following month", "2019-04"),
    ("It opened in 1996. Later that year it burnt.", "Later that year", "1996"),
    ("Sales rose in May.", "May", "2024-05"),
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
        "Theresa May spoke.",
        "She read the Sunday Times.",
        "He wrote in USA Today.",
        "An 8-year-old boy sang.",
        "The fall of the wall.",
        "The daily Granma wrote of it, the daily said.",
        "It will be a second betrayal.",
        "Temperatures will stay in the 70s.",
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
        ("uk", "Зустріч відбудеться 7 червня 2024 року.", "2024-06-07"),
        ("tr", "Toplantı 7 Haziran 2024 günü yapılacak.", "2024-06-07"),
        ("tr", "Toplantı geçen sali yapıldı.", "2024-05-14"),
        ("tr", "TOPLANTI 7 NİSAN 2024 GÜNÜ.", "2024-04-07"),
        ("id", "Pertemuan digelar pada 7 Juni 2024.", "2024-06-07"),
        ("pl", "Spotkanie odbędzie się 7 czerwca 2024 r.", "2024-06-07"),
        ("nl", "De top begint vrijdag 7 juni 2024.", "2024-06-07"),
        ("pt", "A cimeira começa na sexta-feira, 7 de junho de 2024.", "2024-06-07"),
        ("fr", "Publié le 07/06/2024 à Paris.", "2024-06-07"),
        ("de", "Das war letzte Woche.", "2024-W19"),
        ("de", "Sie trafen sich vor drei Jahren.", "2021"),
        ("de", "Das Gesetz gilt seit März.", "2024-03"),
        ("de", "Am kommenden Freitag wird gewählt.", "2024-05-17"),
        ("fr", "Le vote a eu lieu jeudi dernier.", "2024-05-09"),
        ("fr", "Il y a deux mois, tout a changé.", "2024-03"),
        ("es", "La reunión fue la semana pasada.", "2024-W19"),
        ("es", "Lo fundó en 1998.", "1998"),
        ("it", "È successo due anni fa.", "2022"),
        ("pt", "Aconteceu no mês passado.", "2024-04"),
        ("nl", "Dat was twee weken geleden.", "2024-W18"),
        ("pl", "Głosowanie odbyło się w środę.", "2024-05-15"),
        ("pl", "Stało się to w ubiegłym roku.", "2023"),
        ("ru", "Это было в прошлом году.", "2023"),
        ("ja", "2023年に始まった。", "2023"),
        ("zh", "会议昨天开始。", "2024-05-15"),
        ("fr", "Il est arrivé hier.", "2024-05-15"),
    ],
)
def test_dates_are_read_in_other_languages(language, text, value):
    assert [mention.value for mention in read(text, THURSDAY, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am Morgen war es still."),
        ("es", "Llegó por la mañana."),
        ("de", "In den letzten Jahren stieg der Preis."),
        ("pt", "Foi a segunda vez."),
        ("de", "Das kostet 1999 Euro."),
        ("fr", "Le lendemain du jour précédent."),
    ],
)
def test_what_is_no_time_in_other_languages_is_left_alone(language, text):
    assert read(text, THURSDAY, language) == []


def test_an_unknown_language_gives_nothing():
    assert read("tarehe 7 Juni 2024", THURSDAY, "sw") == []


@pytest.mark.parametrize(
    "number", ["9" * 400, "9," + "999," * 200 + "999", "twenty-" * 50 + "one", "9" * 12 + " billion"]
)
def test_no_number_is_too_large_for_the_reader(number):
    for phrase in (
        f"{number} years",
        f"{number} weeks ago",
        f"{number} and a half days",
        f"{number} to {number} hours",
    ):
        read(f"It took {phrase} to end.", THURSDAY)


WORDS_OF_TIME = (
    "the last next two twenty-five 3 1/2 a to or and half years week Friday March may of year 1998 ago later before in "
    "at 5 p.m. 0700 GMT quarter third Q1 century nineties '98 every few night coming weekend until summer fall"
).split()


@given(st.lists(st.sampled_from(WORDS_OF_TIME), max_size=12))
def test_no_order_of_the_words_of_time_breaks_the_reader(words):
    text = " ".join(words)
    at = 0
    for mention in read(text, THURSDAY):
        assert at <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end] == mention.text.strip()
        at = mention.end


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    for language in ("en", "de", "fr", "tr", "ja"):
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


@pytest.mark.parametrize(
    "written",
    [
        "Monday, June 7, 2024",
        "Monday (June 7, 2024)",
        "June 7, 2024 (Monday)",
        "June 7, 2024, a Monday",
        "Mon, 7 Jun 2024",
        "Monday the 7th of June 2024",
        "Monday, 2024-06-07",
        "Monday, 06/17/2025",
    ],
)
def test_a_wrong_weekday_is_found_however_it_is_written(written):
    (trouble,) = find(f"The fair opens on {written} in Oslo.", date(2024, 6, 6))
    assert trouble.problem is Problem.WEEKDAY
    right = written.replace("Monday", "Tuesday" if "2025" in written else "Friday").replace("Mon,", "Fri,")
    assert find(f"The fair opens on {right} in Oslo.", date(2024, 6, 6)) == []


def test_a_weekday_tells_which_number_is_the_month():
    assert [mention.value for mention in read("It was Friday, 07/06/2024.", THURSDAY)] == ["2024-06-07"]


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
    assert find("Updated 0000-01-01.", THURSDAY) == []


def test_a_range_that_runs_backwards():
    (trouble,) = find("Open from 12 June 2024 to 3 June 2024 daily.", THURSDAY)
    assert trouble.problem is Problem.BACKWARDS
    assert find("Open from 3 June 2024 to 12 June 2024 daily.", THURSDAY) == []


def test_what_will_be_on_a_day_long_past():
    (trouble,) = find("The fair will open on 2 May 2024 in Oslo.", THURSDAY)
    assert trouble.problem is Problem.LONG_PAST
    assert find("He said then that the fair will open on 2 May 2024.", THURSDAY) == []
