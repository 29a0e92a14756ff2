"""Where in a document we are: which base resolves an address, which language is spoken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_AROUND = etree.XPath("boolean(ancestor-or-self::*/@xml:base)")
_ABSOLUTE = ("https://", "http://")
_OPAQUE = ("mailto:", "tag:", "urn:", "data:", "magnet:", "javascript:", "xmpp:", "geo:", "tel:")


def join(base: str, address: str) -> str:
    """``address`` made absolute (RFC 3986 §5); as it stands where base or address cannot be read."""
    address = address.strip()
    if address.startswith(_ABSOLUTE) or not address:
        return address
    if address[:11].lower().startswith(_OPAQUE):
        return address
    address = address.replace("\n", "").replace("\r", "").replace("\t", "")
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


class Scope:
    """The bases and languages of one document. Cheap where the document sets neither."""

    __slots__ = (
        "base",
        "default_base",
        "encoding",
        "format",
        "has_bases",
        "has_languages",
        "is_atom",
        "is_mending",
        "language",
        "read_source",
    )

    def __init__(self, base: str) -> None:
        self.base = base
        self.default_base = base
        self.encoding = "utf-8"
        self.format = ""
        self.is_atom = False
        self.language = ""
        self.read_source: Callable[[Any, etree._Element, Scope], None] | None = (
            None  # the head of a feed in an entry
        )
        self.has_bases = False  # xml:base stands somewhere
        self.has_languages = False  # xml:lang does
        self.is_mending = True  # texts may be encoded twice, or hold C1 controls

    def base_of(self, element: etree._Element) -> str:
        """The base for what stands in ``element``: xml:base of it and of all around it."""
        if not self.has_bases:
            return self.base
        chain = []
        at: etree._Element | None = element
        while at is not None:
            own = at.get(XML_BASE)
            if own is not None:
                chain.append(own)
            at = at.getparent()
        if not chain:
            return self.base
        base = self.default_base
        for own in reversed(chain):
            base = _safe_base(base, own)
        return base

    def has_base(self, element: etree._Element) -> bool:
        """Whether an xml:base holds for what stands in ``element``."""
        return self.has_bases and bool(_AROUND(element))

    def language_of(self, element: etree._Element) -> str:
        """The nearest xml:lang as a BCP 47 tag; "" where none is set (xml:lang="" unsets it)."""
        if not self.has_languages:
            return self.language
        at: etree._Element | None = element
        while at is not None:
            own = at.get(XML_LANG)
            if own is not None:
                return own.strip().replace("_", "-")
            at = at.getparent()
        return self.language

    def resolve(self, element: etree._Element, address: str) -> str:
        """An address that stands in ``element``, absolute."""
        address = address.strip()
        if address.startswith(_ABSOLUTE) or not address:
            return address
        return join(self.base_of(element), address)


def _safe_base(base: str, own: str) -> str:
    """``own`` upon ``base``, unless it leads away from the web."""
    joined = join(base, own)
    try:
        scheme = urlsplit(joined).scheme
    except ValueError:
        return base
    return joined if scheme in ("http", "https", "") or not base else base
