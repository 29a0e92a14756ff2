"""Settings: every preference with what it does, the account, and the apps that may read along."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.apis import ways
from mainstem.feeds.errors import BadInput, MainstemError, WrongPassword
from mainstem.library import accounts
from mainstem.web import problems, sessions
from mainstem.web.codes import code
from mainstem.web.preferring import shown, wanted
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post

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
    ("Stories", ("fold_stories", "settle_copies")),
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


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def change(visit: Visit) -> Response:
    """Take over the preferences of the form; all or none."""
    try:
        names = [name for _, held in _GROUPS for name in held]
        accounts.prefer(visit.library, visit.reader, **wanted(visit, names))
    except BadInput as error:
        return _page(visit, error)
    return to("/settings?saved=1")


def _page(visit: Visit, error: MainstemError | None = None, secret: str = "", name: str = "") -> Response:
    groups = [(title, [shown(visit, one) for one in names]) for title, names in _GROUPS]
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
        ways=ways.of_app(name) if secret else (),
        known_apps=sorted({one.app for one in ways.every() if one.app}, key=str.casefold),
        base_url=visit.library.public_url or str(visit.request.base_url).rstrip("/"),
        code=code,
    )


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
