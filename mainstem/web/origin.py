"""Whether a request that changes something comes from our own pages.

Browsers say where a form was sent from (``Sec-Fetch-Site``, ``Origin``, else ``Referer``); pages of others
cannot forge it. What says nothing at all is no browser, and has no visitor's cookie to misuse. This needs
no token in the pages, so that they can be cached, compressed and kept open for days.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request


def is_ours(request: Request, public_url: str = "") -> bool:
    """Whether an unsafe request may be carried out."""
    site = request.headers.get("sec-fetch-site", "")
    if site:
        return site in ("same-origin", "none")
    for name in ("origin", "referer"):
        if value := request.headers.get(name, ""):
            return _place(value) in _our_places(request, public_url)
    return True


def _our_places(request: Request, public_url: str) -> set[str]:
    return {request.headers.get("host", "").lower(), _place(public_url)} - {""}


def _place(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return "?"


def local(address: str, default: str = "/") -> str:
    """An address on this site to go back to; ``default`` where it would lead away."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_clean = all(character.isprintable() and character != "\\" for character in address)
    return address if is_path and is_clean and len(address) < 2000 else default
