"""A vocabulary of feeds exists because its module stands here; adding one edits nothing else.

A module declares ``URIS`` (every address it has gone by, the right one first), ``PREFIXES`` (names it goes
by where it is not declared), and what reads its elements: ``ENTRY`` and ``FEED`` map a local name to a
reader, ``COMMON`` to one that serves both. A reader takes (draft, element, scope).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree

from mainstem.parsing.scope import Scope

Reader = Callable[[Any, etree._Element, Scope], None]
Table = dict[str, Reader]

PREFIXES: dict[str, str] = {}
_MODULES: dict[str, Any] = {}
_BY_PREFIX: dict[str, Any] = {}


def _key(uri: str) -> str:
    """An address without what publishers get wrong about it: case, scheme, "www.", the end."""
    lower = uri.strip().lower()
    for start in ("https://", "http://", "www."):
        lower = lower.removeprefix(start)
    return lower.rstrip("/#")


def _load() -> None:
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for uri in module.URIS:
            _MODULES[_key(uri)] = module
        for prefix in module.PREFIXES:
            PREFIXES[prefix] = module.URIS[0]
            _BY_PREFIX[prefix] = module


_load()


def _names(module: Any, kind: str) -> Table:
    return {**getattr(module, "COMMON", {}), **getattr(module, kind, {})}


def _table(kind: str) -> Table:
    readers: Table = {}
    for module in {id(m): m for m in _MODULES.values()}.values():
        for local, reader in _names(module, kind).items():
            for uri in module.URIS:
                readers[f"{{{uri}}}{local}" if uri else local] = reader
    return readers


ENTRY = _table("ENTRY")
FEED = _table("FEED")


def _ignore(_draft: Any, _element: etree._Element, _scope: Scope) -> None:
    """Elements that nobody here reads."""


def find(kind: str, element: etree._Element) -> Reader:
    """The reader of an element whose name is written unusually; one that does nothing for the unknown."""
    tag = str(element.tag)
    uri, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    prefix, colon, after = local.partition(":")
    if colon:
        module, local = _BY_PREFIX.get(prefix.lower()), after
    else:
        module = _MODULES.get(_key(uri)) or _BY_PREFIX.get((element.prefix or "").lower())
    if module is None:
        module = _MODULES[""] if not element.prefix else None
    if module is None:
        return _ignore
    return _folded(module, kind).get(local.lower(), _ignore)


@cache
def _folded(module: Any, kind: str) -> Table:
    return {local.lower(): reader for local, reader in _names(module, kind).items()}
