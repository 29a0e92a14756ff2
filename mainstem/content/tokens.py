"""HTML as a row of tokens, by the tokenizer of the HTML Living Standard (§13.2.5), in linear time."""

from __future__ import annotations

import re

_SPACE = r"\t\n\f\r\x20"
_VALUE = rf"""[{_SPACE}]*+=[{_SPACE}]*+(?:"[^"]*+"|'[^']*+'|(?!["'>])[^{_SPACE}>]++)?+"""
_NAME = rf"[^{_SPACE}/>][^{_SPACE}/>=]*+"

TOKEN = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))          # a comment
    |<(?P<end>/?)(?P<name>[a-zA-Z][^{_SPACE}/>]*+)(?P<attributes>(?:[{_SPACE}/]++|{_NAME}(?:{_VALUE})?+)*+)(?:>|\Z)
    |<[!?/][^>]*+(?:>|\Z)                      # a doctype, an instruction, a bogus comment
    |<                                         # a sign that is only less-than
    """,
    re.DOTALL | re.VERBOSE,
)
"""Everything that begins with ``<``; what lies between two matches is text."""

ATTRIBUTE = re.compile(
    rf"""({_NAME})(?:[{_SPACE}]*+=[{_SPACE}]*+("[^"]*+"|'[^']*+'|(?!["'>])[^{_SPACE}>]++)?+)?+"""
)

OPENING = re.compile(r"<([a-zA-Z][^\s/>]*)")


def end_of(name: str) -> re.Pattern[str]:
    """The end tag after which the raw text of that element is over."""
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)
