"""Bodies that stand in the feed as XHTML."""

from __future__ import annotations

from mainstem.parsing import elements

URIS = ("http://www.w3.org/1999/xhtml",)
PREFIXES = ("xhtml",)

ENTRY = {"body": elements.content, "div": elements.content}
