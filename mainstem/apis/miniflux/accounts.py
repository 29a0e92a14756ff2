"""Who I am, which version this is; administrators look after accounts."""

from __future__ import annotations

from typing import Any

from mainstem.accounts.user import User
from mainstem.apis.answers import Answer, of_json
from mainstem.apis.calls import whole
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import ACCEPTED, NOTHING, Request
from mainstem.apis.miniflux.shapes.user import user
from mainstem.apis.miniflux.shapes.version import version
from mainstem.apis.miniflux.writes import mark_feeds
from mainstem.feeds.errors import BadInput, NotAllowed
from mainstem.library import accounts, administration, sidebar

# Miniflux's names of preferences, and the value of ours that one of theirs means
_PREFERENCES = {"timezone": "timezone", "entries_per_page": "page_size", "mark_read_on_view": "mark_on_open"}


def me(asked: Request) -> Answer:
    """The account that asks."""
    return of_json(user(asked.user))


def about(_asked: Request) -> Answer:
    """The version."""
    return of_json(version())


def every(asked: Request) -> Answer:
    """All accounts."""
    _check_admin(asked)
    return of_json([user(one) for one in accounts.every(asked.library)])


def one(asked: Request) -> Answer:
    """One account, by id or name."""
    _check_admin(asked)
    return of_json(user(_named(asked)))


def create(asked: Request) -> Answer:
    """A new account."""
    _check_admin(asked)
    body = asked.body()
    name, password = request.text(body, "username") or "", request.text(body, "password") or ""
    is_admin = request.boolean(body, "is_admin") or False
    return of_json(user(accounts.add(asked.library, name, password, is_admin=is_admin)), 201)


def change(asked: Request) -> Answer:
    """Change an account: one's own, or as an administrator any."""
    body = asked.body()
    wanted = asked.id("user", "user")
    if wanted == asked.user.id and "is_admin" not in body and "username" not in body:
        whose = asked.user
    else:
        whose = administration.change(
            asked.library,
            asked.user,
            wanted,
            name=request.text(body, "username"),
            is_admin=request.boolean(body, "is_admin"),
        )
    if password := request.text(body, "password"):
        accounts.set_password(asked.library, whose, password)
    if wishes := _wishes(body):
        accounts.prefer(asked.library, whose, **wishes)
    return of_json(user(accounts.named(asked.library, whose.name)), 201)


def remove(asked: Request) -> Answer:
    """Delete an account."""
    administration.remove(asked.library, asked.user, asked.id("user", "user"))
    return NOTHING


def mark_all(asked: Request) -> Answer:
    """Mark all entries of one's own as read."""
    if asked.id("user", "user") != asked.user.id:
        raise NotAllowed("Access Forbidden")
    seen = sidebar.look(asked.library, asked.user)
    feed_ids = [one.feed.id for one in seen.listed]
    mark_feeds(asked, feed_ids, seen.newest_id, "all")
    return NOTHING


def flush(_asked: Request) -> Answer:
    """Read entries go when the reader's retention says so; nothing is deleted at an app's word."""
    return ACCEPTED


def _check_admin(asked: Request) -> None:
    if not asked.user.is_admin:
        raise NotAllowed("Access Forbidden")


def _named(asked: Request) -> User:
    written = asked.parts["user"]
    number = whole(written)
    if number is None:
        return accounts.named(asked.library, written)
    if number <= 0:
        raise BadInput("invalid user ID")
    return administration.account(asked.library, asked.user, number)


def _wishes(body: dict[str, Any]) -> dict[str, object]:
    wishes: dict[str, object] = {
        ours: body[theirs] for theirs, ours in _PREFERENCES.items() if body.get(theirs) is not None
    }
    if body.get("language"):
        wishes["language"] = str(body["language"]).replace("_", "-")
    if body.get("entry_sorting_direction") in ("asc", "desc"):
        wishes["order"] = "oldest" if body["entry_sorting_direction"] == "asc" else "newest"
    return wishes


ROWS = (
    ("GET", "/v1/me", me),
    ("GET", "/v1/version", about),
    ("GET", "/v1/users", every),
    ("POST", "/v1/users", create),
    ("PUT", "/v1/users/{user}/mark-all-as-read", mark_all),
    ("GET", "/v1/users/{user}", one),
    ("PUT", "/v1/users/{user}", change),
    ("DELETE", "/v1/users/{user}", remove),
    ("PUT DELETE", "/v1/flush-history", flush),
)
