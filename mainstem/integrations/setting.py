"""Setting services up: what a form or a call gives is checked as the service declares, and its secrets sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mainstem.accounts.user import User
from mainstem.integrations import catalogue
from mainstem.library import Library, sealing, sending
from mainstem.library.sending import Service as Kept


def add(
    library: Library, user: User, kind: str, name: str, given: Mapping[str, Any], events: Sequence[str] = ()
) -> Kept:
    """Set a service up. Raises NotFound for an unknown kind, BadInput at the field that is wrong."""
    service = catalogue.one(kind)
    values = _sealed(library, kind, service.check(given))
    return sending.add(library, user, kind, name or service.name, values, events)


def change(library: Library, user: User, service_id: int, given: Mapping[str, Any]) -> Kept:
    """Change name, settings, events or is_enabled; a setting that is left out, and a secret that is empty,
    stay. Raises NotFound, BadInput."""
    kept = sending.one(library, user, service_id)
    values = dict(given)
    if "settings" in values:
        had = opened(library, kept)
        secrets = _secrets(kept.kind)
        wished = {name: value for name, value in values["settings"].items() if value or name not in secrets}
        checked = catalogue.one(kept.kind).check({**had, **wished})
        values["settings"] = _sealed(library, kept.kind, checked)
    return sending.change(library, user, service_id, values)


def shown(kept: Kept) -> dict[str, str]:
    """The settings without the secrets."""
    secrets = _secrets(kept.kind)
    return {name: "" if name in secrets else str(value) for name, value in kept.settings.items()}


def opened(library: Library, kept: Kept) -> dict[str, str]:
    """The settings with their secrets. Raises StorageTrouble where these cannot be read."""
    secrets = _secrets(kept.kind)
    return {
        name: sealing.unseal(library, value) if name in secrets else value
        for name, value in kept.settings.items()
    }


def _secrets(kind: str) -> set[str]:
    found = catalogue.every().get(kind)
    return {one.name for one in found.settings if one.kind == "secret"} if found else set()


def _sealed(library: Library, kind: str, values: Mapping[str, str]) -> dict[str, str]:
    secrets = _secrets(kind)
    return {
        name: sealing.seal(library, value) if name in secrets else value for name, value in values.items()
    }
