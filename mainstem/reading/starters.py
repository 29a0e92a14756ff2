"""Feeds to begin with, by language and topic: data, so that one more is one line in ``starters.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Starter:
    """A well-known feed. ``topic`` is in English, ``title`` as its publisher writes it."""

    language: str
    topic: str
    title: str
    feed_url: str


@cache
def every() -> tuple[Starter, ...]:
    """All of them, in their order."""
    lines = Path(__file__).with_name("starters.tsv").read_text("utf-8").splitlines()
    return tuple(Starter(*line.split("\t")) for line in lines if line.strip())


def in_language(tag: str) -> dict[str, list[Starter]]:
    """By topic, those in a language; then the English ones, for who reads both."""
    chosen = [one for one in every() if one.language == tag]
    found: dict[str, list[Starter]] = {}
    for one in [*chosen, *(one for one in every() if one.language == "en" and tag != "en")]:
        found.setdefault(one.topic, []).append(one)
    return found


def topics() -> list[str]:
    """The topics there are."""
    return list(dict.fromkeys(one.topic for one in every()))
