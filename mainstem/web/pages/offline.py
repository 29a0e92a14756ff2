"""What makes the pages an application that can be installed and read without a network."""

from __future__ import annotations

import json
import re

from starlette.responses import Response

from mainstem.library import streams
from mainstem.reading import Kind, Show, Stream, View
from mainstem.web import assets
from mainstem.web.rendering import answer, data, render
from mainstem.web.visit import Visit, get

_UNREAD, _STARRED = 100, 50  # entries kept for later
_PICTURES = 120
# pictures of other sites go through the worker's hands: a page's own rule would stop them there
_WORKER = "default-src 'none'; script-src 'self'; connect-src 'self' http: https:"
_PICTURE = re.compile(r'<img [^>]*?src="(https?://[^"]+)"')


def manifest(visit: Visit) -> Response:
    """What browsers ask before they install."""
    icons = [
        {"src": assets.address("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {
            "src": assets.address("icon-192.png"),
            "sizes": "192x192",
            "type": "image/png",
            "purpose": "any maskable",
        },
        {
            "src": assets.address("icon-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "any maskable",
        },
    ]
    shortcuts = [
        {"name": visit.words.text("Favourites"), "url": "/stream/starred"},
        {"name": visit.words.text("Add a feed"), "url": "/subscribe"},
    ]
    written = {
        "name": "Mainstem",
        "short_name": "Mainstem",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f4ee",
        "theme_color": "#0f6b6b",
        "categories": ["news"],
        "lang": visit.words.tag,
        "dir": visit.words.direction,
        "icons": icons,
        "shortcuts": shortcuts,
        "share_target": {"action": "/subscribe", "method": "GET", "params": {"url": "url", "text": "url"}},
    }
    return answer(visit.request, json.dumps(written, ensure_ascii=False), "application/manifest+json")


def service(visit: Visit) -> Response:
    """The service worker: at the root, since it may only serve what lies below it."""
    shell = [assets.address(name) for name in assets.names() if name.endswith((".js", "main.css", ".svg"))]
    given = {"VERSION": assets.version(), "ASSETS": shell, "OFFLINE": "/offline"}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    script = head + assets.find("service.js").content.decode()
    response = answer(visit.request, script, "text/javascript; charset=utf-8")
    response.headers["content-security-policy"] = _WORKER
    return response


def show(visit: Visit) -> Response:
    """The page for want of any other."""
    return render(visit, "offline.html")


def list_texts(visit: Visit) -> Response:
    """Which texts and pictures to keep: unread ones first, then the starred."""
    wanted = (
        View(Stream(), Show.UNREAD, limit=_UNREAD),
        View(Stream(Kind.STARRED), Show.ALL, limit=_STARRED),
    )
    found = [one for view in wanted for one in streams.page(visit.library, visit.reader, view).entries]
    bodies = [one.content.html for one in found if one.content]
    pictures = [url.replace("&amp;", "&") for html in bodies for url in _PICTURE.findall(html)]
    texts = ["/", *(f"/entry/{one.entry.id}" for one in found)]
    return data(visit, {"texts": texts, "pictures": list(dict.fromkeys(pictures))[:_PICTURES]})


ENTRANCES = (
    get("/manifest.webmanifest", manifest, is_open=True),
    get("/service.js", service, is_open=True),
    get("/offline", show, is_open=True),
    get("/offline/list", list_texts),
)
