import pytest

from mainstem.stories.folding import folding_keys
from mainstem.stories.reprints import is_reprint, shingles
from mainstem.stories.words import plain_language, reader
from tests.stories.making import FERRY, entry


def words(text, language="en"):
    return [word for _, word in reader(language).terms(text)]


def terms(text, language="en"):
    return [term for term, _ in reader(language).terms(text)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "elections", "election"),
        ("de", "Wahlen", "Wahl"),
        ("fr", "l’élection", "élections"),
        ("es", "elecciones", "elección"),
        ("ru", "выборы", "выборов"),
    ],
)
def test_forms_of_a_word_are_one_term(language, one, other):
    assert terms(one, language) == terms(other, language)


def test_words_that_everybody_uses_are_no_terms():
    assert words("The minister said that he would") == ["minister"]


def test_an_unknown_language_is_read_word_by_word():
    assert words("Ofisa wa serikali", "sw") == ["Ofisa", "wa", "serikali"]


def test_writing_without_spaces_is_read_by_pairs_of_signs():
    assert words("東京駅のテレビ", "ja") == ["東京", "京駅", "テレビ"]


@pytest.mark.parametrize(
    ("tag", "language"), [("en-US", "en"), ("pt_BR", "pt"), ("", ""), ("x", ""), ("zh-Hans-CN", "zh")]
)
def test_the_language_of_a_tag(tag, language):
    assert plain_language(tag) == language


def test_the_keys_of_folding_see_through_case_and_punctuation():
    one = folding_keys(entry("Ferry hits reef!", "All are  safe."))
    other = folding_keys(entry("FERRY HITS REEF", "all are safe"))
    assert (one.title, one.text) == (other.title, other.text)


def test_a_short_title_without_text_is_no_proof():
    assert folding_keys(entry("Live")).text == 0


def test_keys_fit_into_a_signed_column():
    for one in FERRY:
        keys = folding_keys(one)
        assert all(-(2**63) <= key < 2**63 for key in (keys.address, keys.title, keys.text))


def test_a_reprint_shares_its_runs_of_words():
    text = FERRY[0].text
    assert is_reprint(shingles("A", text), shingles("B", "HVALDAL (Wire) - " + text))
    assert not is_reprint(shingles("A", text), shingles("B", FERRY[1].text))
    assert not is_reprint(shingles("", ""), shingles("", ""))
