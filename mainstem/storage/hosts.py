"""Statements about hosts: the budgets that everything shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from mainstem.feeds import gate, presets
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey
from mainstem.storage.schema import hosts

_CHUNK = 500


def budgets(connection: Connection, keys: Iterable[HostKey]) -> dict[HostKey, Budget]:
    """The budget of each host; what is not known begins fresh. Within a write, the rows stay locked."""
    wanted = list(dict.fromkeys(keys))
    kept: dict[str, Budget] = {}
    for start in range(0, len(wanted), _CHUNK):
        names = sorted(key.key for key in wanted[start : start + _CHUNK])
        found = select(hosts).where(hosts.c.key.in_(names)).order_by(hosts.c.key).with_for_update()
        kept |= {row.key: _budget(row) for row in connection.execute(found)}
    return {key: kept.get(key.key) or beginning(key) for key in wanted}


def beginning(key: HostKey) -> Budget:
    """The budget of a host that was never asked."""
    return gate.unpaced() if key.is_private else gate.fresh(presets.spacing(key.key) or gate.SPACING)


def keep(connection: Connection, budgets: Mapping[HostKey, Budget]) -> None:
    """Write budgets, new or known."""
    if not budgets:
        return
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(hosts)
    told = {one.name: statement.excluded[one.name] for one in hosts.c if one.name != "key"}
    statement = statement.on_conflict_do_update(index_elements=[hosts.c.key], set_=told)
    rows = [_row(key, budget) for key, budget in sorted(budgets.items(), key=lambda pair: pair[0].key)]
    connection.execute(statement, rows)


def held(connection: Connection, now: datetime) -> dict[str, Budget]:
    """Hosts that are left alone or asked less often than others, by key."""
    is_held = (hosts.c.paused_until > now) | (hosts.c.spacing_seconds > hosts.c.preset_seconds)
    return {
        row.key: _budget(row)
        for row in connection.execute(select(hosts).where(is_held).order_by(hosts.c.key))
    }


def mend_clock(connection: Connection, now: datetime) -> int:
    """Hosts that were asked while the clock ran ahead would be left alone until that time comes: they are free in
    an hour instead. Returns how many."""
    soon = now + timedelta(hours=1)
    ahead = (hosts.c.free_at > now + timedelta(days=1)) | (hosts.c.complained_at > soon)
    values = {
        "free_at": now,
        "paused_until": soon,
        "complained_at": now,
        "refused_at": None,
        "eased_at": None,
    }
    return connection.execute(
        update(hosts).where(ahead | (hosts.c.refused_at > soon)).values(**values)
    ).rowcount


def _budget(row: Any) -> Budget:
    return Budget(
        timedelta(seconds=row.preset_seconds),
        timedelta(seconds=row.spacing_seconds),
        row.free_at,
        row.paused_until,
        row.complained_at,
        row.refusals,
        row.refused_at,
        timedelta(seconds=row.limit_seconds),
        row.served,
        row.eased_at,
        timedelta(seconds=row.gap_seconds),
    )


def _row(key: HostKey, budget: Budget) -> dict[str, Any]:
    return {
        "key": key.key,
        "is_private": key.is_private,
        "preset_seconds": budget.preset.total_seconds(),
        "spacing_seconds": budget.spacing.total_seconds(),
        "free_at": budget.free_at,
        "paused_until": budget.paused_until,
        "complained_at": budget.complained_at,
        "refusals": budget.refusals,
        "refused_at": budget.refused_at,
        "limit_seconds": budget.limit.total_seconds(),
        "served": budget.served,
        "eased_at": budget.eased_at,
        "gap_seconds": budget.gap.total_seconds(),
    }
