"""A plain list of feeds' addresses, one a line."""

from __future__ import annotations

import re

from mainstem.feeds.errors import BadFile
from mainstem.reading.takeout.entries import MAX_FAULTS, Takeout

_ADDRESS = re.compile(r"(?:https?|feed)://\S+", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/:]\S*)?")
MAX_ADDRESSES = 100_000


def read(data: bytes) -> Takeout:
    """The addresses of a text; lines that begin with # are comments. Raises BadFile where there is none."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    if "\x00" in text[:1000]:
        raise BadFile(
            "This file is neither text, JSON nor XML.", advice="Choose an export or a list of addresses."
        )
    found: dict[str, None] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        address = _address(line)
        if address:
            found[address] = None
        else:
            faults.append(f"Line {number} is no address: {line[:60]!r}.")
    if not found:
        raise BadFile("There is no address in this text.", advice="Write one address a line, with https://.")
    return Takeout("a list", feed_urls=tuple(found)[:MAX_ADDRESSES], faults=tuple(faults[:MAX_FAULTS]))


def _address(line: str) -> str:
    match = _ADDRESS.search(line)
    if match:
        return match.group()
    return f"https://{line}" if _BARE.fullmatch(line) else ""
