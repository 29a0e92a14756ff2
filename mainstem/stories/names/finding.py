# ruff: noqa: E501  (a table of patterns)
"""From a text to its names: runs of capitals, cut at titles, told what they are where the text or a table says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mainstem.stories.names.aliases import Aliases
from mainstem.stories.names.name import Name, NameKind
from mainstem.stories.names.places import place
from mainstem.stories.names.runs import Run, is_common, runs

LONGEST_TEXT = 100_000
SURELY_KNOWN_CITY = 300  # thousands of inhabitants; smaller ones need a preposition before them

_TITLES = (
    "President|Vice President|Prime Minister|Deputy Prime Minister|Foreign Minister|Finance Minister|Defence Minister"
    "|Defense Minister|Interior Minister|Minister|Chancellor|King|Queen|Prince|Princess|Emperor|Empress|Pope|Cardinal"
    "|Archbishop|Bishop|Senator|Sen\\.|Representative|Rep\\.|Congressman|Congresswoman|Governor|Gov\\.|Mayor|Secretary"
    "|Secretary of State|Attorney General|General|Gen\\.|Colonel|Col\\.|Captain|Capt\\.|Lieutenant|Lt\\.|Sergeant|Admiral"
    "|Judge|Justice|Professor|Prof\\.|Doctor|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Sir|Lord|Lady|Dame|Ambassador|Chief Executive|CEO"
    "|Chairman|Chairwoman|Coach|Leader|Detective|Inspector|Commissioner|Premier|Sheikh|Ayatollah|Sultan"
)
_TITLED = re.compile(rf"^((?:(?:{_TITLES}) )+)(?=[A-ZÀ-Þ])")
_TITLE_ALONE = re.compile(rf"^(?:(?:{_TITLES}) ?)+$")
_TITLE_BEFORE = re.compile(r"\b(?:leader|president|minister|chancellor|king|queen|emperor|senator|spokesman|spokeswoman|actor|actress"
                           r"|singer|author|coach|striker|director|executive|mayor|governor|lawyer|judge|professor),? $")  # fmt: skip
_ORGANISATION = re.compile(
    r"\b(?:Ministry|Bank|University|College|School|Inc|Corp|Corporation|Company|Ltd|Group|Party|Council|Commission|Union"
    r"|Agency|Committee|Court|Institute|Association|Organi[sz]ation|Authority|Department|Office|Service|Force|Police"
    r"|Federation|Foundation|Society|Club|United|Airlines|Airways|Motors|Holdings|Parliament|Congress|Senate|Assembly"
    r"|Administration|Bureau|Board|Fund|Cooperation|Chamber|Museum|Hospital|League|Army|Navy)\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|to|from|near|at|across|outside|around|of|through|toward|towards|for|leaving|visit(?:ing)?) $"
)
_ACRONYM_AFTER = re.compile(r"^ \((?:the )?([A-Z][A-Za-z]*[A-Z]\w*|[A-Z]{2,})\)")


def find(text: str, aliases: Aliases | None = None) -> list[Name]:
    """The names of a text in English or a language that writes names with capitals, in order.

    A kind is claimed only for places of the table, people with a title or a role, organisations by their
    words, acronyms that the text defines, and what ``aliases`` says. All else is a name without a kind.
    """
    aliases = aliases or Aliases()
    text = text[:LONGEST_TEXT]
    found = [name for run in runs(text) for name in _read(run, text, aliases)]
    found = _certain_starts(found, text)
    return _joined(found, _defined_acronyms(found, text))


def _read(run: Run, text: str, aliases: Aliases) -> Iterator[Name]:
    """The name or names of one run: the title cut off, pairs like "U.S.-China" divided."""
    parts = run.text.split("-")
    if len(parts) == 2 and not aliases.of(run.text) and all(_place_of(part, aliases) for part in parts):
        second = run.start + len(parts[0]) + 1
        for at, part in ((run.start, parts[0]), (second, parts[1])):
            yield Name(at, at + len(part), part, NameKind.PLACE, _place_of(part, aliases), "table of places")
        return
    titled = _TITLED.match(run.text)
    if titled and titled.end() < len(run.text):
        start = run.start + titled.end()
        name = run.text[titled.end() :]
        yield Name(start, run.end, name, NameKind.PERSON, name, titled[1].strip())
    elif run.in_heading and not (aliases.of(run.text) or place(run.text)):
        yield Name(run.start, run.end, run.text, NameKind.UNKNOWN, run.text, "heading")
    elif not _TITLE_ALONE.match(run.text):
        yield from _plain(run, text, aliases)


def _plain(run: Run, text: str, aliases: Aliases) -> Iterator[Name]:
    words = run.text.split(" ")
    if run.at_start and len(words) > 1 and is_common(words[0]) and not aliases.of(run.text):
        words = words[1:]
        while words[0].islower():
            words = words[1:]  # "Shares of Quillmouth"
        rest = " ".join(words)
        run = Run(run.end - len(rest), run.end, rest, False)
    known = aliases.of(run.text)
    if known is not None:
        yield Name(run.start, run.end, run.text, known[1], known[0], "table of aliases")
    elif _is_place(run, text):
        yield Name(run.start, run.end, run.text, NameKind.PLACE, run.text, "table of places")
    elif len(words) > 1 and _ORGANISATION.search(run.text):
        yield Name(run.start, run.end, run.text, NameKind.ORGANISATION, run.text, "its words")
    elif _TITLE_BEFORE.search(text[max(0, run.start - 14) : run.start]) and not run.text.isupper():
        yield Name(run.start, run.end, run.text, NameKind.PERSON, run.text, "role before it")
    elif not (run.at_start and len(words) == 1 and is_common(run.text)):
        yield Name(run.start, run.end, run.text, NameKind.UNKNOWN, run.text, "start" if run.at_start else "")


def _place_of(form: str, aliases: Aliases) -> str:
    known = aliases.of(form)
    if known is not None:
        return known[0] if known[1] is NameKind.PLACE else ""
    return form if place(form) else ""


def _is_place(run: Run, text: str) -> bool:
    known = place(run.text)
    if known is None:
        return False
    if known.kind != "city" or known.inhabitants >= SURELY_KNOWN_CITY:
        return True
    return _PLACE_BEFORE.search(text[max(0, run.start - 12) : run.start]) is not None


def _certain_starts(found: list[Name], text: str) -> list[Name]:
    """What begins a sentence, or stands in a heading, counts only if it has its capital elsewhere too."""
    inside = [name for name in found if name.evidence not in ("start", "heading")]
    elsewhere = {word for name in inside for word in name.text.split()} | {name.text for name in inside}
    kept = []
    for name in found:
        if name.evidence == "heading":
            if name.text not in elsewhere:
                continue
            name = replace(name, evidence="")
        elif name.evidence == "start":
            is_known = " " in name.text or name.text in elsewhere or f" {name.text.lower()}" not in text
            if not is_known:
                continue
            name = replace(name, evidence="")
        kept.append(name)
    return kept


def _defined_acronyms(found: list[Name], text: str) -> dict[str, Name]:
    """ "Harbour Safety Board (HSB)" tells what HSB is."""
    defined = {}
    for name in found:
        after = _ACRONYM_AFTER.match(text[name.end : name.end + 14])
        if after and " " in name.text:
            defined[after[1]] = name
    return defined


def _joined(found: list[Name], acronyms: dict[str, Name]) -> list[Name]:
    """Short forms under the full ones: surnames, acronyms."""
    people = {part: name for name in reversed(found) if _is_full_person(name) for part in _short_forms(name)}
    single = {
        name.text: name for name in reversed(found) if name.kind is NameKind.PERSON and " " not in name.text
    }
    joined = []
    for name in found:
        full = acronyms.get(name.text)
        person = people.get(name.text) or single.get(name.text)
        if full is not None:
            kind = full.kind or NameKind.ORGANISATION
            name = replace(name, canonical=full.canonical, kind=kind, evidence="defined in the text")
        elif name.text in {one.text for one in acronyms.values()} and not name.kind:
            name = replace(name, kind=NameKind.ORGANISATION, evidence="has an acronym")
        elif person is not None and name.kind in (NameKind.UNKNOWN, NameKind.PERSON):
            evidence = name.evidence or f"short for {person.canonical}"
            name = replace(name, canonical=person.canonical, kind=NameKind.PERSON, evidence=evidence)
        joined.append(name)
    return joined


def _is_full_person(name: Name) -> bool:
    return name.kind is NameKind.PERSON and " " in name.text


def _short_forms(name: Name) -> tuple[str, ...]:
    """Family names stand last, in Chinese and Korean names first; both are looked for."""
    words = name.text.split()
    return (name.text, words[-1], words[0])
