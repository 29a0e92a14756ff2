"""Links in the headers of an answer (RFC 8288)."""

from __future__ import annotations

import re
from urllib.parse import urljoin

_LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[a-z*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)", re.IGNORECASE)
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def links(header: str, rel: str, base_url: str) -> list[str]:
    """Absolute targets of the links of that relation, in their order."""
    found = []
    for target, parameters in _LINK.findall(header):
        told = _REL.search(parameters)
        if told and rel in (told.group(1) or told.group(2)).lower().split():
            found.append(urljoin(base_url, target.strip()))
    return found
