"""Which catalogues are finished: they say every message, and none that the pages no longer have.

``python -m tests.languages.messages TAG`` prints what a language lacks, ready to be filled in.
"""

from __future__ import annotations

import pytest

from mainstem import languages
from tests.languages import messages

# how many forms a noun has beside a number
_FORMS = {"de": 2, "es": 2, "fr": 2, "it": 2, "nl": 2, "pl": 3, "pt": 2, "ru": 3, "uk": 3}
_FINISHED = tuple(_FORMS)


@pytest.mark.parametrize("tag", _FINISHED)
def test_a_finished_catalogue_lacks_nothing(tag: str) -> None:
    assert sorted(messages.lacking(tag)) == []


@pytest.mark.parametrize("tag", _FINISHED)
def test_a_finished_catalogue_keeps_nothing_that_is_no_longer_said(tag: str) -> None:
    kept = languages.words(tag).catalogue.messages
    assert sorted(kept.keys() - messages.every().keys()) == []


@pytest.mark.parametrize("tag", _FINISHED)
def test_numbers_reach_every_form_of_the_language(tag: str) -> None:
    plural = languages.words(tag).catalogue.plural
    assert {plural(n) for n in range(200)} == set(range(_FORMS[tag]))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", ["0 Tage", "1 Tag", "2 Tage"]),
        ("fr", ["0 jour", "1 jour", "2 jours"]),
        ("pt", ["0 dia", "1 dia", "2 dias"]),
        ("pl", ["0 dni", "1 dzień", "2 dni", "5 dni"]),
        ("ru", ["0 дней", "1 день", "2 дня", "5 дней", "11 дней", "21 день", "112 дней"]),
        ("uk", ["0 днів", "1 день", "2 дні", "5 днів", "11 днів", "21 день", "112 днів"]),
    ],
)
def test_days_are_counted_as_the_language_does(tag: str, said: list[str]) -> None:
    words = languages.words(tag)
    assert [words.count("{n} day", "{n} days", int(one.split()[0])) for one in said] == said
