"""The words of the pages in every language; English is the key."""

from mainstem.languages.choosing import choose, tags, words
from mainstem.languages.words import Words

__all__ = ["Words", "choose", "tags", "words"]
