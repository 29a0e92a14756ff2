"""What bytes are that are no feed, in words for the person who took them for one."""

from __future__ import annotations

import re

from mainstem.parsing import jsonfeed, texts

_MAGIC = (
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "a media file (RIFF)"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed bytes"),
    (b"ID3", "a sound file (MP3)"),
    (b"\x00\x00\x00\x18ftyp", "a video (MP4)"),
    (b"\x00\x00\x00\x20ftyp", "a video (MP4)"),
    (b"OggS", "a media file (Ogg)"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"{\\rtf", "a document (RTF)"),
    (b"wOF", "a font"),
)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|script|div|p|h1|table)\b", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")


def saw(data: bytes, decoded: bytes) -> str:
    """What ``data`` is, as the end of the sentence "it is …"."""
    if not data.strip():
        return "nothing: the document is empty"
    magic = next((name for start, name in _MAGIC if data.startswith(start)), "")
    return magic or _saw_text(decoded, decoded[:65536].decode("utf-8", "replace"))


def _saw_text(data: bytes, head: str) -> str:
    if head.lstrip()[:1] in ("{", "["):
        return _saw_json(data)
    root = _ROOT.search(head)
    name = root[1] if root else ""
    if name.lower() == "opml":
        return "a list of subscriptions (OPML)"
    is_other_xml = bool(name) and head.lstrip()[:1] == "<" and not texts.is_element(name)
    if _PAGE.search(head) and not is_other_xml:
        return _saw_page(head)
    if is_other_xml:
        return f"XML with the root element <{name[:80]}>"
    odd = sum(1 for c in head[:2000] if c == "\ufffd" or (c < " " and c not in "\t\r\n\f"))
    if odd * 20 > len(head[:2000]):
        return f"{len(data)} bytes of binary"
    return f"plain text that begins with “{' '.join(head.split())[:60]}”"


def _saw_page(head: str) -> str:
    found = _TITLE.search(head)
    title = texts.from_html(found[1])[:200] if found else ""
    return f"an HTML page with the title “{title}”" if title else "an HTML page without a title"


def _saw_json(data: bytes) -> str:
    document = jsonfeed.load(data)
    if document is None:
        return "JSON that is damaged"
    if isinstance(document, dict):
        return "JSON without the version and the items of a JSON Feed"
    return "a JSON list, not a JSON Feed"
