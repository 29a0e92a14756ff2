"""How common words are in each language, from a public table: what is known before a stream has a past."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

# Words from this Zipf value up (once in a thousand words) carry no news: articles, pronouns, "said".
STOP_ZIPF = 6.0


@lru_cache(maxsize=1)
def _table() -> dict[str, list[tuple[float, str]]]:
    lines = files(__package__).joinpath("frequencies.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, list[tuple[float, str]]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            language, zipf, words = line.split("\t")
            table.setdefault(language, []).append((int(zipf) / 10, words))
    return table


def languages() -> frozenset[str]:
    """The languages whose common words are known, as two-letter codes."""
    return frozenset(_table())


def common_words(language: str) -> dict[str, float]:
    """Zipf values (log10 of occurrences in a thousand million words) of the common words of a language."""
    return {word: zipf for zipf, words in _table().get(language, ()) for word in words.split()}
