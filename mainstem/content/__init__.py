"""Untrusted HTML becomes SafeHTML; pure, and the only folder that makes one."""

from . import links
from .cleaning import POLICY, clean
from .comparison import differences
from .extraction import Extracted, extract
from .highlighting import highlight
from .links import images
from .plain import excerpt, text
from .safe import SafeHTML, trusted
from .selection import Elsewhere, elsewhere, select
from .stylesheets import clean_style

__all__ = [
    "POLICY",
    "Elsewhere",
    "Extracted",
    "SafeHTML",
    "clean",
    "clean_style",
    "differences",
    "elsewhere",
    "excerpt",
    "extract",
    "highlight",
    "images",
    "links",
    "select",
    "text",
    "trusted",
]
