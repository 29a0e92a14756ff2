"""Marking what was searched for in clean texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as some

from mainstem.content import clean, highlight, text


def _find(pattern: str) -> Callable[[str], list[tuple[int, int]]]:
    return lambda said: [match.span() for match in re.finditer(pattern, said)]


def test_words_are_marked_and_tags_are_not() -> None:
    html = clean('<p>A river &amp; <a href="https://river.example/">a river</a></p>', "https://a.example/")
    marked = highlight(html, _find("river"))
    assert marked.count("<mark>river</mark>") == 2
    assert 'href="https://river.example/"' in marked
    assert "&amp;" in marked


def test_a_phrase_is_found_across_inline_elements_and_not_across_paragraphs() -> None:
    html = clean("<p>the <b>riv</b>er bed</p><p>bed</p><p>rock</p>", "https://a.example/")
    assert highlight(html, _find("river")) == (
        "<p>the <b><mark>riv</mark></b><mark>er</mark> bed</p><p>bed</p><p>rock</p>"
    )
    assert highlight(html, _find("bedrock")) == html


@given(some.text("ab<>&\"' \n", max_size=40))
def test_marking_changes_no_word_and_lets_nothing_in(said: str) -> None:
    html = clean(f"<p>{said}</p><i>{said}</i>", "https://a.example/")
    marked = highlight(html, _find("a+|&|<"))
    assert re.sub("</?mark>", "", marked).replace("\xa0", "&nbsp;") == str(html).replace("\xa0", "&nbsp;")
    assert clean(marked, "https://a.example/") == marked
    assert text(marked) == text(html)
