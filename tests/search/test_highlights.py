"""What is marked in a text."""

from datetime import UTC, datetime

import pytest

from mainstem.search import parse
from mainstem.search.highlights import excerpt, marks
from mainstem.search.query import Field

NOW = datetime(2026, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("run", "He runs; running Runners", ["runs", "running"]),
        ("creme", "La Crème, crème", ["Crème", "crème"]),
        ('"red car"', "a Red  car, red", ["Red  car"]),
        ("lau*", "The launch of laughter", ["launch", "laughter"]),
        ("a b -c", "a b c", ["a", "b"]),
        ("日本語", "東京の日本語学校", ["日本語"]),
        ("日", "毎日", ["日"]),
        ("/é.?t/i", "L'Été été", ["Ét", "ét"]),
        ('"one two"~3', "two and one", ["two", "one"]),
        ("intitle:a b", "a b", ["b"]),
        ("none", "text", []),
    ],
)
def test_what_was_found_is_marked(query: str, text: str, marked: list[str]) -> None:
    found = marks(parse(query, NOW), text, Field.TEXT, language="en")
    assert [text[start:end] for start, end in found] == marked


def test_an_excerpt_lies_around_the_first_hit() -> None:
    text = "word " * 100 + "needle " + "more " * 100
    cut, found = excerpt(parse("needle", NOW), text, width=60)
    assert len(cut) <= 60
    assert [cut[start:end] for start, end in found] == ["needle"]


def test_an_excerpt_without_a_hit_is_the_beginning() -> None:
    assert excerpt(parse("none", NOW), "short") == ("short", ())
