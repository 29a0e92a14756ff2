"""Sentences that come in English with their values in them: taken apart by their form, said again in another
language.

Errors are written where they happen, as plain English sentences. A catalogue holds their forms ("The name has
{length} characters."), so no error needs to know of languages, and a sentence whose form nobody translated
stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

_LEAST = 5  # letters of its own that a form needs to be told from others
_BREAK = re.compile(r"(?<=[.!?])\s+")
_ABOUT = re.compile(r"https?://\S+: ")


@dataclass(frozen=True, slots=True)
class Form:
    """A message with values, as the English sentences that it makes are recognised."""

    pattern: re.Pattern[str]
    message: str
    letters: int  # that are its own


def forms(messages: Mapping[str, Sequence[str]]) -> tuple[Form, ...]:
    """The forms among a catalogue's messages; those that say most by themselves come first."""
    found = [_form(message) for message in messages if "{" in message]
    return tuple(sorted((one for one in found if one.letters >= _LEAST), key=lambda one: -one.letters))


def _form(message: str) -> Form:
    pattern, letters, seen = "", 0, set[str]()
    for text, name, _, _ in Formatter().parse(message):
        pattern += re.escape(text)
        letters += sum(letter.isalpha() for letter in text)
        if name is not None:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return Form(re.compile(pattern, re.DOTALL), message, letters)


def say(sentence: str, known: Sequence[Form], text: Callable[..., str]) -> str:
    """A sentence, or several in a row, said by ``text``; what is not known stays as it is."""
    whole = _say(sentence, known, text)
    if whole is not None:
        return whole
    about = _ABOUT.match(sentence)
    head = about[0] if about else ""
    parts = [_say(one, known, text) or one for one in _BREAK.split(sentence[len(head) :])]
    return head + " ".join(parts)


def _say(sentence: str, known: Sequence[Form], text: Callable[..., str]) -> str | None:
    plain = text(sentence)
    if plain != sentence:
        return plain
    for form in known:
        if match := form.pattern.fullmatch(sentence):
            return text(form.message, **{name: text(value) for name, value in match.groupdict().items()})
    return None
