"""Who is reading: User, preferences, passwords, tokens; pure."""

from mainstem.accounts.user import User

__all__ = ["User"]
