"""Which kind of export a file is, told from its bytes and not from its name."""

from __future__ import annotations

import json

from mainstem.feeds.errors import BadFile
from mainstem.reading.takeout import addresses, feedbin, googlereader, tinytiny
from mainstem.reading.takeout.entries import Takeout

MAX_BYTES = 512 * 1024 * 1024
_ADVICE = (
    "Choose starred or labelled entries as JSON (Google Reader, FreshRSS, Feedly, Inoreader, Feedbin), "
    "a Tiny Tiny RSS export, or a list of addresses."
)


def read(data: bytes) -> Takeout:
    """What an export holds. Raises BadFile, which says what was seen, where it is none."""
    if len(data) > MAX_BYTES:
        raise BadFile(f"The file is larger than {MAX_BYTES >> 20} MB, which Mainstem does not read.")
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not body:
        raise BadFile("The file is empty.", advice=_ADVICE)
    if body[:1] in (b"{", b"["):
        return _json(body)
    if body[:1] == b"<":
        return tinytiny.read(body)
    return addresses.read(data)


def _json(body: bytes) -> Takeout:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise BadFile(
            f"The JSON of this file is damaged: {trouble}.", advice="Export it once more."
        ) from trouble
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        return googlereader.read(document)
    if isinstance(document, list) and all(isinstance(each, dict) for each in document):
        return feedbin.read(document)
    seen = (
        f"an object with {', '.join(list(document)[:5])}"
        if isinstance(document, dict)
        else "a list of values"
    )
    raise BadFile(f"This JSON holds no entries: it is {seen}.", advice=_ADVICE)
