# ruff: noqa: E501
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories.events import EventKind, Status, Told, find, later_reports, timeline, upcoming

AT = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)
TOUR = (
    "Prime Minister Ilse Marant has begun her first tour of the south. Leaving Oslo on Monday, May 16, 2024, Marant is "
    "travelling to Portugal for the harvest fair. The tour will also take her to Spain and Italy.\n\n"
    "In Portugal, Marant is expected to attend trade talks.\n\n"
    "After Portugal, Marant will fly to Spain, where she will meet King Felipe and Professor Aiko Tanabe. Then she will "
    "travel to Italy for the Inland Waters Conference in Turin. At this event, she will meet with Chancellor Olaf Brandt. "
    "No meeting with President Pavel Orsen is planned."
)


def test_an_itinerary_is_read_in_its_order():
    steps = [(event.kind.value, event.where, event.what) for event in find(TOUR, AT)]
    assert steps == [
        ("departure", "Oslo", ""),
        ("travel", "Portugal", "harvest fair"),
        ("gathering", "Portugal", "trade talks"),
        ("travel", "Spain", ""),
        ("meeting", "Spain", "meeting"),
        ("travel", "Turin, Italy", "Inland Waters Conference"),
        ("meeting", "Turin, Italy", "meeting"),
    ]


def test_each_event_has_the_sentence_that_says_so():
    for event in find(TOUR, AT):
        assert TOUR[event.start : event.end] == event.sentence
        assert (
            event.where.split(", ")[0] in event.sentence
            or "At this event" in event.sentence
            or event.kind is EventKind.MEETING
        )


def test_who_meets_whom_and_after_what():
    meetings = [event for event in find(TOUR, AT) if event.kind is EventKind.MEETING]
    assert [event.who for event in meetings] == [
        ("Ilse Marant", "Felipe", "Aiko Tanabe"),
        ("Ilse Marant", "Olaf Brandt"),
    ]
    assert meetings[0].after == "Portugal"
    turin = next(event for event in find(TOUR, AT) if event.where.startswith("Turin"))
    assert turin.after == "Spain"


def test_what_is_denied_is_no_event():
    assert not any("Pavel Orsen" in event.who for event in find(TOUR, AT))
    for text in (
        "Minister Ilse Marant will not travel to Spain on Friday.",
        "If Minister Ilse Marant travels to Spain on Friday, the strike ends.",
        "Will Minister Ilse Marant travel to Spain on Friday?",
    ):
        assert find(text, AT) == []


def test_a_wrong_weekday_is_carried_along_as_a_doubt():
    departure = find(TOUR, AT)[0]
    assert departure.doubt == "16 May 2024 is a Thursday; the nearest Monday is 13 May 2024."
    assert departure.is_stated


def test_a_gathering_has_its_day_and_place():
    (event,) = find("The Baltic Fisheries Summit will be held in Gdańsk on 3 June 2024.", AT)
    assert (event.kind, event.status, event.what, event.where) == (
        EventKind.GATHERING, Status.UPCOMING, "Baltic Fisheries Summit", "Gdańsk")  # fmt: skip
    assert (event.lo, event.hi) == (date(2024, 6, 3), date(2024, 6, 3))


def test_an_election_is_a_vote():
    (event,) = find(
        "Voters wait: the second presidential election will take place in Kenya on 9 August 2024.", AT
    )
    assert (event.kind, event.where) == (EventKind.VOTE, "Kenya")


def test_what_has_been_is_not_upcoming():
    (event,) = find("The Baltic Fisheries Summit was held in Gdańsk on 3 March 2024.", AT)
    assert event.status is Status.HAPPENED


def told(text, entry_id, at=AT):
    return [Told(event, (entry_id,), at) for event in find(text, at)]


SUMMIT = "The Baltic Fisheries Summit will be held in Gdańsk on 3 June 2024."


def test_what_is_next_counts_its_sources_once():
    everything = [*told(SUMMIT, 1), *told(SUMMIT.replace("will be held", "takes place"), 2), *told(TOUR, 3)]
    ahead = upcoming(everything, AT)
    assert [one.told.day for one in ahead] == [date(2024, 5, 16)] * 2 + [date(2024, 6, 3)]
    assert ahead[-1].told.entry_ids == (1, 2)
    assert [event.where for event in ahead[1].then][:2] == ["Portugal", "Spain"]
    assert upcoming(everything, datetime(2024, 6, 4, tzinfo=UTC)) == []


def test_a_timeline_is_in_order_of_days_and_can_be_about_one_name():
    everything = [*told(SUMMIT, 1), *told(TOUR, 3)]
    days = [one.day for one in timeline(everything)]
    assert days == sorted(days)
    assert {one.entry_ids for one in timeline(everything, about="Ilse Marant")} == {(3,)}


def test_the_later_report_of_an_event_is_found():
    (summit,) = told(SUMMIT, 1)
    later = datetime(2024, 6, 4, tzinfo=UTC)
    reports = later_reports(
        summit,
        [
            (
                7,
                later,
                "It rained. Ministers at the Baltic Fisheries Summit in Gdańsk agreed on herring quotas.",
            ),
            (8, later, "Nothing of the kind happened."),
            (9, AT, "The Baltic Fisheries Summit in Gdańsk is being prepared."),
        ],
    )
    assert reports == [(7, "Ministers at the Baltic Fisheries Summit in Gdańsk agreed on herring quotas.")]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    for event in find(text, AT):
        assert text[event.start : event.end] == event.sentence


def test_other_languages_give_no_events_rather_than_wrong_ones():
    assert find("Der Gipfel findet am 3. Juni 2024 in Danzig statt.", AT, "de") == []


def test_a_calendar_of_many_events_is_put_in_order():
    first = told(SUMMIT, 1)[0]
    many = [
        Told(replace(first.event, where=f"Town {n % 5000}", lo=first.day + timedelta(days=n % 300)), (n,), AT)
        for n in range(20_000)
    ]
    days = [one.day for one in timeline(many)]
    assert days == sorted(days)
