"""Whether this installation is as it should be: each finding with what was seen, and what to do."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from mainstem.library import health
from mainstem.library.context import Library
from mainstem.storage import sound
from mainstem.storage.migrations import HEAD, revision

_LITTLE_SPACE = 500_000_000
_LATE_SECONDS = 3600
_EXTRAS = (("re2", "search"), ("cryptography", "secrets"), ("uvloop", "speed"))


@dataclass(frozen=True, slots=True)
class Finding:
    """``name`` is what was looked at, ``saw`` what was seen; ``advice`` says what to do where it is not ``is_good``."""

    name: str
    is_good: bool
    saw: str
    advice: str = ""


def look(library: Library, *, is_thorough: bool = False) -> list[Finding]:
    """Everything that can be seen at once; ``is_thorough`` reads the whole database too."""
    found = [_program(), *_database(library), *_polling(library), _address(library), *_extras()]
    if is_thorough:
        trouble = sound.trouble(library.database)
        found.append(Finding("Soundness", not trouble, trouble or "ok", "Restore a backup."))
    return found


def _program() -> Finding:
    try:
        ours = version("mainstem")
    except PackageNotFoundError:
        ours = "?"
    return Finding("Mainstem", True, f"{ours}, Python {sys.version.split()[0]}")


def _database(library: Library) -> list[Finding]:
    database = library.database
    with database.read() as connection:
        at = revision(connection)
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    found = [
        Finding("Database", True, f"{kind}, {sound.size(database) / 1e6:,.0f} MB"),
        Finding("Shape", at == HEAD, at or "–", "Start the program anew, so that it is migrated."),
    ]
    folder = sound.folder(database)
    if folder is not None:
        free = shutil.disk_usage(folder).free
        found.append(Finding("Disk", free > _LITTLE_SPACE, f"{free / 1e9:.1f} GB", "Make room on the disk."))
    return found


def _polling(library: Library) -> list[Finding]:
    seen = health.look(library)
    late = seen.late.total_seconds()
    advice = "Look whether the refresh runs: 'mainstem serve' does it, unless told otherwise."
    return [
        Finding("Feeds", True, f"{seen.feeds:,}"),
        Finding("Polling", late < _LATE_SECONDS, f"{int(late // 60)} min", advice),
    ]


def _address(library: Library) -> Finding:
    url = library.public_url
    advice = "Set MAINSTEM_PUBLIC_URL, so that publishers can push news, and shared addresses are right."
    return Finding("Public address", bool(url), url or "–", advice)


def _extras() -> list[Finding]:
    return [
        Finding(
            extra.capitalize(), find_spec(module) is not None, module, f"Install mainstem[{extra}] for it."
        )
        for module, extra in _EXTRAS
    ]
