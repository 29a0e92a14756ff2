"""The name that we give to publishers: who asks, where to read about it, and for how many readers."""

from __future__ import annotations

PRODUCT = "Mainstem"
PAGE = (
    "https://mainstem.example/"  # where an installation has no public address of its own to be read about at
)


def compose(version: str, page: str = "", subscribers: int = 1) -> str:
    """``Mainstem/1.0 (+https://news.example/; 3 subscribers)``. ``subscribers`` 0 leaves the number out.

    Publishers read the number of subscribers from this header, as Feedbin, Feedly and NewsBlur send it.
    """
    said = [f"+{page or PAGE}"]
    if subscribers:
        said.append(f"{subscribers} subscriber{'' if subscribers == 1 else 's'}")
    return f"{PRODUCT}/{version} ({'; '.join(said)})"
