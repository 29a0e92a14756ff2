"""The briefing: as a page, its feed and letters, and the endpoint that may reword it."""

from __future__ import annotations

from datetime import datetime, timedelta

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, FetchFailed, MailFailed, MainstemError
from mainstem.library.addresses import Purpose
from mainstem.library.briefings import composing, mailing, rewording
from mainstem.library.briefings.composing import Brief
from mainstem.stories.briefing import BriefStory
from mainstem.web import problems
from mainstem.web.pages.ahead import address, turn
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_SPANS = (1, 3, 7)  # days
_DAYS = {
    "": "Never",
    "daily": "Every day",
    "0": "Mondays",
    "1": "Tuesdays",
    "2": "Wednesdays",
    "3": "Thursdays",
    "4": "Fridays",
    "5": "Saturdays",
    "6": "Sundays",
}


def show(visit: Visit) -> Response:
    """What mattered since the last visit, or in the last days."""
    if visit.asked("days") not in map(str, _SPANS):
        since = visit.asked("since")
        begin = _since(visit, since) if since else composing.visit(visit.library, visit.reader)
        return _page(visit, begin, 0)
    days = int(visit.asked("days"))
    return _page(visit, visit.library.now() - timedelta(days=days), days)


def _since(visit: Visit, text: str) -> datetime:
    """The beginning of a time that the page itself named."""
    moment = datetime.fromtimestamp(min(number(text, "since"), 4_000_000_000), visit.zone)
    return min(moment, visit.now)


def _page(visit: Visit, since: datetime, days: int, error: MainstemError | None = None) -> Response:
    brief = composing.make(visit.library, visit.reader, since)
    reworded = rewording.kept(visit.library, visit.reader, _stories(brief))
    return render(
        visit,
        "briefing.html",
        problems.status_of(error) if error else 200,
        brief=brief,
        days=days,
        spans=_SPANS,
        since=int(since.timestamp()),
        reworded=reworded,
        wished=mailing.wishes(visit.library, visit.reader),
        error=error,
    )


def _stories(brief: Brief) -> tuple[BriefStory, ...]:
    return (*brief.told.new, *brief.told.running)


def reword(visit: Visit) -> Response:
    """Let the reader's endpoint reword the stories of the page."""
    since = _since(visit, visit.form.text("since"))
    brief = composing.make(visit.library, visit.reader, since)
    try:
        rewording.reword(visit.library, visit.reader, _stories(brief))
    except (BadInput, FetchFailed) as error:
        return _page(visit, since, 0, error)
    return to(f"/briefing?since={int(since.timestamp())}")


def settings(visit: Visit) -> Response:
    """Feed, letters, endpoint."""
    return _settings(visit)


def _settings(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "briefings.html",
        problems.status_of(error) if error else 200,
        wished=mailing.wishes(visit.library, visit.reader),
        secret=address(visit, Purpose.BRIEFING),
        day_choices=_DAYS,
        error=error,
        said=problems.sentence(visit, error) if error else "",
    )


def renew(visit: Visit) -> Response:
    """Make the feed's address, make it anew, or shut it."""
    turn(visit, Purpose.BRIEFING)
    return to("/briefing/settings#feed")


def mail(visit: Visit) -> Response:
    """When and where letters go."""
    form = visit.form
    hour = number(form.text("mail_hour") or "7", "mail_hour")
    days, wanted = form.text("mail_days"), form.text("mail_address").strip()
    try:
        is_asked = mailing.wish(visit.library, visit.reader, days, hour, wanted)
    except (BadInput, MailFailed) as error:
        return _settings(visit, error)
    return to(f"/briefing/settings?saved={'asked' if is_asked else '1'}")


def endpoint(visit: Visit) -> Response:
    """Which endpoint may reword; an empty key stays, an empty address takes all of it away."""
    form = visit.form
    try:
        rewording.name_endpoint(
            visit.library,
            visit.reader,
            form.text("endpoint_url"),
            form.text("endpoint_model"),
            form.text("endpoint_key"),
        )
    except BadInput as error:
        return _settings(visit, error)
    return to("/briefing/settings?saved=1")


def ask_mail(visit: Visit) -> Response:
    """The page that a letter's link leads to; only its button does anything, since mail programs follow links."""
    is_leaving = "/leave/" in visit.request.url.path
    return render(visit, "letters.html", is_leaving=is_leaving, done=False)


def confirm_mail(visit: Visit) -> Response:
    """Take an address as confirmed."""
    mailing.confirm(visit.library, visit.part("user_id"), str(visit.request.path_params["token"]))
    return render(visit, "letters.html", is_leaving=False, done=True)


def leave_mail(visit: Visit) -> Response:
    """Stop the letters; mail programs send this by themselves (RFC 8058)."""
    mailing.leave(visit.library, visit.part("user_id"), str(visit.request.path_params["token"]))
    return render(visit, "letters.html", is_leaving=True, done=True)


ENTRANCES = (
    get("/briefing", show),
    post("/briefing/reword", reword),
    get("/briefing/settings", settings),
    post("/briefing/address", renew),
    post("/briefing/mail", mail),
    post("/briefing/endpoint", endpoint),
    get("/briefing/mail/{user_id:int}/{token}", ask_mail, is_open=True),
    post("/briefing/mail/{user_id:int}/{token}", confirm_mail, is_open=True),
    get("/briefing/leave/{user_id:int}/{token}", ask_mail, is_open=True),
    post("/briefing/leave/{user_id:int}/{token}", leave_mail, is_open=True),
)
