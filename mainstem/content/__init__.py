"""Untrusted HTML becomes SafeHTML; pure, and the only folder that makes one."""

from .cleaning import POLICY, clean
from .plain import excerpt, text
from .safe import SafeHTML, trusted

__all__ = ["POLICY", "SafeHTML", "clean", "excerpt", "text", "trusted"]
