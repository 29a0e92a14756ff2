"""Which encoding the bytes are in, and the same document as UTF-8.

Order of trust (RFC 7303 §3, WHATWG where the world disagrees): a byte order mark; the shape of UTF-16, UTF-32
and EBCDIC; bytes that are UTF-8 beyond chance; the HTTP header; the XML declaration; a guess. Names are
read as the WHATWG Encoding Standard reads them: Latin-1 means windows-1252, gb2312 means gb18030.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mainstem.parsing import legacy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_SHAPES = (
    (b"\x00\x00\x00<", "utf-32be"),
    (b"<\x00\x00\x00", "utf-32le"),
    (b"\x00<\x00", "utf-16be"),
    (b"<\x00", "utf-16le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_DECLARED_TEXT = re.compile(r"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_WIDE = ("utf-16", "utf-32", "ucs-2", "ucs-4", "utf_16", "utf_32", "utf16", "utf32")
_LIKE_LATIN = {"windows-1252", "us-ascii"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document in UTF-8. ``encoding`` is what it was in; ``faults`` tell what was mended."""

    data: bytes
    encoding: str
    faults: tuple[str, ...] = ()


def header(headers: Mapping[str, str], name: str) -> str:
    """The value of a header, whatever the case of its name; "" where it is missing."""
    if not headers:
        return ""
    found = headers.get(name)
    if found is not None:
        return found
    lower = name.lower()
    return next((value for key, value in headers.items() if key.lower() == lower), "")


def decode_trusting(data: bytes, headers: Mapping[str, str]) -> Decoded | None:
    """``data`` where nothing speaks against UTF-8, without a look at all of it: an XML parser will look.
    None where ``decode`` is needed."""
    if (
        data[:1] == b"<"
        and data[1:2] > b"\x1f"
        and _label(data, headers) in ("", "utf-8")
        and not data.isascii()
    ):
        return Decoded(data, "utf-8")
    return None


def decode(data: bytes, headers: Mapping[str, str]) -> Decoded:
    """``data`` as UTF-8 without byte order mark. Linear in its length; never raises."""
    marked = _by_mark(data)
    if marked is not None:
        return marked
    shape = _by_shape(data)
    if shape:
        return _decode_wide(data, shape)
    label = _label(data, headers)
    if data.isascii():
        if b"\x1b$" in data:
            return Decoded(data.decode("iso2022_jp", "replace").encode(), "iso-2022-jp")
        return Decoded(data, label or "utf-8")
    declared = canonical(label)
    if declared in ("", "utf-8") or (declared in _LIKE_LATIN and legacy.is_utf8_beyond_chance(data)):
        return _decode_utf8(data, declared)
    decoded = _decode_declared(data, declared)
    return decoded if decoded.faults else replace(decoded, encoding=label)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _decode_utf8(body, "utf-8") if name == "utf-8" else _decode_wide(body, name)
    return None


def _by_shape(data: bytes) -> str:
    head = data[:64].lstrip(b"\r\n\t ")
    return next((name for shape, name in _SHAPES if head.startswith(shape)), "")


def _decode_wide(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    declared = _DECLARED_TEXT.match(text)
    if name == "cp037" and declared and canonical(declared[1]).startswith("cp"):
        name = canonical(declared[1])
        text = data.decode(name, "replace")
    if text.startswith("\ufeff"):
        text = text[1:]
    return Decoded(text.encode("utf-8", "replace"), name)


def _label(data: bytes, headers: Mapping[str, str]) -> str:
    """The name that the header or the document gives, in lower case; "" where there is none that is known.

    Text without a charset is US-ASCII by the letter of RFC 3023; it is believed where the bytes agree.
    """
    content_type = header(headers, "content-type") if headers else ""
    by_header = _CHARSET.search(content_type)
    if by_header and _is_usable(by_header[1]):
        return _reported(by_header[1])
    if content_type.lstrip()[:5].lower() == "text/" and "xml" in content_type and data.isascii():
        return "us-ascii"
    by_document = _DECLARED.search(data[:1024]) or _META.search(data[:4096])
    found = by_document[1].decode("ascii", "replace") if by_document else ""
    return _reported(found) if _is_usable(found) else ""


def _is_usable(label: str) -> bool:
    """Known, and not a wide one: the document was readable as ASCII, so it is none of those."""
    name = canonical(label)
    return bool(name) and not name.startswith(_WIDE)


def _reported(label: str) -> str:
    lower = label.strip().lower()
    return "gb18030" if canonical(lower) == "gb18030" else lower


def canonical(name: str) -> str:
    """The name of the encoding that is meant, as Python knows it; "" for one that is unknown."""
    lower = name.strip().lower()
    lower = legacy.MEANT.get(lower, lower)
    try:
        known = codecs.lookup(lower)
    except (LookupError, ValueError):
        return ""
    if not getattr(known, "_is_text_encoding", True):
        return ""
    return legacy.MEANT.get(known.name, known.name)


def _decode_utf8(data: bytes, declared: str) -> Decoded:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(data, "utf-8")
    if declared != "utf-8" or not legacy.is_mostly_utf8(data):
        name = legacy.guess(data)
        if name != "utf-8":
            fault = (
                f"it says UTF-8 but is {name}"
                if declared
                else f"no encoding is declared; it looks like {name}"
            )
            return Decoded(_read(data, name), name, (fault,))
    text = data.decode("utf-8", legacy.MIXED)
    return Decoded(text.encode("utf-8", "replace"), "utf-8", ("bytes of another encoding stand among UTF-8",))


def _read(data: bytes, name: str) -> bytes:
    return data.decode(canonical(name), "replace").encode("utf-8", "replace")


def _decode_declared(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name).encode("utf-8", "replace"), name)
    except (UnicodeDecodeError, UnicodeError):
        pass
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(data, "utf-8", (f"it says {name} but is UTF-8",))
    if name in _LIKE_LATIN:
        text = data.decode("windows-1252", legacy.MIXED)
        return Decoded(text.encode("utf-8", "replace"), "windows-1252")
    text = data.decode(name, "replace")
    if text.count("\ufffd") * 50 > len(text):
        guessed = legacy.guess(data)
        return Decoded(_read(data, guessed), guessed, (f"it says {name} but is not",))
    return Decoded(text.encode("utf-8", "replace"), name, (f"some bytes are not {name}",))
