"""Addresses as values: one form for the same page, and what an entry links to or shows."""

from __future__ import annotations

import re
from html import unescape

from .references import href

_OUT = re.compile(r'<a href="(https?://[^"]*+)"')
_PICTURES = re.compile(r'<(?:img src|(?:video [^>]*?)?poster)="(https?://[^"]*+)"')


def canonical(url: str) -> str:
    """One form for addresses that lead to the same page, or ``""`` for what is no http(s) address.

    Past known counters, without tracking parameters, user names, default ports and fragments (but those of
    pages that route by them, ``#!`` and ``#/``), host in lower-case ASCII, dots in the path resolved.
    """
    found = href(url, "")
    if not found.startswith(("http://", "https://")):
        return ""
    place, _, fragment = found.partition("#")
    if place.count("/") == 2:  # no path, which is the same as the root
        place = place.replace("?", "/?", 1) if "?" in place else place + "/"
    return f"{place.rstrip('?&')}#{fragment}" if fragment.startswith(("!", "/")) else place.rstrip("?&")


def outbound(html: str) -> tuple[str, ...]:
    """The http(s) addresses that cleaned HTML links to, each once, in the order of the text."""
    return tuple(dict.fromkeys(map(unescape, _OUT.findall(html))))


def images(html: str) -> tuple[str, ...]:
    """The addresses of the pictures that cleaned HTML shows, each once, in the order of the text."""
    return tuple(dict.fromkeys(map(unescape, _PICTURES.findall(html))))
