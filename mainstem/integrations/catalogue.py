"""Every service there is: a folder beside this file, or an entry point of the group ``mainstem.integrations``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from mainstem.feeds.errors import NotFound
from mainstem.integrations.declared import Service

_HERE = str(Path(__file__).parent)


@cache
def every() -> dict[str, Service]:
    """All services by kind, by name."""
    package = __name__.rpartition(".")[0]
    kinds = [found.name for found in pkgutil.iter_modules([_HERE]) if found.ispkg]
    found = {kind: importlib.import_module(f"{package}.{kind}").SERVICE for kind in kinds}
    for point in entry_points(group="mainstem.integrations"):
        found.setdefault(point.name, point.load())
    return dict(sorted(found.items(), key=lambda one: one[1].name.casefold()))


def one(kind: str) -> Service:
    """The service of a kind. Raises NotFound."""
    found = every().get(kind)
    if found is None:
        raise NotFound(f"There is no service {kind!r}.", advice=f"There are {', '.join(every())}.")
    return found
