"""Figures for Prometheus: polls by outcome, how long they took, bytes, entries, and how late the feeds are.

Counted in this process from ``start`` on, where the library for it is installed; without it nothing is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mainstem.feeds.poll import Poll
from mainstem.storage import Database, feeds

_BUCKETS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60)


class Meter:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry: Any = None

    def start(self) -> None:
        """Begin to count. The library is loaded here: who polls once has no use for it."""
        if self._registry is not None:
            return
        try:
            import prometheus_client as prometheus
        except ImportError:  # the extra "metrics" is not installed
            return
        self._registry = prometheus.CollectorRegistry()
        self._polls = prometheus.Counter(
            "mainstem_polls", "Polls by outcome.", ["outcome"], registry=self._registry
        )
        self._bytes = prometheus.Counter("mainstem_poll_bytes", "Bytes of bodies.", registry=self._registry)
        self._entries = prometheus.Counter(
            "mainstem_entries", "Entries by kind.", ["kind"], registry=self._registry
        )
        told = "Seconds from request to answer."
        self._seconds = prometheus.Histogram(
            "mainstem_poll_seconds", told, buckets=_BUCKETS, registry=self._registry
        )
        self._due = prometheus.Gauge(
            "mainstem_feeds_due", "Feeds that wait to be polled.", registry=self._registry
        )
        self._late = prometheus.Gauge(
            "mainstem_lag_seconds", "How long the first has waited.", registry=self._registry
        )

    def count(self, polls: Sequence[Poll]) -> None:
        """Count polls that were kept."""
        if self._registry is None:
            return
        for poll in polls:
            self._polls.labels(poll.outcome.value).inc()
            self._bytes.inc(poll.bytes)
            self._seconds.observe(poll.milliseconds / 1000)
            if poll.new_count:
                self._entries.labels("new").inc(poll.new_count)
            if poll.changed_count:
                self._entries.labels("changed").inc(poll.changed_count)

    def exposition(self, database: Database, now: datetime) -> bytes | None:
        """The figures as Prometheus reads them; None where they are not counted."""
        if self._registry is None:
            return None
        import prometheus_client as prometheus

        with database.read() as connection:
            due, first = feeds.backlog(connection, now)
        self._due.set(due)
        self._late.set((now - first).total_seconds() if first else 0)
        return bytes(prometheus.generate_latest(self._registry))


METER = Meter()  # one process, one count: the loop adds, the page for Prometheus reads
