"""The pictures of feeds."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import NotFound
from mainstem.library import icons
from mainstem.web.visit import Visit, get

# A stranger's picture may be an SVG with a script in it: opened by itself it may do nothing at all.
_HARMLESS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=604800",
}


def show(visit: Visit) -> Response:
    """The icon of a feed."""
    icon = icons.one(visit.library, visit.part("icon_id"))
    if icon is None:
        raise NotFound("There is no such picture.")
    tag = f'"{icon.digest}"'
    headers = {**_HARMLESS, "etag": tag}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(icon.data, headers=headers, media_type=icon.mime_type)


ENTRANCES = (get("/icon/{icon_id:int}", show),)
