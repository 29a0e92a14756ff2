"""English sentences with values in them, said in another language."""

from __future__ import annotations

import re

import pytest

from mainstem.feeds.errors import BadInput, MainstemError
from mainstem.languages import sentences
from mainstem.languages.catalogue import Catalogue, english
from mainstem.languages.choosing import words
from mainstem.languages.words import Words
from mainstem.library.folders import check_name
from tests.languages import messages

_SAID = {
    "The name has {v1} characters.": "Der Name hat {v1} Zeichen.",
    "Use at most {longest_name}.": "Höchstens {longest_name} sind möglich.",
    "Nothing is called {name} here.": "Hier heißt nichts {name}.",
    "The host could not be reached.": "Der Server ist nicht zu erreichen.",
    "{v0}: {v2}": "nie {v0} {v2}",
    "This is not a feed: it is {saw}.": "Das ist kein Feed, sondern {saw}.",
    "a web page": "eine Webseite",
}


@pytest.fixture
def german() -> Words:
    """A small catalogue."""
    return Words(
        "de", Catalogue({key: (value,) for key, value in _SAID.items()}, english), words("de").calendar
    )


def test_a_sentence_is_recognised_with_its_values(german: Words) -> None:
    assert german.sentence("The name has 500 characters.") == "Der Name hat 500 Zeichen."


def test_several_sentences_are_said_one_by_one_and_the_unknown_stay(german: Words) -> None:
    said = german.sentence("https://a.example/x: The host could not be reached. Well, well. Use at most 190.")
    assert said == (
        "https://a.example/x: Der Server ist nicht zu erreichen. Well, well. Höchstens 190 sind möglich."
    )


def test_a_value_that_is_a_word_of_ours_is_translated_too(german: Words) -> None:
    assert (
        german.sentence("This is not a feed: it is a web page.")
        == "Das ist kein Feed, sondern eine Webseite."
    )


def test_a_value_cannot_smuggle_in_holes(german: Words) -> None:
    assert german.sentence("Nothing is called '{saw}' here.") == "Hier heißt nichts '{saw}'."


def test_forms_that_say_nothing_by_themselves_recognise_nothing(german: Words) -> None:
    assert german.sentence("Rivers: all of them") == "Rivers: all of them"


def test_english_stays_as_it_is() -> None:
    assert words("en").sentence("The name has 5 characters.") == "The name has 5 characters."


def test_what_is_raised_is_recognised_by_what_is_collected() -> None:
    """The forms that translators see fit the sentences that are raised."""
    forms = sentences.forms(dict.fromkeys(messages.every(), ("x",)))
    with pytest.raises(BadInput) as raised:
        check_name("x" * 500)
    for said in (raised.value.message, raised.value.advice, str(MainstemError())):
        assert said in messages.every() or any(re.fullmatch(one.pattern, said) for one in forms), said


def test_numbers_and_shares_are_written_as_the_language_does() -> None:
    assert (words("de").number(1234.5, 1), words("de").share(0.123)) == ("1.234,5", "12\u00a0%")
    assert (words("en").number(1234.5, 1), words("en").share(0.123)) == ("1,234.5", "12%")
