"""A reader of .po files, as far as ours go: msgid, msgid_plural, msgstr; no contexts, no fuzzy entries.

Twenty lines here spare a compiled copy of every catalogue in the package, and a build step that could be
forgotten. The format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import c2py

from mainstem.languages import sentences
from mainstem.languages.sentences import Form

_PLURAL = re.compile(r"plural=([^;]+);?")
_KEYWORD = re.compile(r"(msgid|msgid_plural|msgstr(?:\[(\d)\])?) (\".*\")")


@dataclass(frozen=True)  # without slots, for what is worked out once and only if an error is to be said
class Catalogue:
    """Messages by their English; a message with a plural has one string per form of ``plural``."""

    messages: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms of sentences that come with their values in them."""
        return sentences.forms(self.messages)


def english(count: int) -> int:
    """The form of a number in English: 0 for one, 1 otherwise."""
    return int(count != 1)


def read(text: str) -> Catalogue:
    """The catalogue in a .po file; messages that are not translated are left out."""
    messages: dict[str, tuple[str, ...]] = {}
    plural: Callable[[int], int] = english
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        key, forms = _block(block)
        if key:
            if forms and all(forms):
                messages[key] = forms
        elif forms and (rule := _PLURAL.search(forms[0])):
            plural = c2py(rule[1])
    return Catalogue(messages, plural)


def _block(block: str) -> tuple[str | None, tuple[str, ...]]:
    """The key and the strings of one entry; None where the block holds none."""
    fields: dict[str, str] = {}
    current = ""
    for line in block.splitlines():
        if match := _KEYWORD.fullmatch(line.strip()):
            current = match[1]
            fields[current] = ast.literal_eval(match[3])
        elif line.startswith('"') and current:
            fields[current] += ast.literal_eval(line.strip())
    forms = tuple(value for name, value in fields.items() if name.startswith("msgstr"))
    return fields.get("msgid"), forms
