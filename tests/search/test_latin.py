from hypothesis import given
from hypothesis import strategies as st

from mainstem.search import folding, latin

SIGNS = st.characters(min_codepoint=32, max_codepoint=0x24F) | st.sampled_from("“”’—…–™ﬁß\u0301\u200b")


def test_accents_and_typographers_signs_leave_ascii() -> None:
    assert latin.words("Smørgås — “Crème brûlée”") == ["smorgas", "creme", "brulee"]


def test_other_letters_and_symbols_take_the_slow_way() -> None:
    assert [latin.words(text) for text in ("Дом", "東京", "5 €", "हिन्दी")] == [None] * 4


@given(st.text(SIGNS))
def test_the_quick_way_finds_the_terms_of_the_slow_way(text: str) -> None:
    """A Cyrillic letter sends the same text the slow way."""
    assert folding.terms(text) == folding.terms(f"{text} я")[:-1]
