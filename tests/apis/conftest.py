"""A world for every API."""

from __future__ import annotations

import pytest

from mainstem.storage import Database
from tests.apis import household
from tests.apis.household import Household
from tests.apis.world import World, build


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """A library with one reader."""
    return build(sqlite_database)


@pytest.fixture
def home(sqlite_database: Database) -> Household:
    """Two readers with three feeds and one, on SQLite."""
    return household.build(sqlite_database)


@pytest.fixture
def both_homes(database: Database) -> Household:
    """Two readers, once on each kind of database."""
    return household.build(database)
