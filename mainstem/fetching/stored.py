"""Options as they are stored with a feed: JSON values, read leniently so that old rows stay readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from mainstem.fetching.request import NO_OPTIONS, Options

_NAMES = frozenset(field.name for field in fields(Options))
_SECRET = ("password", "cookies", "payload", "proxy_url", "client_certificate")


def read(stored: Mapping[str, Any]) -> Options:
    """The Options of a stored JSON object; names that are not known are left out."""
    if not stored:
        return NO_OPTIONS
    values = {name: value for name, value in stored.items() if name in _NAMES}
    if "headers" in values:
        headers = values["headers"]
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        values["headers"] = tuple((str(name), str(value)) for name, value in pairs)
    return Options(**values)


def written(options: Options) -> dict[str, Any]:
    """A JSON object that leaves out what is as it is by default."""
    values = {name: getattr(options, name) for name in sorted(_NAMES)}
    kept = {name: value for name, value in values.items() if value != getattr(NO_OPTIONS, name)}
    if "headers" in kept:
        kept["headers"] = [list(pair) for pair in kept["headers"]]
    return kept


def parted(url: str) -> tuple[str, dict[str, str]]:
    """An address without the name and password that stand in it, and those as options: secrets are kept apart."""
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, {}
    username, _, password = userinfo.partition(":")
    said = {"username": unquote(username), "password": unquote(password)}
    return urlunsplit(parts._replace(netloc=host)), {name: value for name, value in said.items() if value}


def changed(stored: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """A stored JSON object with each secret in it put through ``change``: sealed, or opened."""
    values = dict(stored)
    for name in _SECRET:
        if isinstance(values.get(name), str) and values[name]:
            values[name] = change(values[name])
    if "headers" in values:
        headers = values["headers"]
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        values["headers"] = [[name, change(value)] for name, value in pairs]
    return values


def opened(options: Options, unseal: Callable[[str], str]) -> Options:
    """The Options with their secrets readable, as they are sent."""
    return options if options == NO_OPTIONS else read(changed(written(options), unseal))
