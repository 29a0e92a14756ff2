"""``python -m benchmarks [NAME …]``: run those modules, or all of them, one after another."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def names() -> list[str]:
    """The modules that can be run: those with a ``main``."""
    found = sorted(one.name for one in pkgutil.iter_modules(benchmarks.__path__) if one.name[0] != "_")
    return [name for name in found if hasattr(importlib.import_module(f"benchmarks.{name}"), "main")]


def run(wanted: list[str]) -> None:
    """Run the wanted ones; says which there are where a name is unknown."""
    known = names()
    for name in wanted or known:
        if name not in known:
            sys.exit(f"There is no benchmark {name!r}; there are {', '.join(known)}.")
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


run(sys.argv[1:])
