"""What a text becomes before it is indexed or compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.search import folding
from mainstem.search.stems import language_of, stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("Café CRÈME brûlée", ["cafe", "creme", "brulee"]),
        ("Straße Łódź Ærø ﬁne", ["strasse", "lodz", "aero", "fine"]),
        ("Ёлка Йод ΆΛΦΑ", ["елка", "иод", "αλφα"]),
        ("don't l'été", ["don", "t", "l", "ete"]),
        ("日本語", ["日本", "本語", "語"]),
        ("iPhone発売", ["iphone", "発売", "売"]),
        ("ガギ", ["ガギ", "ギ"]),
        ("한국어 뉴스", ["한국", "국어", "어", "뉴스", "스"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("שָׁלוֹם", ["שלום"]),
        ("مُحَمَّد", ["محمد"]),
        ("ＦＵＬＬ　ｗｉｄｔｈ", ["full", "width"]),
        ("go 🚀 €5", ["go", "🚀", "€", "5"]),
        ("x" * 70, ["x" * 64]),
        ("", []),
    ],
)
def test_a_text_becomes_these_terms(text: str, expected: list[str]) -> None:
    assert folding.terms(text) == expected


def test_a_part_of_a_text_without_spaces_is_found_in_the_whole() -> None:
    whole = folding.terms("東京都日本語学校")
    assert folding.query_terms("日本語") == ["日本", "本語"]
    at = whole.index("日本")
    assert whole[at : at + 2] == ["日本", "本語"]


def test_stems_are_told_apart_from_the_words_themselves() -> None:
    assert folding.index_text("Running runs_on") == "running runs on"
    assert folding.stems(["running", "runs", "run"], "en") == {"running": "run", "runs": "run"}
    assert folding.stems(["running"], "") == {}
    assert "run" in folding.variants("runs", ("en", "de"))


def test_a_language_is_known_by_its_tag() -> None:
    assert language_of("pt_BR") == "pt"
    assert language_of("zh-Hans") == ""
    assert stem("häuser", "xx") == "häuser"


def test_a_category_is_one_term() -> None:
    assert folding.category_term("Open Source!") == "open_source"


@given(st.text(max_size=60))
def test_terms_survive_being_joined_and_split_at_ascii_signs(text: str) -> None:
    for term in folding.terms(text):
        assert term
        assert all(sign.isalnum() or not sign.isascii() for sign in term)


@given(st.text(max_size=60))
def test_every_query_for_a_part_is_at_least_as_coarse_as_the_text(text: str) -> None:
    assert set(folding.query_terms(text)) <= set(folding.terms(text))
