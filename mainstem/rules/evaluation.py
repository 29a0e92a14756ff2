"""From rules and an entry to actions: in their order, each seeing what those before it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from mainstem.reading.stream import Kind, Stream
from mainstem.rules.actions import Action, Hide, PutLabel, Read, Snooze, Star
from mainstem.rules.rule import Rule
from mainstem.search import EntryView, Query, matches, parse


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule whose expression was read; ``languages`` are those whose stems are tried."""

    rule: Rule
    query: Query
    languages: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """One action that one rule asks for."""

    rule_id: int
    action: Action


def ready(rule: Rule, now: datetime, timezone: tzinfo = UTC, languages: Sequence[str] = ("en",)) -> Ready:
    """The rule, ready to be evaluated. Saved searches are not expanded in rules. Raises BadQuery."""
    return Ready(rule, parse(rule.expression, now, timezone), tuple(languages), now)


def evaluate(rules: Sequence[Ready], view: EntryView) -> list[Hit]:
    """What is to be done with an entry: each action once, named after the first rule that asked for it."""
    hits: dict[Action, Hit] = {}
    for each in rules:
        if not holds(each, view):
            continue
        for action in each.rule.actions:
            if action not in hits:
                hits[action] = Hit(each.rule.id, action)
                view = _after(view, action, each.now)
        if each.rule.stop:
            break
    return list(hits.values())


def holds(each: Ready, view: EntryView) -> bool:
    """Whether a rule is meant for an entry and hits it."""
    rule = each.rule
    if not rule.is_enabled or (view.is_updated and not rule.on_updated):
        return False
    return in_scope(rule.scope, view) and matches(each.query, view, each.languages)


def in_scope(scope: Stream, view: EntryView) -> bool:
    """Whether an entry is where a rule holds."""
    if scope.kind is Kind.FEED:
        return view.entry.feed_id == scope.id
    if scope.kind is Kind.FOLDER:
        return scope.id in view.folder_ids
    if scope.kind is Kind.LABEL:
        return scope.id in view.state.label_ids
    return True


def _after(view: EntryView, action: Action, now: datetime) -> EntryView:
    """The entry as later rules see it; what its text was made into is kept."""
    state = view.state
    match action:
        case Read():
            state = replace(state, is_read=True)
        case Star():
            state = replace(state, is_starred=True)
        case Hide():
            state = replace(state, is_hidden=True)
        case PutLabel(label_id):
            state = replace(state, label_ids=(*state.label_ids, label_id))
        case Snooze(period):
            state = replace(state, snoozed_until=now + period)
        case _:
            return view
    changed = replace(view, state=state)
    for made in ("terms", "stems"):
        if made in view.__dict__:
            changed.__dict__[made] = view.__dict__[made]
    return changed
