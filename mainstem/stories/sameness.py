"""Exact sameness inside the window: who had this address or this text before."""

from __future__ import annotations

from collections.abc import Mapping

from mainstem.stories.active import Active

_VOID = -1
_MIX = 0x9E3779B97F4A7C15  # makes the keys of one circle unknown to the others
_BITS = (1 << 64) - 1


class Sameness:
    """Keys to slots. An address that one feed puts on different titles names no entry and is void."""

    def __init__(self) -> None:
        self._addresses: dict[int, int] = {}
        self._texts: dict[int, int] = {}
        self._titles: dict[int, int] = {}

    def enter(self, entry: Active, active: Mapping[int, Active]) -> None:
        """Remember an entry under its keys; the first one keeps them."""
        if entry.keys.address:
            name = _name(entry, entry.keys.address)
            first = active.get(self._addresses.setdefault(name, entry.slot), entry)
            if first.feed_id == entry.feed_id and first.keys.title != entry.keys.title:
                self._addresses[name] = _VOID
        if entry.keys.text:
            self._texts.setdefault(_name(entry, entry.keys.text), entry.slot)
        if entry.keys.title and entry.copy_of < 0:
            self._titles[_name(entry, entry.keys.title)] = entry.slot

    def same_address(self, entry: Active) -> int | None:
        """The slot of the first entry with the address of this one."""
        slot = self._addresses.get(_name(entry, entry.keys.address)) if entry.keys.address else None
        return None if slot == _VOID else slot

    def same_text(self, entry: Active) -> int | None:
        """The slot of the first entry with the title and text of this one."""
        return self._texts.get(_name(entry, entry.keys.text)) if entry.keys.text else None

    def same_title(self, entry: Active) -> int | None:
        """The slot of the last entry with the title of this one, copies aside."""
        return self._titles.get(_name(entry, entry.keys.title)) if entry.keys.title else None

    def leave(self, entry: Active) -> None:
        """Forget an entry that left the window."""
        keys = entry.keys
        for table, key in (
            (self._addresses, keys.address),
            (self._texts, keys.text),
            (self._titles, keys.title),
        ):
            name = _name(entry, key)
            if table.get(name) in (entry.slot, _VOID):
                del table[name]


def _name(entry: Active, key: int) -> int:
    return key ^ (entry.circle * _MIX & _BITS) if entry.circle else key
