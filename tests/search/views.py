"""Entries to look at in tests."""

from datetime import UTC, datetime
from typing import Any

from mainstem.feeds.entry import Content, Entry, Has
from mainstem.reading.subscription import State
from mainstem.search import EntryView

AT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


def view(title: str = "", text: str = "", **more: Any) -> EntryView:
    """A view of an entry with a title and a text; ``more`` are fields of any of its parts."""
    state = {name: more.pop(name) for name in list(more) if name in State.__slots__ and name != "changed_at"}
    content = {name: more.pop(name) for name in list(more) if name in ("categories", "enclosures")}
    outer = {name: more.pop(name) for name in list(more) if name in EntryView.__dataclass_fields__}
    entry: dict[str, Any] = {
        "id": 1, "serial": 1, "feed_id": 7, "guid": "g", "url": "https://a.example/2026/news.html", "authors": (),
        "published_at": AT, "arrived_at": AT, "language": "en", "length": len(text), "has": Has(0),
    } | more  # fmt: skip
    touched = entry.pop("touched_at", None)
    return EntryView(
        Entry(title=title, **entry),
        State(changed_at=touched, **state),
        Content(1, text, text=text, **content),
        **outer,
    )
