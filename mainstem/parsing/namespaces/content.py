"""content:encoded, the RSS module for whole bodies."""

from __future__ import annotations

from mainstem.parsing import elements

URIS = ("http://purl.org/rss/1.0/modules/content/",)
PREFIXES = ("content",)

ENTRY = {"encoded": elements.content}
