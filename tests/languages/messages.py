"""Collects every message that the pages can say, for catalogues and their tests.

python -m tests.languages.messages TAG        what that language lacks, as entries of a .po file
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from mainstem import languages, web
from mainstem.accounts.preferences import Preferences
from mainstem.feeds import errors
from mainstem.integrations import catalogue
from mainstem.reading import starters
from mainstem.reading.settings import FIELDS
from mainstem.reading.statistics import IDLE_AFTER
from mainstem.web import assets, expressing, inherited, places, preferring
from mainstem.web.keys import COMMANDS
from mainstem.web.pages import (
    briefing,
    installation,
    palette,
    recipes,
    rules,
    searches,
    services,
    settings,
    stories,
    streams,
    subscriptions,
    transfer,
    undo,
)
from mainstem.web.reasons import _BY, _DONE

_WEB = Path(web.__file__).parent
_ONE = re.compile(r"""_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_MANY = re.compile(r"""\bcount\(\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*")""")


def every() -> dict[str, str]:
    """Each message with its plural, "" where it has none."""
    found: dict[str, str] = {}
    for path in sorted((_WEB / "templates").glob("*.html")):
        text = path.read_text("utf-8")
        found |= {ast.literal_eval(match): "" for match in _ONE.findall(text)}
        found |= {ast.literal_eval(one): ast.literal_eval(many) for one, many in _MANY.findall(text)}
    for path in (*sorted(_WEB.rglob("*.py")), *sorted((_WEB.parent / "library").rglob("*.py"))):
        found |= _said(ast.parse(path.read_text("utf-8")))
    found |= dict.fromkeys(_declared(), "")
    found |= {"{date} at {time}": ""}
    return {message: plural for message, plural in found.items() if message}


def _said(tree: ast.AST) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if name in ("text", "say") and words and len(node.args) == 1 and not _is_form(node.func):
                found[words[0]] = ""
            if name == "count" and len(words) == 2:
                found[words[0]] = words[1]
    return found


def _is_form(function: ast.expr) -> bool:
    """``form.text("name")`` asks for a field; it says nothing."""
    owner = function.value if isinstance(function, ast.Attribute) else None
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in (
        "form",
        "content",
    )


def _declared() -> list[str]:
    found = [one.metadata["meaning"] for one in fields(Preferences) if one.name != "extra"]
    found += [field.meaning for field in FIELDS if field.kind is not str and field.name != "is_ascending"]
    found += [one.meaning for one in COMMANDS]
    found += [name for name, _ in palette._PLACES]
    found += list(preferring.SAID.values()) + [title for title, _ in settings._GROUPS]
    found += [span for span, _ in IDLE_AFTER]
    found += list(streams._NAMES.values())
    found += (
        list(_DONE.values())
        + list(_BY.values())
        + list(stories._SAID.values())
        + list(stories.KINDS.values())
        + list(briefing._DAYS.values())
    )
    found += [text for table in _TABLES for text in _texts(table)] + starters.topics()
    for service in catalogue.every().values():
        found += [service.about, *(one.label for one in service.settings)]
    found += _troubles()
    return found + [name.capitalize() for name in assets.themes()]


# what pages say from tables: names and explanations; the other texts in them are ids, addresses and the like
_TABLES: tuple[object, ...] = (
    places.GROUPS,
    places.FOR_ADMINS,
    recipes.PARTS,
    recipes.FURTHER,
    recipes._KINDS,
    services.EVENTS,
    searches.FORMS,
    searches.SHOWS,
    searches.ORDERS,
    inherited.HINTS,
    [title for title, _ in inherited.GROUPS],
    [piece.label for piece in expressing.WORDS],
    expressing.STATES,
    expressing.THINGS,
    expressing.SPANS,
    expressing.CLOCKS,
    undo.KINDS,
    subscriptions.ONLY,
    subscriptions.VISIBILITIES,
    installation.LEVELS,
    installation.FINDINGS,
    transfer.SERVERS,
    rules.SNOOZES,
    rules._SAID,
)


def _texts(table: object) -> list[str]:
    """The texts in a table that people read: those of several words, or with a capital."""
    if isinstance(table, str):
        is_read = " " in table or (table[:1].isupper() and not table.isupper())
        return [table] if is_read else []
    held = table.values() if isinstance(table, Mapping) else table if isinstance(table, Iterable) else ()
    return [text for one in held for text in _texts(one)]


def _troubles() -> list[str]:
    """What errors and reports say: the first line of an error's class, and every sentence in the code below
    the doors, with its values as holes."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]
    found = [(kind.__doc__ or "").split("\n")[0] for kind in kinds if issubclass(kind, errors.MainstemError)]
    for folder in _SPEAKING:
        for path in sorted((_WEB.parent / folder).rglob("*.py")):
            if "sqlite" not in path.parts and path.name not in _SILENT:
                found += _sentences(ast.parse(path.read_text("utf-8")))
    return found


_SPEAKING = "accounts feeds fetching library parsing content reading rules search storage integrations refresh".split()
_SILENT = (
    "metrics.py",
    "announcing.py",
    "gathering.py",
    "worker.py",
    "freshrss.py",
    "vocabulary.py",
    "context.py",
    "rewording.py",  # speaks to a model, in English
)
_SENTENCE = re.compile(r"[A-Z“{‘'][^\n]* [^\n]*[.?!]")


def _sentences(tree: ast.AST) -> list[str]:
    """Texts that begin with a capital and end with a full stop, and are no docstrings."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = (
        _with_holes(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in docs | inner
    )
    return [text for text in texts if _SENTENCE.fullmatch(text)]


def _with_holes(node: ast.Constant | ast.JoinedStr) -> str:
    """A text with ``{names}`` for its values: the variable's, the attribute's, or the place's number."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = []
    for place, part in enumerate(node.values):
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            value = part.value
            named = getattr(value, "id", "") or getattr(value, "attr", "")
            parts.append("{%s}" % (named.lower().strip("_") or f"v{place}"))
    return "".join(parts)


def lacking(tag: str) -> dict[str, str]:
    """What a language has no words for."""
    kept = languages.words(tag).catalogue.messages
    return {message: plural for message, plural in every().items() if message not in kept}


def main() -> None:
    """Print what is lacking."""
    for message, plural in lacking(sys.argv[1]).items():
        print(f"msgid {_quoted(message)}")
        if plural:
            print(f"msgid_plural {_quoted(plural)}")
        print("\n".join([f'msgstr[{n}] ""' for n in range(2)] if plural else ['msgstr ""']) + "\n")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
