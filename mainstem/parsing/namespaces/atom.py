"""Atom 1.0 (RFC 4287) and the drafts before it."""

from __future__ import annotations

from mainstem.parsing import elements, linking

URIS = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://example.com/newformat#",
    "http://example.com/necho",
    "http://purl.org/echo/",
    "uri/of/echo/namespace#",
    "http://purl.org/pie/",
    "http://purl.org/net/rss1.1/payload#",
)
PREFIXES = ("atom", "atom10", "atom03", "a10", "a")

COMMON = {
    "title": elements.title,
    "link": linking.read_link,
    "id": elements.identity,
    "author": elements.author,
    "contributor": elements.contributor,
    "category": elements.category,
    "rights": elements.rights,
    "copyright": elements.rights,
    "published": elements.published,
    "issued": elements.published,
    "updated": elements.updated,
    "modified": elements.updated,
    "created": elements.created,
    "expires": elements.expires,
}
ENTRY = {
    "summary": elements.summary,
    "content": elements.content,
    "source": elements.source,
    "icon": elements.entry_image,
}
FEED = {
    "subtitle": elements.description,
    "tagline": elements.description,
    "info": elements.info,
    "generator": elements.generator,
    "icon": elements.icon,
    "logo": elements.logo,
}
