"""Bytes of any kind → ParsedFeed, or NotAFeed that says what they are.

Bounds: time and memory are linear in the length of the input. Of a document beyond 64 MiB the rest is left
(``tree.LONGEST``), as is JSON; entities are never declared nor fetched; nesting ends at 256 elements.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.parsed import Candidate, ParsedFeed
from mainstem.parsing import hfeed, jsonfeed, pagelinks, pages, rssjson, sniffing, tree, xmlfeed
from mainstem.parsing.encoding import Decoded, decode, decode_trusting, header
from mainstem.parsing.scope import join

_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html)[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]|&lt;(?:rss|feed|rdf:RDF)\s", re.IGNORECASE)
_ESCAPED = re.compile(rb"&lt;(?:rss|feed|rdf:RDF)\s")
_NO_HEADERS: dict[str, str] = {}


def parse(data: bytes, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> ParsedFeed:
    """The feed that ``data`` is, fetched from ``url`` (after redirects) with these ``headers`` of the answer.

    Raises NotAFeed, and nothing else, with ``saw`` (what it is instead) and, for a page, ``candidates``.
    """
    location = header(headers, "content-location") if headers else ""
    base = join(url, location) if location else url
    parsed = _parse_sound(data, base, headers) or _parse_odd(data, url, base, headers)
    language = header(headers, "content-language") if headers and not parsed.language else ""
    return replace(parsed, language=language.strip()) if language else parsed


def _parse_odd(data: bytes, url: str, base: str, headers: Mapping[str, str]) -> ParsedFeed:
    """The long way: whatever the encoding, the format and the damage."""
    decoded = decode(_unpacked(data), headers)
    parsed = _parse_json(decoded, base) if _looks_like_json(decoded.data) else _parse_xml(decoded, base)
    if parsed is None:
        raise _no_feed(data, decoded, url, headers)
    return parsed


def _parse_sound(data: bytes, base: str, headers: Mapping[str, str]) -> ParsedFeed | None:
    """The short way of nearly every feed: well-formed XML in UTF-8."""
    decoded = decode_trusting(data, headers)
    found = tree.read_sound(data) if decoded else None
    root = xmlfeed.find_root(found) if found else None
    if decoded is None or found is None or root is None:
        return None
    return xmlfeed.read(found, root, decoded, base)


def _unpacked(data: bytes) -> bytes:
    """What a gzip file holds that is served as if it were the feed itself (RFC 1952); other data as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, tree.LONGEST) or data
    except zlib.error:
        return data


def _looks_like_json(data: bytes) -> bool:
    return data[:64].lstrip()[:1] in (b"{", b"[")


def _parse_json(decoded: Decoded, base: str) -> ParsedFeed | None:
    if len(decoded.data) > tree.LONGEST:
        return None
    document = jsonfeed.load(decoded.data)
    if rssjson.is_feed(document):
        grown = tree.Tree(rssjson.to_xml(document))
        return replace(xmlfeed.read(grown, grown.root, decoded, base), format="rss-json")
    if not jsonfeed.is_feed(document):
        return None
    return replace(jsonfeed.read(document, base), encoding=decoded.encoding, faults=decoded.faults)


def _parse_xml(decoded: Decoded, base: str) -> ParsedFeed | None:
    if _PAGE.match(decoded.data) and not _FEED.search(decoded.data):
        return _parse_page(decoded, base)
    found = tree.read(decoded.data)
    root = xmlfeed.find_root(found) if found else None
    if root is None and _ESCAPED.search(decoded.data):  # shown as the source of a page
        text = unescape(decoded.data.decode("utf-8", "replace"))
        decoded = replace(decoded, data=text.encode("utf-8", "replace"))
        found = tree.read(decoded.data)
        root = xmlfeed.find_root(found) if found else None
    if found is None or root is None:
        return _parse_page(decoded, base)
    return xmlfeed.read(found, root, decoded, base)


def _parse_page(decoded: Decoded, base: str) -> ParsedFeed | None:
    if b"h-entry" not in decoded.data:
        return None
    parsed = hfeed.read(decoded.data[: pages.LONGEST].decode("utf-8", "replace"), base)
    return replace(parsed, encoding=decoded.encoding, faults=decoded.faults) if parsed else None


def _no_feed(data: bytes, decoded: Decoded, url: str, headers: Mapping[str, str]) -> NotAFeed:
    saw = sniffing.saw(data, decoded.data)
    found: list[Candidate] = []
    if "page" in saw:
        html = decoded.data[: pages.LONGEST].decode("utf-8", "replace")
        found = pagelinks.candidates(html, url, header(headers, "link"))
    return NotAFeed(saw=saw, candidates=tuple(one for one in found if one.score > 0.25), about=url)
