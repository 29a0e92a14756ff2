"""From characters to tokens: brackets, operators, quotes, regular expressions, words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from mainstem.feeds.errors import BadQuery

_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"([A-Za-z]+):|#")
FIELD = re.compile(r"([A-Za-z]+):(?=[^\s():/])")  # what follows a name directly; ``https://`` is an address
_WORD = re.compile(r"(?:\\[()\\]|[^\s()])+")
_REGEX = re.compile(r"/((?:\\.|[^/\\])+)/([imsIMS]*)(?=[\s()]|$)")
_NEAR = re.compile(r"~(\d{1,3})(?=[\s()]|$)")
_APOSTROPHE = re.compile(r"'(?=[\s()*~]|$)")  # closes a quotation; within a word it is an apostrophe
_ESCAPED = re.compile(r"""\\([()\\/!#"'“„«:-])""")
_CLOSING = {'"': '"', "'": "'", "“": "”", "„": "“”", "«": "»"}
_LOGIC = {"or": "or", "AND": "and", "NOT": "not"}  # or as people know it from FreshRSS: in any case


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is open, close, or, and, not or term. Of a term, ``form`` says how ``value`` was written:
    word, quoted or regex; ``name`` is its operator in small letters, "" where there is none."""

    kind: str
    position: int
    length: int
    name: str = ""
    form: str = ""
    value: str = ""
    flags: str = ""
    is_prefix: bool = False
    distance: int | None = None

    def bad(self, message: str, advice: str = "") -> BadQuery:
        """An error that points here."""
        return BadQuery(message, position=self.position, length=self.length, advice=advice)


def tokens(text: str, operators: Collection[str]) -> list[Token]:
    """All tokens of ``text``; only ``operators`` are names. Addresses stay words. Raises BadQuery."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        token = _next(text, at, operators)
        at += token.length
        found.append(token)
    return found


def _next(text: str, at: int, operators: Collection[str]) -> Token:
    sign = text[at]
    if sign in "()":
        return Token("open" if sign == "(" else "close", at, 1)
    if sign in "!-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != ")":
        return Token("not", at, 1)
    match = _NAME.match(text, at)
    name = (match[1] or "#").lower() if match else ""
    if match and name in operators:
        return _value(text, at, match.end(), name)
    if unknown := FIELD.match(text, at):
        raise _no_such_field(unknown, operators)
    return _value(text, at, at, "")


def _no_such_field(unknown: re.Match[str], operators: Collection[str]) -> BadQuery:
    name = unknown[1]
    known = sorted(one for one in operators if len(one) > 1)
    near = get_close_matches(name.lower(), known, n=1)
    meant = f"Perhaps {near[0]}: was meant. " if near else f"There are {', '.join(known)}. "
    advice = f"{meant}For the words themselves, write them in quotation marks."
    return BadQuery(
        f"There is no field {name!r}.", position=unknown.start(), length=len(unknown.group()), advice=advice
    )


def _value(text: str, start: int, at: int, name: str) -> Token:
    """The value that begins at ``at``, of the operator that begins at ``start``."""
    regex = _REGEX.match(text, at)
    if regex:
        return Token(
            "term", start, regex.end() - start, name, "regex", regex[1].replace(r"\/", "/"), regex[2].lower()
        )
    quoted = _quoted(text, at)
    if quoted is not None:
        return _quoted_token(text, start, at, name, quoted)
    word = _WORD.match(text, at)
    if word is None:
        raise BadQuery(
            f"Nothing follows {text[start:at]!r}.",
            position=start,
            length=max(at - start, 1),
            advice="Write the value right behind it, without a space.",
        )
    return _word_token(start, word, name)


def _word_token(start: int, word: re.Match[str], name: str) -> Token:
    written = word.group()
    length = word.end() - start
    if not name and (written in _LOGIC or written.lower() == "or"):
        return Token(_LOGIC.get(written, "or"), start, length)
    is_prefix = len(written) > 1 and written.endswith("*") and name != "l"
    value = _ESCAPED.sub(r"\1", written.removesuffix("*") if is_prefix else written)
    return Token("term", start, length, name, "word", value, is_prefix=is_prefix)


def _quoted(text: str, at: int) -> int | None:
    """Where the quote that opens at ``at`` closes; None where none opens."""
    closings = _CLOSING.get(text[at : at + 1], "")
    if not closings:
        return None
    if text[at] == "'":
        closing = _APOSTROPHE.search(text, at + 1)
        return closing.start() if closing else None
    ends = [end for end in (text.find(closing, at + 1) for closing in closings) if end > 0]
    if ends:
        return min(ends)
    if text[at] == '"':
        raise BadQuery(
            "This quotation mark is never closed.",
            position=at,
            length=len(text) - at,
            advice='Add a " at the end of the phrase.',
        )
    return None


def _quoted_token(text: str, start: int, at: int, name: str, end: int) -> Token:
    after = end + 1
    near = _NEAR.match(text, after)
    is_prefix = text[after : after + 1] == "*"
    length = (near.end() if near else after + is_prefix) - start
    distance = int(near[1]) if near else None
    return Token(
        "term", start, length, name, "quoted", text[at + 1 : end], is_prefix=is_prefix, distance=distance
    )
