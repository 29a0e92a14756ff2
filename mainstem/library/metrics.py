"""Figures for Prometheus."""

from __future__ import annotations

from mainstem.library.context import Library
from mainstem.refresh.metrics import METER

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(library: Library) -> bytes | None:
    """This process's figures as Prometheus reads them; None where the extra for it is not installed."""
    return METER.exposition(library.database, library.now())
