"""Other forms of names: a table that ships, and what the reader adds or mends."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from mainstem.stories.names.name import NameKind


class Aliases:
    """Forms to canonical names. Later entries take the place of earlier ones."""

    def __init__(self, more: Iterable[tuple[str, NameKind, str]] = ()) -> None:
        """``more`` are the reader's own: canonical name, kind, other form."""
        self._known = dict(_shipped())
        for canonical, kind, form in more:
            self._known[form] = (canonical, kind)
            self._known.setdefault(canonical, (canonical, kind))

    def of(self, form: str) -> tuple[str, NameKind] | None:
        """The canonical name and kind of a form, if the table has it."""
        return self._known.get(form)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, tuple[str, NameKind]]:
    known: dict[str, tuple[str, NameKind]] = {}
    for line in files(__package__).joinpath("aliases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            canonical, kind, forms = line.split("\t")
            for form in (canonical, *filter(None, forms.split("|"))):
                known[form] = (canonical, NameKind(kind))
    return known
