"""Addresses compared: which of them lead to the same page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from mainstem.content.trackers import without_tracking

_DEFAULT_PORTS = (":80", ":443")
_PREFIXES = ("www.", "m.", "amp.")
_INDEX = ("/index.html", "/index.htm", "/index.php")


def canonical(url: str) -> str:
    """The address as a key: without scheme, tracking, fragment, ``www.``, order of parameters.

    For comparing only, never for following. Addresses that are none come back as they are.
    """
    try:
        parts = urlsplit(without_tracking(url.strip()))
        query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    place = f"{_host(parts.netloc)}{_path(parts.path)}"
    return f"{place}?{query}" if query else place


def _host(authority: str) -> str:
    host = authority.rpartition("@")[2].lower()
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    for prefix in _PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host


def _path(path: str) -> str:
    for name in _INDEX:
        path = path.removesuffix(name)
    return path.rstrip("/")
