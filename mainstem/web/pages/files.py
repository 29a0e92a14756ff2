"""Files that browsers load besides pages."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.web import assets
from mainstem.web.visit import Visit, get

_FOR_EVER = "public, max-age=31536000, immutable"


def show(visit: Visit) -> Response:
    """A file. Under the hash of an older version it is the present one, to be asked for again."""
    name = visit.request.path_params["name"]
    kind = assets.find(name).mime_type
    is_present = visit.request.path_params["version"] == assets.version()
    content, encoding = assets.compressed(name, visit.request.headers.get("accept-encoding", ""))
    headers = {
        "content-type": kind,
        "cache-control": _FOR_EVER if is_present else "no-cache",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "vary": "Accept-Encoding",
    }
    if encoding:
        headers["content-encoding"] = encoding
    return Response(content, headers=headers)


ENTRANCES = (get("/static/{version}/{name:path}", show, is_open=True),)
