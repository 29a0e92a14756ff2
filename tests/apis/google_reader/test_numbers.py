import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.apis.google_reader.numbers import entry_id, entry_ids, long_form

OURS = st.integers(min_value=10**15, max_value=10**16 - 1)


@given(OURS)
def test_every_notation_of_our_ids_means_the_same(number: int) -> None:
    for text in (
        str(number),
        long_form(number),
        f"tag:google.com,2005:reader/item/{number:x}",
        f"{number:016x}",
    ):
        assert entry_id(text) == number


@given(st.text(max_size=40))
def test_whatever_is_sent_is_a_number_or_nothing(text: str) -> None:
    found = entry_id(text)
    assert found is None or -(2**63) <= found < 2**64


def test_the_long_form_is_twos_complement() -> None:
    assert entry_id("tag:google.com,2005:reader/item/fb115bd6d34a8e9f") == -355401917359550817
    assert long_form(1762950061204817) == "tag:google.com,2005:reader/item/00064364cc27a551"


@pytest.mark.parametrize(
    "text", ["", "/", "x", "0x12", "1.5", "tag:google.com,2005:reader/item/", "９" * 16, "-0"]
)
def test_what_is_no_id_is_none(text: str) -> None:
    assert entry_id(text) is None


def test_ids_are_taken_once_and_may_be_joined_by_commas() -> None:
    assert entry_ids(["12", "13,12", "junk", "14", "0", "-7"]) == [12, 13, 14]
