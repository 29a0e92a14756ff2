"""The name that we give to publishers: who asks, where to read about it, and for how many readers."""

from __future__ import annotations

PRODUCT = "Mainstem"
# the project's own page, for installations without a public address, whose own /poller says more; the name is
# one that nobody can own (RFC 2606) as long as the project has no home on the web
PAGE = "https://mainstem.example/"


def compose(version: str, page: str = "", subscribers: int = 1) -> str:
    """``Mainstem/1.0 (+https://news.example/; 3 subscribers)``. ``subscribers`` 0 leaves the number out.

    Publishers read the number of subscribers from this header, as Feedbin, Feedly and NewsBlur send it.
    """
    said = [f"+{page or PAGE}"]
    if subscribers:
        said.append(f"{subscribers} subscriber{'' if subscribers == 1 else 's'}")
    return f"{PRODUCT}/{version} ({'; '.join(said)})"
