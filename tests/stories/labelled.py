"""The labelled entries of this folder: own writing, five languages, each block one story."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from mainstem.stories import StoryEntry
from tests.stories.making import MONDAY

FOLDER = Path(__file__).parent / "data"


def labelled(*languages: str, seed: int = 8) -> list[tuple[StoryEntry, str]]:
    """Entries with the name of their story, in an order of arrival that mixes stories and languages.

    Stories begin within two days; their entries follow each other within twelve hours, from several feeds.
    """
    lot = random.Random(seed)
    found: list[tuple[StoryEntry, str]] = []
    for language in languages or ("en", "de", "fr", "es", "ja"):
        story, began = "", 0.0
        for line in (FOLDER / f"labelled-{language}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                story, began = f"{language} {line[2:]}", lot.uniform(0, 48)
                continue
            title, text = line.split(" | ")
            at = MONDAY + timedelta(hours=began + lot.uniform(0, 12))
            number = 100_000 + len(found)
            entry = StoryEntry(number, number % 12, title, text, "", at, at, language)
            found.append((entry, story))
    return sorted(found, key=lambda pair: pair[0].arrived_at)
