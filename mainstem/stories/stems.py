"""From a word to its stem: Snowball where it knows the language, else the word itself."""

from __future__ import annotations

from collections.abc import Callable

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def stemmer(language: str) -> Callable[[str], str]:
    """The stemmer of a language (two-letter code); without the package or the language, nothing is cut."""
    name = SNOWBALL.get(language)
    if name is None:
        return str
    try:
        import snowballstemmer
    except ModuleNotFoundError:
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem
