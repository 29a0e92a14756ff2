"""Where everything is managed: the pages beside the reading ones, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name; ``is_here`` where it is the one that is shown."""

    name: str
    address: str
    is_here: bool = False


GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "What you follow",
        (
            ("Add a feed", "/subscribe"),
            ("Subscriptions", "/subscriptions"),
            ("Folders and labels", "/folders"),
            ("Import and export", "/import"),
        ),
    ),
    (
        "What happens to it",
        (
            ("Rules", "/rules"),
            ("Searches", "/search"),
            ("Services", "/services"),
            ("Keeping", "/keeping"),
            ("Names", "/names"),
            ("Attention budget", "/budget"),
        ),
    ),
    ("Looking back", (("Statistics", "/statistics"), ("Undo", "/undo"))),
    (
        "Yourself",
        (
            ("Settings", "/settings"),
            ("Text and style", "/text"),
            ("Sharing", "/sharing"),
            ("Keyboard", "/keys"),
            ("Account", "/account"),
        ),
    ),
)
FOR_ADMINS: tuple[str, tuple[tuple[str, str], ...]] = (
    "Administration",
    (("Accounts", "/accounts"), ("Health of the feeds", "/health"), ("Installation", "/installation")),
)
_BELONGS = {
    "/feed": "/subscriptions",
    "/folder": "/folders",
    "/recipes": "/subscribe",
    "/searches": "/search",
}


def groups(visit: Visit) -> list[tuple[str, list[Place]]]:
    """The pages that a visitor may see, in groups; none for somebody who is not signed in."""
    if visit.user is None:
        return []
    known = (*GROUPS, FOR_ADMINS) if visit.user.is_admin else GROUPS
    first = "/" + visit.request.url.path.strip("/").partition("/")[0]
    here = _BELONGS.get(first, first)
    return [
        (title, [Place(name, address, address == here) for name, address in places])
        for title, places in known
    ]
