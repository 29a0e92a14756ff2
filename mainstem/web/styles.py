"""The style sheet of one reader: how they want texts to be set, and their own rules.

It is a file of its own, below a hash of what it says: nothing stands in the pages themselves, and browsers
keep it until it says something else.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from mainstem.accounts.preferences import DEFAULTS, Preferences
from mainstem.content import clean_style

WIDTHS = {"narrow": "41rem", "medium": "56rem", "wide": "69rem", "full": "200rem"}
LEADINGS = {"close": "1.45", "even": "1.65", "loose": "1.9"}


def sheet(prefer: Preferences) -> str:
    """What differs from the usual, and the reader's own rules, which load nothing from strangers."""
    rules = {
        "text_size": f":root {{ --text-scale: {prefer.text_size / 100:g}; }}",
        "text_width": f":root {{ --text-width: {WIDTHS[prefer.text_width]}; }}",
        "text_spacing": f":root {{ --text-leading: {LEADINGS[prefer.text_spacing]}; }}",
        "text_font": f":root:root {{ --text-font: var(--{prefer.text_font}); }}",
        "hyphenate": ".text { hyphens: manual; }",
        "justify": ".text p { text-align: justify; }",
    }
    said = [rule for name, rule in rules.items() if getattr(prefer, name) != getattr(DEFAULTS, name)]
    return "\n".join([*said, clean_style(prefer.own_css)]).strip()


def address(prefer: Preferences) -> str:
    """Where the reader's sheet is, "" where it would be empty."""
    names = ("text_size", "text_width", "text_spacing", "text_font", "hyphenate", "justify", "own_css")
    if all(getattr(prefer, name) == getattr(DEFAULTS, name) for name in names):
        return ""
    return f"/style/{_digest(sheet(prefer))}.css"


@lru_cache(1000)
def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
