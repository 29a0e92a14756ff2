"""What this server is, and who the reader is."""

from __future__ import annotations

from xml.sax.saxutils import escape

from mainstem.apis.answers import XML, Answer, of_json
from mainstem.apis.nextcloud_news import shapes
from mainstem.apis.nextcloud_news.request import DONE, Request
from mainstem.feeds.errors import NotAllowed
from mainstem.library import subscribing


def version(_asked: Request) -> Answer:
    """The version of Nextcloud News that this is as good as."""
    return of_json({"version": shapes.VERSION})


def status(_asked: Request) -> Answer:
    """The version; apps warn their readers where a flag is true."""
    warnings = {"improperlyConfiguredCron": False, "incorrectDbCharset": False}
    return of_json({"version": shapes.VERSION, "warnings": warnings})


def user(asked: Request) -> Answer:
    """The reader."""
    return of_json(
        {
            "userId": asked.user.name,
            "displayName": asked.user.name,
            "lastLoginTimestamp": shapes.seconds(asked.user.seen_at or asked.user.created_at),
            "avatar": None,
        }
    )


def record(asked: Request) -> Answer:
    """The reader as Nextcloud itself tells it, in XML: Readrops signs in by it."""
    if asked.parts["name"].casefold() != asked.user.name.casefold():
        raise NotAllowed("This is somebody else.")
    name = escape(asked.user.name)
    return Answer(
        (
            '<?xml version="1.0"?>\n<ocs><meta><status>ok</status><statuscode>100</statuscode>'
            f"<message>OK</message></meta><data><id>{name}</id><displayname>{name}</displayname>"
            f"<email>{escape(asked.user.email)}</email></data></ocs>\n"
        ).encode(),
        200,
        (XML,),
    )


def update(asked: Request) -> Answer:
    """Let a feed be polled at the next turn; Nextcloud keeps this to administrators, apps ask it all the same."""
    feed_id = asked.number("feedId")
    if feed_id is not None:
        subscribing.refresh_now(asked.library, asked.user, [feed_id])
    return DONE


def cleanup(asked: Request) -> Answer:
    """Cleaning up happens by itself here."""
    if not asked.user.is_admin:
        raise NotAllowed("Only administrators may do this.")
    return DONE


ROWS = (
    ("GET", "/version", version),
    ("GET", "/status", status),
    ("GET", "/user", user),
    ("GET", "/ocs/v1.php/cloud/users/{name}", record),
    ("GET", "/ocs/v2.php/cloud/users/{name}", record),
    ("GET", "/feeds/update", update),
    ("GET", "/cleanup/before-update", cleanup),
    ("GET", "/cleanup/after-update", cleanup),
)
