"""Rules: made, tried before they are kept, run over what is there, reported on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.feeds.errors import BadQuery, NotFound
from mainstem.library import discarding, searching
from mainstem.library.context import Library
from mainstem.reading import Kind, ReaderEntry, Show
from mainstem.rules import Hide, PutLabel, Read, Ready, Rule, Snooze, Star, ready
from mainstem.rules.evaluation import holds
from mainstem.rules.rule import rule as formed
from mainstem.search import EntryView
from mainstem.search.holdings import Holdings
from mainstem.storage import (
    Connection,
    entries,
    fulltext,
    labels,
    orders,
    remarks,
    rules,
    settling,
    states,
    streams,
    subscriptions,
)
from mainstem.storage.orders import Sorted
from mainstem.storage.searching import compiled
from mainstem.storage.states import Actor, Change
from mainstem.storage.streams import Selection

REPORT_ON = timedelta(days=90)
DEAD_AFTER = timedelta(days=90)
EXAMPLES = 20
BATCH = 200


@dataclass(frozen=True, slots=True)
class Damage:
    """What a rule would have hit in the last 90 days. ``opened`` counts hits that the reader read one by one,
    ``starred`` and ``labelled`` those they marked so; ``regretted`` any of the three. Examples are the
    regretted first, then the newest."""

    looked_at: int
    hits: int
    opened: int
    starred: int
    labelled: int
    regretted: int
    examples: tuple[ReaderEntry, ...]

    @property
    def is_broad(self) -> bool:
        """Whether more than a tenth of what it hits was wanted: to be warned of."""
        return self.regretted * 10 > self.hits


@dataclass(frozen=True, slots=True)
class Report:
    """One rule a month later. ``trouble`` says why it cannot run, "" where it can; ``is_dead``: it never hit
    for 90 days; ``hid_wanted`` are starred or labelled entries that it hides or marks as read."""

    rule: Rule
    hits: int
    hit_at: datetime | None
    trouble: str
    is_dead: bool
    hid_wanted: tuple[ReaderEntry, ...]


def every(library: Library, user: User) -> list[Rule]:
    """A reader's rules in their order."""
    with library.database.read() as connection:
        return rules.every(connection, user.id)


def add(library: Library, user: User, rule: Rule) -> Rule:
    """Keep a rule (``rules.rule.rule`` makes one of a form). Raises BadQuery, NotFound for what it refers to."""
    with library.database.write() as connection:
        _check(library, connection, user, rule)
        rule_id = rules.add(connection, user.id, rule, library.now())
        return _one(connection, user, rule_id)


def form(
    name: str,
    expression: str,
    actions: str,
    scope: str = "all",
    *,
    stop: bool = False,
    on_updated: bool = False,
) -> Rule:
    """A rule of what a form holds, not yet kept. Raises BadInput at the field."""
    return formed(name, expression, actions, scope, stop=stop, on_updated=on_updated)


def change(library: Library, user: User, rule_id: int, rule: Rule) -> Rule:
    """Replace what a rule says. Raises NotFound, BadQuery."""
    with library.database.write() as connection:
        _one(connection, user, rule_id)
        _check(library, connection, user, rule)
        rules.replace(connection, rule_id, rule)
        return _one(connection, user, rule_id)


def arrange(library: Library, user: User, rule_ids: Sequence[int]) -> list[Rule]:
    """Put rules in this order."""
    with library.database.write() as connection:
        rules.arrange(connection, user.id, rule_ids)
        return rules.every(connection, user.id)


def remove(library: Library, user: User, rule_id: int) -> None:
    """Delete a rule; what it did stays, and can be undone, as can this. Raises NotFound."""
    with library.database.write() as connection:
        had = _one(connection, user, rule_id)
        discarding.keep(connection, user, "rule", rule_id, had.name or had.expression, library.now())
        rules.remove(connection, rule_id)


def damage(library: Library, user: User, rule: Rule) -> Damage:
    """What a rule, kept or not, would have hit in the last 90 days. Raises BadQuery, NotFound."""
    since = library.now() - REPORT_ON
    with library.database.read() as connection:
        _check(library, connection, user, rule)
        opened = rules.opened(connection, user.id, since)
        looked_at = streams.count(connection, _since(user, since))
        hits = list(_hit(library, connection, user, rule, since))
    by_hand = [one for one in hits if one.entry.id in opened or _is_marked(one)]
    regretted = {one.entry.id for one in by_hand}
    rest = [one for one in hits if one.entry.id not in regretted]
    return Damage(
        looked_at,
        len(hits),
        sum(one.entry.id in opened for one in hits),
        sum(one.state.is_starred for one in hits),
        sum(bool(one.state.label_ids) for one in hits),
        len(by_hand),
        tuple((by_hand + rest)[:EXAMPLES]),
    )


def run(library: Library, user: User, rule_id: int) -> list[Change]:
    """Apply a rule to all that is there already; each change can be undone. Raises NotFound, BadQuery.

    What it hits is looked for before anything is written, so that nobody waits: what arrives meanwhile meets the
    rule by itself.
    """
    done: list[Change | None] = []
    with library.database.read() as connection:
        rule = _one(connection, user, rule_id)
        hits = [one.entry.id for one in _hit(library, connection, user, rule, None)]
    with library.database.write() as connection:
        for action in rule.actions if hits else ():
            done.append(_apply(library, connection, user, rule, action, hits))
        rules.count_hits(connection, {rule.id: len(hits)}, library.now())
    return [each for each in done if each is not None]


def report(library: Library, user: User) -> list[Report]:
    """How each rule fares: dead ones, broken ones, those that hide what looks wanted."""
    found = []
    with library.database.read() as connection:
        known = rules.hits_of(connection, user.id)
        for rule in rules.every(connection, user.id):
            hits, hit_at, created_at = known[rule.id]
            trouble, wanted = _fares(library, connection, user, rule)
            since = hit_at or created_at
            is_dead = rule.is_enabled and since < library.now() - DEAD_AFTER
            found.append(Report(rule, hits, hit_at, trouble, is_dead, wanted))
    return found


def _fares(
    library: Library, connection: Connection, user: User, rule: Rule
) -> tuple[str, tuple[ReaderEntry, ...]]:
    try:
        _check(library, connection, user, rule)
    except (BadQuery, NotFound) as trouble:
        return str(trouble), ()
    if not {Read, Hide} & {type(action) for action in rule.actions}:
        return "", ()
    hits = _hit(library, connection, user, rule, library.now() - REPORT_ON)
    wanted = [one for one in hits if _is_marked(one)]
    return "", tuple(wanted[:EXAMPLES])


def _is_marked(one: ReaderEntry) -> bool:
    return one.state.is_starred or bool(one.state.label_ids)


def _hit(
    library: Library, connection: Connection, user: User, rule: Rule, since: datetime | None
) -> Iterator[ReaderEntry]:
    """Every entry of the reader's since then that the rule hits, newest first: first what the index lets
    through, then each looked at as it came."""
    prepared = _ready(library, connection, user, replace(rule, is_enabled=True, on_updated=True))
    held = searching.holdings(connection, user)
    root, languages = prepared.query.root, prepared.languages
    narrowed = compiled(connection, root, user.id, held, languages, on_arrival=True)
    selection = replace(_since(user, since), search=narrowed, feed_ids=_feeds_of(held, rule))
    after = ""
    while batch := orders.page(connection, selection, Sorted(), after, BATCH):
        for one in entries.of_reader(connection, user.id, [entry_id for entry_id, _ in batch]):
            if holds(prepared, _as_it_came(held, one)):
                yield one
        after = batch[-1][1]


def _since(user: User, moment: datetime | None) -> Selection:
    return Selection(user.id, Show.ALL, oldest_id=_id_of(moment))


def _feeds_of(held: Holdings, rule: Rule) -> tuple[int, ...] | None:
    """The feeds that a rule holds in; None where it is not told by feeds."""
    if rule.scope.kind is Kind.FEED:
        return (rule.scope.id,)
    return held.feeds_in((rule.scope.id,)) if rule.scope.kind is Kind.FOLDER else None


def _as_it_came(held: Holdings, one: ReaderEntry) -> EntryView:
    """As the rule would have seen it on arrival: unread, unstarred; labels stay for scopes."""
    state = replace(one.state, is_read=False, is_starred=False, is_hidden=False, changed_at=None)
    return held.view(replace(one, state=state))


def _id_of(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1_000_000)


def _ready(library: Library, connection: Connection, user: User, rule: Rule) -> Ready:
    zone = preferences.of(user.preferences).zone
    return ready(rule, library.now(), zone, fulltext.languages(connection) or ("en",))


def _one(connection: Connection, user: User, rule_id: int) -> Rule:
    found = next((rule for rule in rules.every(connection, user.id) if rule.id == rule_id), None)
    if found is None:
        raise NotFound("There is no such rule.")
    return found


def _check(library: Library, connection: Connection, user: User, rule: Rule) -> None:
    """That the expression can be read, and that all it refers to is there."""
    _ready(library, connection, user, rule)
    kind, scope_id = rule.scope.kind, rule.scope.id
    if kind is Kind.FEED and subscriptions.one(connection, user.id, scope_id) is None:
        raise NotFound("You do not follow the feed that this rule holds in.")
    if kind is Kind.FOLDER and scope_id not in {
        one.id for one in subscriptions.folders_of(connection, user.id)
    }:
        raise NotFound("The folder that this rule holds in is gone.")
    mine = {one.id for one in labels.every(connection, user.id)}
    named = {action.label_id for action in rule.actions if isinstance(action, PutLabel)}
    if named - mine or (kind is Kind.LABEL and scope_id not in mine):
        raise NotFound("A label that this rule names is gone.")


def _apply(
    library: Library, connection: Connection, user: User, rule: Rule, action: object, hits: list[int]
) -> Change | None:
    now, actor = library.now(), Actor("rule", rule.name)
    plain = {Read: "read", Star: "star", Hide: "hide"}.get(type(action))
    if plain:
        made = states.mark(connection, plain, (user.id, hits), actor, now, "")
        return _refolded(connection, user, made, now)
    if isinstance(action, PutLabel):
        return states.label(connection, user.id, action.label_id, hits, actor, now)
    if isinstance(action, Snooze):
        made = remarks.snooze(connection, user.id, hits, now + action.period, actor, now)
        return _refolded(connection, user, made, now)
    return None  # nothing old is sent or announced


def _refolded(connection: Connection, user: User, made: Change | None, now: datetime) -> Change | None:
    """A lead that a rule put away frees its copies; what a rule reads settles no story."""
    if made is not None:
        settling.refold(connection, user.id, made.id, now)
    return made
