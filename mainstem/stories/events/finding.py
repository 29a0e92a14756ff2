"""From a text to its events, by frames; precision before coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from mainstem.stories import contradictions, dates, names
from mainstem.stories.dates import DateMention
from mainstem.stories.events import frames
from mainstem.stories.events.clause import Clause
from mainstem.stories.events.event import Event, EventKind, Status
from mainstem.stories.names import Aliases, Name, NameKind
from mainstem.stories.sentences import sentences

MOST_EVENTS = 200
LONGEST_TEXT = 20_000  # signs; what news tells of days to come stands at its beginning
LONGEST_SENTENCE = 1_500  # what is longer is a list or a wall of signs
_PRONOUN = re.compile(r"\b(?:he|she|He|She|his|her|His|Her)\b")
_CLAUSE_BREAK = re.compile(r"[;:,—]| (?:but|while|although|whereas) ")


def find(
    text: str, published_at: date | datetime, language: str = "en", aliases: Aliases | None = None
) -> list[Event]:
    """The events of an English text in the order in which they happen, as far as its words tell.

    An event told twice is given once, from the sentence that says most. Sentences that deny, doubt or only
    ask for something give none. Other languages give an empty list.
    """
    if language.partition("-")[0].lower() not in ("en", ""):
        return []
    reader = _Reader(text[:LONGEST_TEXT], published_at, aliases)
    found = [event for clause in reader.clauses() for event in reader.events(clause)]
    return _merged(found)[:MOST_EVENTS]


class _Reader:
    """Reads one text; remembers of whom and of which place was spoken last."""

    def __init__(self, text: str, published_at: date | datetime, aliases: Aliases | None) -> None:
        self._text = text
        self._today = published_at.date() if isinstance(published_at, datetime) else published_at
        self._names = names.find(text, aliases)
        self._dates = dates.read(text, published_at)
        self._doubts = {
            trouble.start: trouble.sentence
            for trouble in contradictions.find(text, published_at, mentions=self._dates)
        }
        people = Counter(name.canonical for name in self._names if name.kind is NameKind.PERSON)
        self._protagonist = people.most_common(1)[0][0] if people else ""
        self._place = ""

    def clauses(self) -> Iterator[Clause]:
        for sentence in sentences(self._text):
            if len(sentence.text) > LONGEST_SENTENCE:
                continue
            yield Clause(
                sentence,
                tuple(name for name in self._names if sentence.start <= name.start < sentence.end),
                tuple(mention for mention in self._dates if sentence.start <= mention.start < sentence.end),
            )

    def events(self, clause: Clause) -> Iterator[Event]:
        """The events of one sentence; the later of a chain stand where the earlier ended."""
        sentence = clause.sentence
        if sentence.text.endswith("?") or (not clause.names and not clause.dates):
            return
        for kind, pattern in frames.VERB_FRAMES:
            for match in pattern.finditer(sentence.text):
                yield from self._by_verb(clause, kind, match)
        gathering = self._gathering(clause)
        if gathering is not None:
            yield gathering

    def _by_verb(self, clause: Clause, kind: EventKind, match: re.Match[str]) -> Iterator[Event]:
        start, end = clause.sentence.start + match.start(), clause.sentence.start + match.end()
        if self._is_denied(clause, match.start()):
            return
        if kind is EventKind.MEETING:
            yield from self._meeting(clause, start, end)
            return
        stop = clause.sentence.end
        reach = [name for name in clause.places(end - 1, min(stop, end + 30)) if name.start <= end + 24]
        if not reach:
            return
        destinations = [reach[0]]
        for name in clause.places(reach[0].end, stop):  # "to Japan and South Korea"
            between = self._text[destinations[-1].end : name.start]
            if between not in (" and ", ", ", ", and ", ", then ", " and then "):
                break
            destinations.append(name)
        for name in destinations:
            what = "" if kind is EventKind.DEPARTURE else self._purpose(clause, name.end)
            where = self._local(clause, name) if what else name.canonical
            yield self._event(clause, kind, start, what=what, where=where)
            if kind is EventKind.TRAVEL:
                self._place = where

    def _local(self, clause: Clause, place: Name) -> str:
        """The town, where the sentence goes on to name one: "to South Korea for the summit in Busan"."""
        for name in clause.places(place.end, clause.sentence.end):
            if self._text[name.start - 3 : name.start] == "in " and name.canonical != place.canonical:
                return f"{name.canonical}, {place.canonical}"
        return place.canonical

    def _purpose(self, clause: Clause, start: int) -> str:
        """ "for the harvest fair": what somebody travels for."""
        rest = self._text[start : clause.sentence.end]
        match = re.match(r"(?:, [A-Z][\w.]+,?)? (?:for|to attend) (?:the |a |an )?", rest)
        noun = frames.NOUN.match(rest, match.end()) if match else None
        return noun.group().strip() if noun else ""

    def _meeting(self, clause: Clause, start: int, end: int) -> Iterator[Event]:
        partners = clause.people(end, clause.sentence.end)
        partners = [
            name for name in partners if not re.search(r"[;:]|\bsaid\b", self._text[end : name.start])
        ]
        if not any(name.kind is NameKind.PERSON for name in partners):
            return
        who = self._subject(clause, start)
        others = tuple(dict.fromkeys(name.canonical for name in partners if name.canonical not in who))
        if others:
            where = self._meeting_place(clause, start, end)
            yield replace(
                self._event(clause, EventKind.MEETING, start, what="meeting", where=where),
                who=(*who, *others),
            )

    def _meeting_place(self, clause: Clause, start: int, end: int) -> str:
        """Where the sentence says so; else, where it goes on from the one before, where that ended."""
        named = re.search(r"\bin ([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)", self._text[end : clause.sentence.end])
        led = clause.led_place(end, clause.sentence.end)
        if led is None and named:
            return named[1]
        led = led or clause.led_place(clause.sentence.start, start)
        if led is not None:
            return self._local_name(led)
        before = self._text[clause.sentence.start : start]
        return self._place if frames.GOES_ON.search(before) else ""

    def _local_name(self, name: Name) -> str:
        return self._place if name.canonical in self._place else name.canonical

    def _gathering(self, clause: Clause) -> Event | None:
        """A summit, fair, vote … that is attended or held; it needs a place, a date or a name of its own."""
        text = clause.sentence.text
        for noun in frames.NOUN.finditer(text):
            verb = next((m for m in frames.ATTEND.finditer(text) if 0 <= noun.start() - m.end() <= 24), None)
            verb = verb or next(
                (m for m in frames.HELD.finditer(text) if 0 <= m.start() - noun.end() <= 60), None
            )
            if verb is None or self._is_denied(clause, verb.start()):
                continue
            position = clause.sentence.start + verb.start()
            led = clause.led_place(clause.sentence.start, clause.sentence.end)
            what = noun.group().strip().removeprefix("The ")
            if not (clause.date_near(position) or led):
                continue
            kind = EventKind.VOTE if frames.IS_VOTE.search(noun[2]) else EventKind.GATHERING
            return self._event(clause, kind, position, what=what, where=led.canonical if led else "")
        return None

    def _event(self, clause: Clause, kind: EventKind, position: int, *, what: str, where: str) -> Event:
        sentence = clause.sentence
        mention = clause.date_near(position)
        after = frames.AFTER.match(sentence.text)
        order = after[1].strip() if after else self._previous(sentence.text)
        return Event(
            kind=kind,
            status=self._status(clause, position, mention),
            who=self._subject(clause, position),
            what=what,
            where=where,
            sentence=sentence.text,
            start=sentence.start,
            end=sentence.end,
            lo=mention.lo if mention else None,
            hi=mention.hi if mention else None,
            granularity=mention.granularity if mention else None,
            is_stated=mention.is_stated if mention else False,
            after=order,
            doubt=self._doubts.get(mention.start, "") if mention else "",
        )

    def _previous(self, sentence: str) -> str:
        return (self._place or "the one before") if frames.NEXT.match(sentence) else ""

    def _subject(self, clause: Clause, position: int) -> tuple[str, ...]:
        """Who does it: the last name before the verb, or the one of whom most is said."""
        start = clause.sentence.start
        people = [name for name in clause.people(start, clause.sentence.end) if name.kind is NameKind.PERSON]
        before = [name for name in people if name.start < position]
        if before:
            return (before[-1].canonical,)
        if _PRONOUN.search(self._text[start : position + 24]):
            return (self._protagonist,) if self._protagonist else ()
        if people and position == start:  # "Departing from Oslo, Marant …"
            return (people[0].canonical,)
        organisations = clause.people(start, position)
        return (organisations[-1].canonical,) if organisations else ()

    def _status(self, clause: Clause, position: int, mention: DateMention | None) -> Status:
        around = clause.sentence.text
        at = position - clause.sentence.start
        before = around[max(0, at - 60) : at + 40]
        if mention is not None and mention.hi is not None and mention.hi < self._today:
            return Status.HAPPENED
        if frames.FUTURE.search(before) or (mention and mention.lo and mention.lo > self._today):
            return Status.UPCOMING
        if frames.UNDER_WAY.search(around):
            return Status.UNDER_WAY
        return Status.HAPPENED

    def _is_denied(self, clause: Clause, at: int) -> bool:
        """Whether the part of the sentence before a verb denies or doubts it."""
        part = _CLAUSE_BREAK.split(clause.sentence.text[:at])[-1]
        return frames.NEGATED.search(part) is not None


def _merged(found: Sequence[Event]) -> list[Event]:
    """Events told more than once become one, at the place of the sentence that says most."""
    best: dict[tuple[object, ...], Event] = {}
    for event in found:
        key = _key(event)
        held = best.get(key)
        if held is None or _tells(event) > _tells(held):
            best[key] = event
    kept = sorted(best.values(), key=lambda event: (event.start, found.index(event)))
    return [event for event in kept if not _is_part(event, kept)]


def _key(event: Event) -> tuple[object, ...]:
    if event.kind in (EventKind.TRAVEL, EventKind.DEPARTURE):
        return event.kind, event.who[:1], event.where.split(", ")[-1]
    if event.kind is EventKind.MEETING:
        return event.kind, frozenset(event.who)
    return event.kind, event.what.lower(), event.where, event.lo


def _tells(event: Event) -> int:
    return 2 * bool(event.lo) + 2 * bool(event.after) + bool(event.what) + bool(event.where) + bool(event.who)


def _is_part(event: Event, kept: Sequence[Event]) -> bool:
    """A gathering that the journey of the same sentence already names."""
    return event.kind is EventKind.GATHERING and any(
        other.kind is EventKind.TRAVEL
        and other.start == event.start
        and event.what
        and event.what in other.what
        for other in kept
    )
