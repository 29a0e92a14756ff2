"""What is offered while one types."""

import pytest

from mainstem.search.suggestions import suggest

OWN = {
    "label": ["Later", "Über uns"],
    "folder": ["News"],
    "feed": ["Later news"],
    "category": ["open source"],
}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("int", ["intext:", "intitle:"]),
        ("apple is:un", ["is:unread"]),
        ("-is:star", ["is:starred"]),
        ("label:lat", ["label:Later"]),
        ("label:uber", ['label:"Über uns"']),
        ('label:"üb', ['label:"Über uns"']),
        ("in:late", ['in:"Later news"', "in:Later"]),
        ("(a #open+s", ["#open+source"]),
        ("sort:new", ["sort:newest"]),
        ("plainword", []),
        ("", []),
    ],
)
def test_continuations_of_the_word_at_the_cursor(text: str, offered: list[str]) -> None:
    found = suggest(text, len(text), OWN)
    assert sorted(one.text for one in found) == sorted(offered)
    assert all(text[one.end :] == "" for one in found)


def test_a_suggestion_replaces_only_its_own_word() -> None:
    (found,) = suggest("a has:vid b", 9, OWN)
    assert (found.start, found.end, found.text) == (2, 9, "has:video")
