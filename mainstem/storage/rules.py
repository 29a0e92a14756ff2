"""Statements about readers' rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mainstem.reading.stream import Stream
from mainstem.rules import Rule, actions
from mainstem.storage.schema.changes import changed_entries, changes
from mainstem.storage.schema.queries import rules
from mainstem.storage.schema.subscriptions import subscriptions

_BY_HAND = 2  # more at once is clearing up


def every(connection: Connection, user_id: int) -> list[Rule]:
    """A reader's rules in their order."""
    found = select(rules).where(rules.c.user_id == user_id).order_by(rules.c.position, rules.c.id)
    return [_rule(row) for row in connection.execute(found)]


def of_feeds(connection: Connection, feed_ids: Sequence[int]) -> dict[int, list[Rule]]:
    """The enabled rules of everybody who follows one of the feeds, by user id, each list in its order."""
    readers = select(subscriptions.c.user_id).where(
        subscriptions.c.feed_id.in_(list(feed_ids)), subscriptions.c.left_at.is_(None)
    )
    found = select(rules).where(rules.c.user_id.in_(readers), rules.c.is_enabled)
    grouped: dict[int, list[Rule]] = {}
    for row in connection.execute(found.order_by(rules.c.user_id, rules.c.position, rules.c.id)):
        grouped.setdefault(row.user_id, []).append(_rule(row))
    return grouped


def add(connection: Connection, user_id: int, rule: Rule, now: datetime) -> int:
    """Keep a rule behind the others; returns its id."""
    last = select(func.coalesce(func.max(rules.c.position), 0)).where(rules.c.user_id == user_id)
    position = connection.execute(last).scalar_one() + 1
    row = {**_row(rule), "user_id": user_id, "position": position, "created_at": now}
    return connection.execute(insert(rules).values(**row).returning(rules.c.id)).scalar_one()


def replace(connection: Connection, rule_id: int, rule: Rule) -> None:
    """Change all that a rule says."""
    connection.execute(update(rules).where(rules.c.id == rule_id).values(**_row(rule)))


def arrange(connection: Connection, user_id: int, rule_ids: Sequence[int]) -> None:
    """Put rules in this order; those that are not named follow in theirs."""
    had = [rule.id for rule in every(connection, user_id)]
    wanted = [one for one in dict.fromkeys(rule_ids) if one in had]
    for position, rule_id in enumerate(wanted + [one for one in had if one not in wanted], 1):
        connection.execute(update(rules).where(rules.c.id == rule_id).values(position=position))


def remove(connection: Connection, rule_id: int) -> None:
    """Delete a rule; what it did stays."""
    connection.execute(delete(rules).where(rules.c.id == rule_id))


def count_hits(connection: Connection, hits: Mapping[int, int], now: datetime) -> None:
    """Remember that rules hit, and when: rules that never do are dead."""
    for rule_id, count in sorted(hits.items()):
        counted = update(rules).where(rules.c.id == rule_id)
        connection.execute(counted.values(hits=rules.c.hits + count, hit_at=now))


def hits_of(connection: Connection, user_id: int) -> dict[int, tuple[int, datetime | None, datetime]]:
    """Of each rule: how often it hit, when last, and since when there is it."""
    found = select(rules.c.id, rules.c.hits, rules.c.hit_at, rules.c.created_at)
    rows = connection.execute(found.where(rules.c.user_id == user_id)).tuples()
    return {rule_id: (hits, hit_at, created_at) for rule_id, hits, hit_at, created_at in rows}


def opened(connection: Connection, user_id: int, since: datetime) -> set[int]:
    """Entries that a reader read by hand, one or two at a time, since then and did not take back."""
    by_hand = (
        (changes.c.user_id == user_id)
        & (changes.c.changed_at >= since)
        & (changes.c.action == "read")
        & changes.c.actor.in_(("page", "api"))
        & (changes.c.count <= _BY_HAND)
        & changes.c.undone_at.is_(None)
    )
    found = select(changed_entries.c.entry_id).join(changes, changes.c.id == changed_entries.c.change_id)
    return set(connection.execute(found.where(by_hand)).scalars())


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "expression": rule.expression,
        "scope": rule.scope.address,
        "actions": actions.write(rule.actions),
        "stop": rule.stop,
        "is_enabled": rule.is_enabled,
        "on_updated": rule.on_updated,
    }


def _rule(row: Any) -> Rule:
    return Rule(
        id=row.id,
        name=row.name,
        expression=row.expression,
        actions=actions.read(row.actions),
        scope=Stream.at(row.scope),
        stop=row.stop,
        is_enabled=row.is_enabled,
        on_updated=row.on_updated,
        position=row.position,
    )
