"""The latest lines of the log, kept in memory for administrators to read on a page."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

_MOST = 1_000
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``level`` is debug, info, warning or error."""

    at: datetime
    level: str
    source: str
    words: str


class _Keeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: deque[Line] = deque(maxlen=_MOST)

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else record.levelname.lower()
        at = datetime.fromtimestamp(record.created, UTC)
        self.lines.append(Line(at, level, record.name, _words(record)[:_LONGEST]))


def _words(record: logging.LogRecord) -> str:
    said = record.getMessage()
    error = record.exc_info[1] if record.exc_info else None
    return f"{said} ({type(error).__name__}: {error})" if error else said


_KEEPER = _Keeper()


def listen() -> None:
    """Keep what is logged from now on; done twice it is as done once."""
    logging.getLogger().addHandler(_KEEPER)


def recent(level: str = "", word: str = "") -> list[Line]:
    """The latest lines, newest first, of a level and with a word in them."""
    wanted = word.casefold()
    return [
        line
        for line in reversed(_KEEPER.lines)
        if level in ("", line.level) and wanted in f"{line.source} {line.words}".casefold()
    ]


def forget() -> None:
    """Begin anew."""
    _KEEPER.lines.clear()
