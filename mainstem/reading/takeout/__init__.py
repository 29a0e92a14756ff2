"""Entries that other readers export, with what was done to them, read into one shape; pure."""

from mainstem.reading.takeout.entries import TakenEntry, Takeout
from mainstem.reading.takeout.files import read

__all__ = ["TakenEntry", "Takeout", "read"]
