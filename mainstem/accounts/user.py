"""A reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mainstem.feeds.errors import BadInput

_NAME = re.compile(r"[^\W_][\w.@-]{0,38}")
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account. ``preferences`` holds only what differs from the defaults."""

    id: int
    name: str
    is_admin: bool = False
    is_enabled: bool = True
    email: str = ""
    created_at: datetime | None = None
    seen_at: datetime | None = None
    preferences: Mapping[str, Any] = field(default_factory=dict)


def check_name(name: str) -> str:
    """The name without surrounding space. Raises BadInput where it cannot be one."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise BadInput(
            "This name cannot be used.",
            field="username",
            advice="Use 1 to 39 letters, digits, dots, hyphens, underscores or @; begin with a letter or digit.",
        )
    return name


def check_password(password: str, name: str = "") -> str:
    """The password itself. Raises BadInput where it is too short, too long, or the name."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput(
            f"The password has {len(password)} characters.",
            field="password",
            advice=f"Use at least {SHORTEST_PASSWORD} (and at most {LONGEST_PASSWORD}).",
        )
    if name and password.casefold() == name.casefold():
        raise BadInput("The password is the name.", field="password", advice="Choose another.")
    return password
