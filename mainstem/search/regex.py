"""Regular expressions in an engine whose time grows only with the text: RE2 (extra ``search``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

MAX_PATTERN = 1_000  # characters
MAX_MEMORY = 8 << 20  # bytes of a compiled pattern
MAX_TEXT = 1_000_000  # characters of a text that are looked at


class BadPattern(ValueError):
    """This regular expression cannot be used."""


@lru_cache(maxsize=256)
def compiled(pattern: str, flags: str = "") -> Callable[[str], bool]:
    """A function that tells whether the pattern occurs in a text. Raises BadPattern with the reason.

    Flags are i (either case), m (^ and $ at every line), s (. is any character).
    """
    if len(pattern) > MAX_PATTERN:
        raise BadPattern(f"A regular expression may have {MAX_PATTERN} characters; this has {len(pattern)}.")
    found = _compile(pattern, flags)
    return lambda text: found.search(text[:MAX_TEXT].encode("utf-8", "replace")) is not None


@lru_cache(maxsize=256)
def spans(pattern: str, flags: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the pattern occurs in a text, in characters; at most 200 places, empty ones left out."""
    data = text[:MAX_TEXT].encode("utf-8", "replace")
    places = []
    for match in _compile(pattern, flags).finditer(data):
        if match.end() > match.start():
            start = len(data[: match.start()].decode("utf-8", "ignore"))
            places.append((start, start + len(match.group().decode("utf-8", "ignore"))))
        if len(places) >= 200:
            break
    return tuple(places)


def _compile(pattern: str, flags: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    try:
        import re2
    except ModuleNotFoundError as trouble:
        raise BadPattern(
            "Regular expressions need the package google-re2, which is not installed here: "
            "install mainstem[search]."
        ) from trouble
    options = re2.Options()
    options.max_mem = MAX_MEMORY
    options.log_errors = False
    options.encoding = re2.Options.Encoding.UTF8
    written = f"(?{''.join(sorted(set(flags)))}){pattern}" if flags else pattern
    try:
        return re2.compile(written.encode("utf-8", "replace"), options)
    except re2.error as trouble:
        reason = trouble.args[0] if trouble.args else ""
        reason = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise BadPattern(f"This regular expression is not understood: {reason}.") from trouble
