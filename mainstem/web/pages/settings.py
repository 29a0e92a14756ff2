"""Settings: every preference with what it does, the account, and the apps that may read along."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import available_timezones

from starlette.responses import Response

from mainstem import languages
from mainstem.accounts.preferences import DEFAULTS, Preferences
from mainstem.feeds.errors import BadInput, MainstemError, WrongPassword
from mainstem.library import accounts
from mainstem.web import assets, problems, sessions
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_GROUPS = (
    (
        "Display",
        ("language", "timezone", "theme", "view", "day_headings", "page_size", "unfold", "nav_buttons"),
    ),
    ("Sidebar", ("hide_read_feeds", "sidebar_folders", "sidebar_icons", "sidebar_counts", "sidebar_hidden")),
    (
        "Lines",
        (
            "line_source",
            "line_picture",
            "line_summary",
            "line_authors",
            "line_date",
            "line_read",
            "line_star",
            "line_link",
        ),
    ),
    ("Entries", ("byline", "categories", "categories_most", "open_at_top", "close_by_sides")),
    (
        "Reading",
        (
            "show",
            "show_in_favourites",
            "sort",
            "order",
            "group_stories",
            "load_more",
            "hide_when_read",
            "jump_next",
        ),
    ),
    (
        "Mark as read",
        (
            "mark_on_open",
            "mark_on_leaving",
            "mark_on_site",
            "mark_on_scroll",
            "mark_on_focus",
            "confirm_mark_all",
        ),
    ),
    ("Notices", ("notice_seconds", "title_count")),
    ("Apps", ("allow_password_in_apps",)),
)
_SAID = {
    "system": "Like the device",
    "normal": "Normal view",
    "reader": "Reader view",
    "global": "Global view",
    "panes": "Three-pane view",
    "cards": "Cards view",
    "adaptive": "Unread, or all where nothing is unread",
    "unread": "Unread",
    "all": "All",
    "unread-starred": "Unread and starred",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "none": "None",
    "days": "Today, yesterday, before",
    "every": "Every day",
    "current": "The one that is shown",
    "remember": "As I left them",
    "arrival": "Arrival",
    "published": "Publication",
    "title": "Title",
    "feed": "Feed",
    "length": "Length",
    "changed": "My last change",
    "random": "Chance",
    "both": "Both",
    "name": "Name",
    "icon": "Icon",
    "portrait": "Upright",
    "square": "Square",
    "landscape": "Wide",
    "above": "Above the text",
    "below": "Below the text",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A preference as its field is drawn. ``choices`` are pairs of value and words; ``kind`` is choice, number
    or tick."""

    name: str
    meaning: str
    kind: str
    value: Any
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def change(visit: Visit) -> Response:
    """Take over the preferences of the form; all or none."""
    try:
        accounts.prefer(visit.library, visit.reader, **_wanted(visit))
    except BadInput as error:
        return _page(visit, error)
    return to("/settings?saved=1")


def _wanted(visit: Visit) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    for _, names in _GROUPS:
        for name in names:
            default = getattr(DEFAULTS, name)
            if isinstance(default, bool):
                wanted[name] = visit.form.has(name)
            elif not visit.form.has(name):
                continue
            elif isinstance(default, int):
                wanted[name] = number(visit.form.text(name), name)
            else:
                wanted[name] = visit.form.text(name)
    return wanted


def _page(visit: Visit, error: MainstemError | None = None, secret: str = "", name: str = "") -> Response:
    about = {one.name: one.metadata for one in fields(Preferences)}
    groups = [(title, [_shown(visit, one, about[one]) for one in names]) for title, names in _GROUPS]
    status = problems.status_of(error) if error else 200
    said = problems.sentence(visit, error) if error else ""
    apps = accounts.apps(visit.library, visit.reader)
    return render(
        visit,
        "settings.html",
        status,
        groups=groups,
        error=error,
        said=said,
        apps=apps,
        secret=secret,
        app=name,
    )


def _shown(visit: Visit, name: str, about: Any) -> Shown:
    value = getattr(visit.preferences, name)
    if visit.request.method == "POST" and visit.form.has(name):
        value = visit.form.text(name)
    if isinstance(getattr(DEFAULTS, name), bool):
        return Shown(name, about["meaning"], "tick", value)
    if about["most"]:
        return Shown(name, about["meaning"], "number", value, least=about["least"], most=about["most"])
    return Shown(name, about["meaning"], "choice", value, _choices(visit, name, about["choices"]))


def _choices(visit: Visit, name: str, declared: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    say = visit.words.text
    if name == "language":
        known = ((tag, languages.words(tag).calendar.name) for tag in languages.tags())
        return (("", say("Like the browser")), *known)
    if name == "timezone":
        return tuple((zone, zone) for zone in sorted(available_timezones()))
    if name == "theme":
        return (
            ("system", say("Like the device")),
            *((one, say(one.capitalize())) for one in assets.themes()),
        )
    return tuple((one, say(_SAID.get(one, one))) for one in declared)


def change_password(visit: Visit) -> Response:
    """Replace the password, knowing the old one; all other browsers are signed out."""
    name, fresh = visit.reader.name, visit.form.text("new_password")
    try:
        accounts.verify(visit.library, name, visit.form.text("password"))
        accounts.set_password(visit.library, visit.reader, fresh)
    except (WrongPassword, BadInput) as error:
        return _page(visit, error)
    _, token = accounts.sign_in(visit.library, name, fresh, visit.request.headers.get("user-agent", ""))
    response = to("/settings?saved=1")
    sessions.open_in(response, visit.request, visit.library, token)
    return response


def add_app(visit: Visit) -> Response:
    """A password for one app, shown this once."""
    name = visit.form.text("name").strip() or visit.words.text("App")
    _, secret = accounts.add_app(visit.library, visit.reader, name, visit.form.text("scope") or "all")
    return _page(visit, secret=secret, name=name)


def remove_app(visit: Visit) -> Response:
    """Shut an app out."""
    accounts.remove_app(visit.library, visit.reader, visit.part("app_id"))
    return to("/settings?saved=1#apps")


ENTRANCES = (
    get("/settings", show),
    post("/settings", change),
    post("/settings/password", change_password),
    post("/settings/apps", add_app),
    post("/settings/apps/{app_id:int}/remove", remove_app),
)
