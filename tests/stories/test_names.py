import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.stories.names import Aliases, NameKind, find, place, rising

TEXT = (
    "Mayor Ilse Marant opened the bridge in Rotterdam on Friday. The Harbour Safety Board (HSB) had delayed it twice. "
    "Marant thanked the HSB and the Dutch government. Talks on U.S.-Japan trade, led by Professor Aiko Tanabe, "
    "follow in Busan. The Seeds and Soils Initiative, which Quillmouth Foods pays for, was there."
)


def kinds(text, aliases=None):
    return {(name.text, str(name.kind), name.canonical) for name in find(text, aliases)}


@pytest.mark.parametrize(
    "expected",
    [
        ("Ilse Marant", "person", "Ilse Marant"),
        ("Marant", "person", "Ilse Marant"),
        ("Aiko Tanabe", "person", "Aiko Tanabe"),
        ("Rotterdam", "place", "Rotterdam"),
        ("Busan", "place", "Busan"),
        ("Dutch", "place", "Netherlands"),
        ("U.S.", "place", "United States"),
        ("Japan", "place", "Japan"),
        ("HSB", "organisation", "Harbour Safety Board"),
        ("Harbour Safety Board", "organisation", "Harbour Safety Board"),
        ("Seeds and Soils Initiative", "", "Seeds and Soils Initiative"),
        ("Quillmouth Foods", "", "Quillmouth Foods"),
    ],
)
def test_a_name_is_found_with_what_is_certain_of_it(expected):
    assert expected in kinds(TEXT)


def test_weekdays_articles_and_sentence_starts_are_no_names():
    texts = {name.text for name in find(TEXT)}
    assert texts.isdisjoint({"Friday", "The", "Talks", "Mayor", "Professor"})


def test_a_headline_in_capitals_names_only_what_is_known():
    found = {name.text for name in find("Bridge Opens After Long Delay in Rotterdam\n\nThe bridge opened.")}
    assert found == {"Rotterdam"}


def test_an_unknown_name_gets_no_kind():
    ((_, kind, _),) = kinds("it was Zubrowka again")
    assert kind == ""


def test_the_reader_mends_a_name():
    mended = Aliases(
        [("Quillmouth Foods", NameKind.ORGANISATION, "QF"), ("Georgia (state)", NameKind.PLACE, "Georgia")]
    )
    assert ("QF", "organisation", "Quillmouth Foods") in kinds("Shares of QF rose.", mended)
    assert ("Georgia", "place", "Georgia (state)") in kinds("It rained in Georgia.", mended)


def test_places_have_coordinates():
    busan = place("Busan")
    assert (busan.country, round(busan.latitude), round(busan.longitude)) == ("KR", 35, 129)
    assert place("Nowhere-upon-Sea") is None


def test_spans_point_into_the_text():
    for name in find(TEXT):
        assert TEXT[name.start : name.end] == name.text


@given(st.text(max_size=300))
def test_no_text_breaks_the_finder(text):
    for name in find(text):
        assert text[name.start : name.end] == name.text


def test_a_name_rises_against_its_own_past():
    before = {"Marant": [0, 1] * 14, "Tanabe": [9] * 28}
    assert [one.name for one in rising({"Marant": 12, "Tanabe": 12, "Once": 1}, before)] == ["Marant"]
