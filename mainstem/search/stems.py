"""From a folded word to its stem: Snowball where it is installed and knows the language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip


def language_of(tag: str) -> str:
    """The two-letter language of a tag (``de-AT``, ``pt_BR``), "" where its words cannot be stemmed."""
    language = tag.replace("_", "-").partition("-")[0].strip().lower()
    return language if language in SNOWBALL else ""


_MOST_KNOWN = 200_000  # words of one language: then the memory begins anew


class _Known:
    """The words of a language that were met, and the stems of those that are not their own."""

    def __init__(self, language: str) -> None:
        self.met: set[str] = set()
        self.shorter: dict[str, str] = {}
        self._stem = stemmer(language_of(language))

    def meet(self, words: set[str]) -> None:
        if len(self.met) >= _MOST_KNOWN:
            self.met, self.shorter = set(), {}
        for word in words:
            short = (self._stem(word) or word) if word.isalpha() else word
            if short != word:
                self.shorter[word] = short
        self.met |= words  # after the stems are there: other threads go by it


@lru_cache(maxsize=256)
def _known(language: str) -> _Known:
    return _Known(language)


def stem(term: str, language: str) -> str:
    """The stem of a folded term; the term itself where language or package are missing."""
    return stems_of({term}, language).get(term, term)


def stems_of(words: set[str], language: str) -> dict[str, str]:
    """The stem of each folded word that is not its own."""
    known = _known(language)
    if unknown := words - known.met:
        known.meet(unknown)
    shorter = known.shorter
    return {word: shorter[word] for word in words & shorter.keys()}


@lru_cache(maxsize=64)
def stemmer(language: str) -> Callable[[str], str]:
    """The stemmer of a two-letter language; without the package or the language, nothing is cut."""
    name = SNOWBALL.get(language)
    if name is None:
        return str
    try:
        import snowballstemmer
    except ModuleNotFoundError:
        return str
    try:
        made: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    except KeyError:  # an older package that does not know this language yet
        return str
    return made


def signature() -> str:
    """Which stems an index made now would hold: an index made with another signature is made anew."""
    try:
        import snowballstemmer
    except ModuleNotFoundError:
        return "none"
    return f"snowball-{len(snowballstemmer.algorithms())}-{snowballstemmer.stemmer('english').stemWord('running')}"
