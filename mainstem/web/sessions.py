"""The cookie that a signed-in browser carries."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from mainstem.accounts import User
from mainstem.library import Library, accounts

COOKIE = "mainstem"


def user_of(library: Library, request: Request) -> User | None:
    """Who is signed in in this browser."""
    token = request.cookies.get(COOKIE, "")
    return accounts.of_session(library, token) if token else None


def open_in(response: Response, request: Request, library: Library, token: str) -> None:
    """Let the browser keep a session; out of reach of scripts and of other sites' forms."""
    is_secure = request.url.scheme == "https" or library.public_url.startswith("https:")
    lasts = int(accounts.SESSION_LASTS.total_seconds())
    response.set_cookie(
        COOKIE, token, max_age=lasts, httponly=True, samesite="lax", secure=is_secure, path="/"
    )


def close_in(response: Response) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
