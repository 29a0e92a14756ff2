"""Whether an entry matches a query, in memory: what rules use, and what every index must agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from mainstem.feeds import entry as kept
from mainstem.reading.subscription import State
from mainstem.search import folding, regex
from mainstem.search.query import (
    And,
    AnyLabel,
    Everything,
    Field,
    Has,
    Ids,
    Interval,
    Is,
    Kind,
    Language,
    Length,
    Moment,
    Named,
    Near,
    Node,
    Not,
    Or,
    Query,
    Regex,
    Saved,
    Text,
)
from mainstem.search.view import EntryView

LANGUAGES = ("en",)  # whose stems a typed word may have, unless told otherwise
ANYWHERE = (Field.TITLE, Field.TEXT)
BEGINNINGS = frozenset({Field.AUTHOR, Field.URL})  # where the last word may always be only begun

_STATES: dict[str, Callable[[State], object]] = {
    "unread": lambda state: not state.is_read,
    "read": lambda state: state.is_read,
    "starred": lambda state: state.is_starred,
    "hidden": lambda state: state.is_hidden,
    "snoozed": lambda state: state.snoozed_until is not None,
    "labelled": lambda state: state.label_ids,
    "noted": lambda state: state.note,
    "kept": lambda state: state.is_kept_unread,
    "folded": lambda state: state.is_folded,
}
_THINGS: dict[str, Callable[[EntryView], object]] = {
    "image": lambda view: view.entry.has & kept.Has.IMAGE,
    "audio": lambda view: view.entry.has & kept.Has.AUDIO,
    "video": lambda view: view.entry.has & kept.Has.VIDEO,
    "attachment": lambda view: view.entry.has & kept.Has.ATTACHMENT,
    "enclosure": lambda view: view.content and view.content.enclosures,
    "text": lambda view: view.entry.length,
    "author": lambda view: view.entry.authors,
    "category": lambda view: view.categories,
    "note": lambda view: view.state.note,
    "label": lambda view: view.state.label_ids,
}


def matches(query: Query | Node, view: EntryView, languages: Sequence[str] = LANGUAGES) -> bool:
    """Whether ``view`` is among what ``query`` asks for. ``languages`` are those whose stems are tried
    for typed words; an index that is asked with the same ones gives the same answer."""
    root = query.root if isinstance(query, Query) else query
    return _Matcher(view, tuple(languages)).is_hit(root)


class _Matcher:
    """One entry under one query."""

    def __init__(self, view: EntryView, languages: tuple[str, ...]) -> None:
        self.view = view
        self.languages = languages

    def is_hit(self, node: Node) -> bool:
        match node:
            case And(parts):
                return all(self.is_hit(part) for part in parts)
            case Or(parts):
                return any(self.is_hit(part) for part in parts)
            case Not(part):
                return not self.is_hit(part)
            case Saved(_, part):
                return self.is_hit(part)
            case Text() | Near() | Regex():
                return self._says(node)
            case _:
                return self._has(node)

    def _says(self, node: Text | Near | Regex) -> bool:
        fields = ANYWHERE if node.field is Field.ANY else (node.field,)
        match node:
            case Text():
                return any(self._finds(node, field) for field in fields)
            case Near(text, distance):
                wanted = folding.query_terms(text)
                return any(is_near(self.view.terms[field], wanted, distance) for field in fields)
            case Regex(pattern, flags):
                test = regex.compiled(pattern, flags)
                return any(test(written) for field in fields for written in self._written(field))

    def _finds(self, node: Text, field: Field) -> bool:
        if field is Field.CATEGORY:
            return self._finds_category(node)
        wanted = folding.query_terms(node.text)
        is_prefix = node.is_prefix or field in BEGINNINGS or folding.is_single(wanted[-1])
        if len(wanted) == 1 and not is_prefix and not node.is_exact:
            return any(form in self.view.stems[field] for form in folding.variants(wanted[0], self.languages))
        return is_phrase(self.view.terms[field], wanted, is_prefix=is_prefix)

    def _finds_category(self, node: Text) -> bool:
        wanted = folding.category_term(node.text)
        terms = self.view.terms[Field.CATEGORY]
        return any(term.startswith(wanted) if node.is_prefix else term == wanted for term in terms)

    def _written(self, field: Field) -> tuple[str, ...]:
        """A field as a regular expression sees it: authors and categories one per line."""
        view = self.view
        return {
            Field.TITLE: (view.entry.title,),
            Field.TEXT: (view.text,),
            Field.AUTHOR: ("\n".join(view.entry.authors),),
            Field.URL: (view.entry.url,),
            Field.CATEGORY: ("\n".join(view.categories),),
        }[field]

    def _has(self, node: Node) -> bool:
        found = False
        match node:
            case Everything():
                found = True
            case Ids(kind, ids):
                found = not self._ids(kind).isdisjoint(ids)
            case Named(kind, names):
                found = any(self._is_in(kind, folding.fold(name)) for name in names)
            case AnyLabel():
                found = bool(self.view.state.label_ids)
            case Interval(moment, start, end):
                found = is_within(self._moment(moment), start, end)
            case Is(state):
                found = self._is(state)
            case Has(thing):
                found = bool(_THINGS[thing](self.view))
            case Language(languages):
                found = self.view.entry.language.lower().replace("_", "-").partition("-")[0] in languages
            case Length(least, most):
                length = self.view.entry.length
                found = (least is None or length >= least) and (most is None or length <= most)
        return found

    def _ids(self, kind: Kind) -> frozenset[int]:
        view = self.view
        return {
            Kind.FEED: frozenset({view.entry.feed_id}),
            Kind.FOLDER: view.folder_ids,
            Kind.LABEL: frozenset(view.state.label_ids),
            Kind.ENTRY: frozenset({view.entry.id}),
        }[kind]

    def _is_in(self, kind: Kind, name: str) -> bool:
        view = self.view
        found = False
        if kind in {Kind.FEED, Kind.ANY}:
            found = folding.fold(view.feed_title) == name
        if kind in {Kind.FOLDER, Kind.ANY}:
            found = found or any(is_below(path, name) for path in view.folder_paths)
        if kind in {Kind.LABEL, Kind.ANY}:
            found = found or any(folding.fold(label) == name for label in view.label_names)
        return found

    def _is(self, state: str) -> bool:
        if state == "updated":
            return self.view.is_updated or bool(self.view.entry.has & kept.Has.VERSIONS)
        if state == "important":
            return self.view.is_important
        return bool(_STATES[state](self.view.state))

    def _moment(self, moment: Moment) -> datetime | None:
        entry, state = self.view.entry, self.view.state
        changes = [each for each in (entry.changed_at or entry.arrived_at, state.changed_at) if each]
        return {
            Moment.ARRIVED: entry.arrived_at,
            Moment.PUBLISHED: entry.published_at,
            Moment.TOUCHED: state.changed_at,
            Moment.CHANGED: max(changes),
        }[moment]


def is_within(moment: datetime | None, start: datetime | None, end: datetime | None) -> bool:
    """Whether a time lies in [start, end); a time that never was lies nowhere."""
    if moment is None:
        return False
    return (start is None or moment >= start) and (end is None or moment < end)


def is_below(path: Sequence[str], name: str) -> bool:
    """Whether a folder called ``name``, alone or with those above it (``news/world``), is on the path."""
    folded = [folding.fold(part) for part in path]
    starts = [*range(len(folded))]
    return any(
        name == "/".join(folded[start:end]) for start in starts for end in range(start + 1, len(folded) + 1)
    )


def is_phrase(terms: Sequence[str], wanted: Sequence[str], *, is_prefix: bool) -> bool:
    """Whether the wanted terms stand one after the other, the last one perhaps only begun."""
    return bool(next(phrase_places(terms, wanted, is_prefix=is_prefix), None))


def phrase_places(
    terms: Sequence[str], wanted: Sequence[str], *, is_prefix: bool
) -> Iterator[tuple[int, int]]:
    """Each (first, past the last) place of a phrase among terms."""
    count = len(wanted)
    if not count:
        return
    *before, last = wanted
    for at in range(len(terms) - count + 1):
        final = terms[at + count - 1]
        ends_well = final.startswith(last) if is_prefix else final == last
        if ends_well and all(terms[at + step] == word for step, word in enumerate(before)):
            yield at, at + count


def is_near(terms: Sequence[str], wanted: Sequence[str], distance: int) -> bool:
    """Whether all wanted terms lie within a stretch whose first and last have at most ``distance`` terms
    between them (as FTS5's NEAR)."""
    places = sorted((at, term) for at, term in enumerate(terms) if term in wanted)
    needed, latest = set(wanted), dict[str, int]()
    for at, term in places:
        latest[term] = at
        if len(latest) == len(needed) and at - min(latest.values()) - 1 <= distance:
            return True
    return False
