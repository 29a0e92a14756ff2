"""Bytes in UTF-8 → the root element of an XML document, mended where that must be.

One strict run of libxml2 serves sound documents; anything it refuses is mended and run again. No document
type reaches libxml2, so no entity is ever declared, fetched or expanded. Bounds: a document is read up to
``LONGEST`` bytes (the rest counts as cut off), a text up to 10 MB, nesting up to 256 (libxml2) or 200 (mended).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from mainstem.parsing import namespaces
from mainstem.parsing.repair import repair

LONGEST = 64 * 1024 * 1024

_PROLOG = re.compile(rb"(?:[\s\x00]++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """``is_entry_cut``: the document ended inside an entry."""

    root: etree._Element
    faults: tuple[str, ...] = ()
    is_entry_cut: bool = False


def read(data: bytes) -> Tree | None:
    """The tree of a document; None where there is no element at all."""
    return read_sound(data) or _read_mended(data)


def read_sound(data: bytes) -> Tree | None:
    """The tree of a document that is well formed, and UTF-8, throughout; else None."""
    if data[:1] != b"<":
        data = data.lstrip(b" \t\r\n")
    prolog = _PROLOG.match(data)
    start = prolog.end() if prolog else 0
    sound: bytes | None = data if len(data) <= LONGEST else None
    if data[start : start + 9].upper() == b"<!DOCTYPE":
        sound = _without_plain_doctype(data, start)
    if sound is None:
        return None
    try:
        return Tree(etree.fromstring(sound, _parser()))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _without_plain_doctype(data: bytes, start: int) -> bytes | None:
    """The document without its document type; None where that declares things of its own."""
    plain = _PLAIN_DOCTYPE.match(data, start)
    return data[:start] + data[plain.end() :] if plain else None


def _read_mended(data: bytes) -> Tree | None:
    mended = repair(data[:LONGEST].decode("utf-8", "replace"), namespaces.PREFIXES)
    if not mended.text:
        return None
    try:
        root = etree.fromstring(mended.text.encode(), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    damaged, cut = "the XML is damaged and was mended", "the document is cut off"
    return Tree(root, (damaged, cut) if mended.is_cut else (damaged,), mended.is_entry_cut)


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
    )
