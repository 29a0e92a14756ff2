"""The icon of a site: what its page names, and what bytes are a picture that may be shown."""

from __future__ import annotations

import io
import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

BEST_SIZE = 32  # pixels: shown at 16 to 32 …
_KEPT_SIZE = 64  # … on screens with two pixels for one
_MOST_PIXELS = 4_000_000
_SMALL_ENOUGH = 4_000  # bytes that are not worth the trouble
_FORMATS = ("PNG", "GIF", "JPEG", "ICO", "WEBP")
LARGEST_AS_IT_IS = 100_000  # bytes
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


def shrunk(data: bytes) -> tuple[str, bytes]:
    """A picture's kind and bytes as they are kept: no larger than it is shown. ("", b"") for what is no picture,
    or is too large and cannot be made small (damaged, a bomb, or no Pillow to do it)."""
    kind = mime_type(data)
    if not kind or len(data) <= _SMALL_ENOUGH:
        return kind, data if kind else b""
    small = _as_small_png(data)
    if small is None and len(data) > LARGEST_AS_IT_IS:
        return "", b""
    return ("image/png", small) if small is not None and len(small) < len(data) else (kind, data)


def _as_small_png(data: bytes) -> bytes | None:
    try:
        from PIL import Image
    except ImportError:  # the extra "pictures" is not installed
        return None
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            small = picture.convert("RGBA")
            small.thumbnail((_KEPT_SIZE, _KEPT_SIZE))
            written = io.BytesIO()
            small.save(written, "PNG", optimize=True)
    except Exception:  # whatever a stranger's bytes make a decoder stumble over
        return None
    return written.getvalue()


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
