"""Places: GeoRSS simple and GML, the W3C's geo. Points, and the first corner of lines and polygons."""

from __future__ import annotations

import re

from lxml import etree

from mainstem.feeds.parsed import Place
from mainstem.parsing import constructs
from mainstem.parsing.draft import Draft
from mainstem.parsing.elements import local_name
from mainstem.parsing.scope import Scope

URIS = (
    "http://www.georss.org/georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "http://www.opengis.net/gml",
    "http://www.georss.org/georss/10",
)
PREFIXES = ("georss", "geo", "gml")

_NUMBERS = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?")
_EASTING_FIRST = ("crs84",)


def _add(draft: Draft, latitude: float, longitude: float) -> None:
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        draft.places.append(Place(latitude, longitude))


def _pairs(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    """Latitude and longitude, parted by white space or a comma; the first pair of several."""
    numbers = _NUMBERS.findall(constructs.text(element))
    if len(numbers) < 2:
        return
    first, second = float(numbers[0]), float(numbers[1])
    is_swapped = any(name in (_reference(element).lower()) for name in _EASTING_FIRST)
    _add(draft, *((second, first) if is_swapped else (first, second)))


def _reference(element: etree._Element) -> str:
    at: etree._Element | None = element
    while at is not None:
        found = at.get("srsName") or at.get("srsname")
        if found:
            return found
        at = at.getparent()
    return ""


def _where(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """The GML inside georss:where, geo:Point, or a pair that stands there itself (georss:point)."""
    if not len(element):
        _pairs(draft, element, scope)
        return
    latitude = longitude = None
    for inner in element.iter():
        name = local_name(inner)
        if name in ("pos", "poslist", "coordinates", "lowercorner"):
            _pairs(draft, inner, scope)
            return
        if name == "lat":
            latitude = constructs.text(inner)
        elif name in ("long", "lon"):
            longitude = constructs.text(inner)
    _halves(draft, latitude or "", longitude or "")


def _halves(draft: Draft, latitude: str, longitude: str) -> None:
    if latitude and longitude:
        try:
            _add(draft, float(latitude), float(longitude))
        except ValueError:
            return


def _latitude(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.offer("latitude", 1, constructs.text(element))
    _halves(draft, draft.spared("latitude"), draft.spared("longitude"))


def _longitude(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.offer("longitude", 1, constructs.text(element))
    _halves(draft, draft.spared("latitude"), draft.spared("longitude"))


def _name(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("place", 1, constructs.plain(element, scope))


COMMON = {
    "point": _where,
    "line": _pairs,
    "polygon": _pairs,
    "box": _pairs,
    "where": _where,
    "pos": _pairs,
    "lat": _latitude,
    "long": _longitude,
    "lon": _longitude,
    "featureName": _name,
}
