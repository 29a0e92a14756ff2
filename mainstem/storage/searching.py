"""A Query becomes SQL: what the index can say is said to the index, the rest to the tables.

Where neither can say it (regular expressions), the SQL finds more and ``is_exact`` is false: whoever asked
looks at each entry with ``search.matches``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, not_, or_, select, true

from mainstem.feeds.entry import Has as Carried
from mainstem.search import folding
from mainstem.search import query as q
from mainstem.search.holdings import Holdings
from mainstem.storage import fulltext
from mainstem.storage.postgres import fulltext as postgres
from mainstem.storage.schema import contents, entries, labelled, states
from mainstem.storage.schema.metadata import microseconds
from mainstem.storage.sqlite import fulltext as sqlite

Condition = ColumnElement[bool]

_STATES: dict[str, Condition] = {
    "unread": ~states.c.is_read,
    "read": states.c.is_read,
    "starred": states.c.is_starred,
    "hidden": states.c.is_hidden,
    "snoozed": states.c.snoozed_until.isnot(None),
    "noted": func.coalesce(states.c.note, "") != "",
    "kept": states.c.is_kept_unread,
    "folded": states.c.is_folded,
    "updated": entries.c.has.op("&")(int(Carried.VERSIONS)) != 0,
}
_BITS = {
    "image": Carried.IMAGE,
    "audio": Carried.AUDIO,
    "video": Carried.VIDEO,
    "attachment": Carried.ATTACHMENT,
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """``written`` is for the index alone ("" where it has nothing to say); ``conditions`` are about
    ``states`` and ``entries`` joined; both must hold. ``words`` are the parts of ``written`` one by one;
    ``tiers`` together find the same as ``written``, the first what has its words in titles."""

    written: str
    conditions: tuple[Condition, ...]
    is_exact: bool
    words: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


def compiled(
    connection: Connection,
    root: q.Node,
    user_id: int,
    holdings: Holdings,
    languages: Sequence[str],
    *,
    on_arrival: bool = False,
) -> Compiled:
    """What ``root`` means for one reader on this kind of database. ``on_arrival``: nothing is told by what the
    reader did with an entry since it arrived; such parts make it inexact."""
    forms = fulltext.forms(connection, _single_words(root), languages)
    compiler = _Compiler(index_of(connection), user_id, holdings, forms, on_arrival=on_arrival)
    parts = list(root.parts) if isinstance(root, q.And) else [root]
    positive = [part for part in parts if not isinstance(part, q.Not) and compiler.written(part)]
    negative = [part for part in parts if isinstance(part, q.Not) and compiler.written(part.part)]
    told = positive + negative if positive else []
    written = compiler.written(q.both(told)) if told else None
    rest = [part for part in parts if part not in told] if written else parts
    conditions = tuple(compiler.condition(part) for part in rest)
    if not written:
        return Compiled("", conditions, compiler.is_exact)
    leaves = [leaf for part in told for leaf in q.leaves(part)]
    words = tuple(filter(None, (compiler.written(leaf) for leaf in leaves)))
    return Compiled(written, conditions, compiler.is_exact, words, compiler.tiers(q.both(told), written))


def _single_words(root: q.Node) -> set[str]:
    """The words that are also found in their other forms."""
    texts = (node for node in q.leaves(root) if isinstance(node, q.Text) and not node.is_exact)
    split = (folding.query_terms(node.text) for node in texts)
    return {terms[0] for terms in split if len(terms) == 1}


def index_of(connection: Connection) -> Any:
    """The module of this kind of database's full-text index."""
    return sqlite if connection.dialect.name == "sqlite" else postgres


def found_by(written: str, *, is_sqlite: bool) -> Condition:
    """That the index finds an entry by what is ``written``."""
    found: Condition = (sqlite if is_sqlite else postgres).condition(written)
    return found


class _Compiler:
    """Walks one tree; remembers whether anything could not be said."""

    def __init__(
        self,
        index: Any,
        user_id: int,
        holdings: Holdings,
        forms: Mapping[str, Sequence[str]],
        *,
        on_arrival: bool,
    ) -> None:
        self.on_arrival = on_arrival
        self.index = index
        self.user_id = user_id
        self.holdings = holdings
        self.forms = forms
        self.is_exact = True

    def written(self, node: q.Node) -> str | None:
        """What the index is told, or None."""
        said: str | None = self.index.expression(node, self.forms)
        return said

    def tiers(self, root: q.Node, written: str) -> tuple[str, ...]:
        """What has the words in its title, and the others."""
        titled = self.written(q.in_titles(root))
        if not titled or titled == written:
            return (written,)
        return (titled, self.index.without(written, titled))

    def condition(self, node: q.Node, *, is_negated: bool = False) -> Condition:
        """A condition that is true at least where ``node`` is; under a negation, at most."""
        match node:
            case q.And(parts):
                return and_(*(self.condition(part, is_negated=is_negated) for part in parts))
            case q.Or(parts):
                return or_(*(self.condition(part, is_negated=is_negated) for part in parts))
            case q.Not(part):
                return not_(self.condition(part, is_negated=not is_negated))
            case q.Saved(_, part):
                return self.condition(part, is_negated=is_negated)
            case q.Text() | q.Near() | q.Regex():
                return self._text(node, is_negated=is_negated)
            case _:
                is_unknown = self.on_arrival and q.is_of_reader(node)
                return self._unknown(is_negated=is_negated) if is_unknown else self._leaf(node)

    def _text(self, node: q.Node, *, is_negated: bool) -> Condition:
        said = self.written(node)
        if said is None:
            return self._unknown(is_negated=is_negated)
        found: Condition = self.index.condition(said)
        return found

    def _unknown(self, *, is_negated: bool) -> Condition:
        self.is_exact = False
        return false() if is_negated else true()

    def _leaf(self, node: q.Node) -> Condition:
        found: Condition = true()
        match node:
            case q.Ids(kind, ids):
                found = self._ids(kind, ids)
            case q.Named(kind, names):
                feed_ids, label_ids = self.holdings.named(kind, names)
                found = or_(_in(states.c.feed_id, feed_ids), self._labelled(label_ids))
            case q.AnyLabel():
                found = self._labelled()
            case q.Interval():
                found = _within(node)
            case q.Is(state):
                found = self._is(state)
            case q.Has(thing):
                found = self._has(thing)
            case q.Language(languages):
                found = or_(*(_speaks(language) for language in languages))
            case q.Length(least, most):
                found = _between(entries.c.length, least, None if most is None else most + 1)
        return found

    def _ids(self, kind: q.Kind, ids: tuple[int, ...]) -> Condition:
        if kind is q.Kind.LABEL:
            return self._labelled(ids)
        if kind is q.Kind.ENTRY:
            return _in(states.c.entry_id, ids)
        return _in(states.c.feed_id, self.holdings.feeds_in(ids) if kind is q.Kind.FOLDER else ids)

    def _labelled(self, label_ids: tuple[int, ...] | None = None) -> Condition:
        held = (labelled.c.user_id == self.user_id) & (labelled.c.entry_id == states.c.entry_id)
        if label_ids is not None:
            if not label_ids:
                return false()
            held &= labelled.c.label_id.in_(label_ids)
        return exists(select(labelled.c.entry_id).where(held).correlate(states))

    def _is(self, state: str) -> Condition:
        if state == "labelled":
            return self._labelled()
        if state == "important":
            return _in(states.c.feed_id, self.holdings.important())
        return _STATES[state]

    def _has(self, thing: str) -> Condition:
        if thing in _BITS:
            return entries.c.has.op("&")(int(_BITS[thing])) != 0
        if thing in ("enclosure", "category"):
            column = contents.c.enclosures if thing == "enclosure" else contents.c.categories
            held = (contents.c.entry_id == entries.c.id) & (column != [])
            return exists(select(contents.c.entry_id).where(held).correlate(entries))
        plain: dict[str, Condition] = {
            "text": entries.c.length > 0,
            "author": entries.c.authors != "",
            "note": _STATES["noted"],
            "label": self._labelled(),
        }
        return plain[thing]


def _in(column: Any, ids: Sequence[int]) -> Condition:
    found: Condition = column.in_(list(ids)) if ids else false()
    return found


def _within(node: q.Interval) -> Condition:
    """An entry's id is its arrival in microseconds; a time that never was lies nowhere."""
    if node.moment is q.Moment.ARRIVED:
        start, end = (None if at is None else microseconds(at) for at in (node.start, node.end))
        return _between(states.c.entry_id, start, end)
    if node.moment is q.Moment.PUBLISHED:
        return _between(entries.c.published_at, node.start, node.end)
    touched = and_(states.c.changed_at.isnot(None), _between(states.c.changed_at, node.start, node.end))
    if node.moment is q.Moment.TOUCHED:
        return touched
    early = true() if node.start is None else or_(
        entries.c.changed_at >= node.start,
        and_(states.c.changed_at.isnot(None), states.c.changed_at >= node.start),
    )  # fmt: skip
    late = true() if node.end is None else and_(
        entries.c.changed_at < node.end,
        or_(states.c.changed_at.is_(None), states.c.changed_at < node.end),
    )  # fmt: skip
    return and_(early, late)


def _between(column: Any, start: Any, end: Any) -> Condition:
    bounds = ([column >= start] if start is not None else []) + ([column < end] if end is not None else [])
    return and_(true(), *bounds)


def _speaks(language: str) -> Condition:
    spoken = func.replace(func.lower(entries.c.language), "_", "-")
    return or_(spoken == language, spoken.startswith(f"{language}-", autoescape=True))
