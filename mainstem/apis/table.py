"""Which function answers which call: rows of method and path, the first that fits wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

_T = TypeVar("_T", bound=Callable[..., Any])
_SLASHES = re.compile(r"/{2,}")
_NAME = re.compile(r"\{(\w+)(\*?)\}")


@dataclass(frozen=True, slots=True)
class Found(Generic[_T]):
    """The function, and the values that its path holds."""

    function: _T
    parts: dict[str, str]


class Table(Generic[_T]):
    """Rows like ``("GET PUT", "/v1/feeds/{feed_id}", function)``; ``{name*}`` takes slashes too."""

    def __init__(self, rows: Iterable[tuple[str, str, _T]]) -> None:
        self._rows = [
            (frozenset(methods.split()), _pattern(path), function) for methods, path, function in rows
        ]

    def find(self, method: str, path: str) -> Found[_T] | frozenset[str]:
        """The function for a call, or the methods that its path allows (none: there is no such path)."""
        allowed: frozenset[str] = frozenset()
        for methods, pattern, function in self._rows:
            match = pattern.fullmatch(path)
            if match and method in methods:
                return Found(function, match.groupdict())
            if match:
                allowed |= methods
        return allowed


def _pattern(path: str) -> re.Pattern[str]:
    written = ""
    end = 0
    for name in _NAME.finditer(path):
        written += re.escape(path[end : name.start()])
        written += f"(?P<{name[1]}>{'.+' if name[2] else '[^/]+'})"
        end = name.end()
    return re.compile(written + re.escape(path[end:]), re.DOTALL)


class Under(BaseRoute):
    """All calls below some prefixes; runs of slashes count as one, since people type addresses by hand."""

    def __init__(self, prefixes: tuple[str, ...], app: ASGIApp) -> None:
        self.prefixes = prefixes
        self.app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is one of ours."""
        if scope["type"] != "http":
            return Match.NONE, {}
        path = _SLASHES.sub("/", scope["path"])
        is_ours = any(path == one or path.startswith(f"{one}/") for one in self.prefixes)
        return (Match.FULL if is_ours else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """These have no names."""
        from starlette.routing import NoMatchFound

        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.app(scope, receive, send)
