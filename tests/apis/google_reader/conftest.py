"""Ida's app."""

from __future__ import annotations

import pytest

from tests.apis.google_reader.app import App
from tests.apis.household import Household


@pytest.fixture
def app(home: Household) -> App:
    """Signed in."""
    return App(home)
