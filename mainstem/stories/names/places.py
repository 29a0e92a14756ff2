"""Where a place is, from a small table derived from GeoNames (CC BY 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """``kind`` is "country", "region" or "city"; degrees north and east; inhabitants in thousands."""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    inhabitants: int


@lru_cache(maxsize=1)
def _table() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for line in files(__package__).joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, country, north, east, inhabitants = line.split("\t")
            known = Place(name, kind, country, float(north), float(east), int(inhabitants))
            first = table.setdefault(name, known)
            if first.kind == "region" and kind == "city":
                table[name] = known  # Washington is the city, unless a country has the name
    return table


def place(name: str) -> Place | None:
    """The place of that name; of several cities the largest."""
    return _table().get(name)
