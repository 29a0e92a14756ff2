"""The icon of a site: what its page names, and what bytes are a picture that may be shown."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

BEST_SIZE = 32  # pixels: shown at 16 to 32
_SIZE = re.compile(r"(\d{1,4})x\d{1,4}", re.IGNORECASE)
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)


def candidates(page: str, page_url: str) -> list[str]:
    """Addresses of icons that a page names, the best first: about BEST_SIZE, pictures before drawings."""
    found: list[tuple[int, int, str]] = []
    for place, link in enumerate(LexborHTMLParser(page).css("link[rel][href]")):
        told = link.attributes
        rel = (told.get("rel") or "").lower().split()
        url = urljoin(page_url, (told.get("href") or "").strip())
        is_picture = "svg" not in (told.get("type") or "") and not urlsplit(url).path.endswith(".svg")
        if (
            ("icon" in rel or "apple-touch-icon" in rel)
            and is_picture
            and url.startswith(("http://", "https://"))
        ):
            found.append((_distance(told.get("sizes") or "", rel), place, url))
    return list(dict.fromkeys(url for _, _, url in sorted(found)))


def usual(site_url: str) -> str:
    """Where an icon lies that no page names."""
    return urljoin(site_url, "/favicon.ico")


def mime_type(data: bytes) -> str:
    """The kind of a picture by its bytes; "" for what is none, whatever a header says. Drawings (SVG) are
    documents with scripts, and not shown."""
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            return kind
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _distance(sizes: str, rel: list[str]) -> int:
    told = [int(match.group(1)) for match in _SIZE.finditer(sizes)]
    size = (
        min(told, key=lambda one: abs(one - BEST_SIZE))
        if told
        else 180
        if "apple-touch-icon" in rel
        else BEST_SIZE
    )
    return abs(size - BEST_SIZE)
