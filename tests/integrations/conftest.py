"""A library, and an internet that remembers what services were told."""

from __future__ import annotations

import pytest

from mainstem.storage import Database
from tests.apis.world import World, build


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """A library with one reader."""
    return build(sqlite_database)
