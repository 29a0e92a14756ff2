"""How apps are told where to find this server: each API says it for the apps that it knows."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass

from mainstem import apis


@dataclass(frozen=True, slots=True)
class Way:
    """What to choose and type in an app: the kind of account as apps call it, and what follows the server's own
    address. ``app`` "" holds for any app that knows the kind."""

    kind: str
    path: str = ""
    app: str = ""


def every() -> list[Way]:
    """The ways of all APIs, those for any app first."""
    folders = sorted(one.name for one in pkgutil.iter_modules(apis.__path__) if one.ispkg)
    modules = [importlib.import_module(f"{apis.__name__}.{name}") for name in folders]
    found: list[Way] = [way for module in modules for way in getattr(module, "WAYS", ())]
    return sorted(found, key=lambda one: one.app.casefold())


def of_app(name: str) -> list[Way]:
    """The ways for the app of that name; those for any app where it is not known."""
    known = every()
    wanted = name.strip().casefold()
    mine = [one for one in known if one.app and wanted.startswith(one.app.casefold())]
    return mine or [one for one in known if not one.app]
