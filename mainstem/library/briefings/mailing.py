"""Briefings by mail: to an address that its owner confirmed, at the hour that the reader wants, stopped by a click."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from mainstem import languages
from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, FetchFailed, MailFailed, NotFound, TooManyTries
from mainstem.fetching.mail import Letter
from mainstem.library.briefings import composing, rewording
from mainstem.library.briefings.telling import Telling, html, plain
from mainstem.library.context import Library
from mainstem.reading.briefings import DAILY, WEEKDAYS, Wishes, is_due
from mainstem.storage import briefings, users

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,250}")
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def wishes(library: Library, user: User) -> Wishes:
    """How a reader wants to be briefed."""
    with library.database.read() as connection:
        return briefings.wishes(connection, user.id)


def wish(library: Library, user: User, days: str, hour: int, address: str) -> bool:
    """Change when and where letters go; returns whether a letter was sent that asks for confirmation of a new address.
    Raises BadInput, MailFailed."""
    if days not in ("", DAILY, *WEEKDAYS):
        raise BadInput(f"There is no day {days!r}.", field="mail_days")
    if not 0 <= hour <= 23:
        raise BadInput("An hour is a number from 0 to 23.", field="mail_hour")
    if days and not _ADDRESS.fullmatch(address):
        raise BadInput("This is no mail address.", field="mail_address")
    if days and not library.public_url:
        raise BadInput(
            "Letters need the address of this installation, for the links in them.",
            advice="Whoever runs it sets MAINSTEM_PUBLIC_URL.",
        )
    with library.database.write() as connection:
        had = briefings.wishes(connection, user.id)
        values = {"mail_days": days, "mail_hour": hour, "mail_address": address, "mail_trouble": ""}
        briefings.change(connection, user.id, values)
    is_new = bool(days) and address != had.confirmed_address
    if is_new:
        _slow_down(library, user)
        library.mail(_asking(library, user, address))
    return is_new


def _slow_down(library: Library, user: User) -> None:
    """Nobody has strangers written to at will. Raises TooManyTries."""
    key = (f"letters {user.id}", f"letters {user.id}")
    if wait := library.tries.wait(*key):
        raise TooManyTries(wait)
    library.tries.failed(*key)


def _asking(library: Library, user: User, address: str) -> Letter:
    words = languages.choose(preferences.of(user.preferences).language, "")
    link = f"{library.public_url}/briefing/mail/{user.id}/{_token(library, 'confirm', user.id, address)}"
    said = words.text(
        "Open this address to have the briefing sent here. If you did not ask for it, do nothing."
    )
    return Letter(address, words.text("Briefing by mail"), f"{said}\n\n{link}\n")


def confirm(library: Library, user_id: int, token: str) -> None:
    """Take an address as confirmed. Raises NotFound for a link that is not, or no longer, right."""
    with library.database.write() as connection:
        wished = briefings.wishes(connection, user_id)
        if not _is_right(library, "confirm", wished, token):
            raise NotFound(
                "This link is no longer right.", advice="Ask for another one on the page of the briefing."
            )
        briefings.change(connection, user_id, {"confirmed_address": wished.mail_address})


def leave(library: Library, user_id: int, token: str) -> None:
    """Stop the letters. Raises NotFound for a link that is not right."""
    with library.database.write() as connection:
        if not _is_right(library, "leave", briefings.wishes(connection, user_id), token):
            raise NotFound("This link is no longer right.", advice="Sign in to stop the letters.")
        briefings.change(connection, user_id, {"mail_days": ""})


def _is_right(library: Library, purpose: str, wished: Wishes, token: str) -> bool:
    right = _token(library, purpose, wished.user_id, wished.mail_address)
    return bool(wished.mail_address) and hmac.compare_digest(token.encode(), right.encode())


def _token(library: Library, purpose: str, user_id: int, address: str) -> str:
    said = f"briefing mail\n{purpose}\n{user_id}\n{address}"
    return hmac.new(library.secret, said.encode(), sha256).hexdigest()


def send_due(library: Library, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Send the letters whose hour has come; returns how many went out. One that fails is tried again in an hour."""
    now = library.now()
    with library.database.read() as connection:
        wanted = [(one, users.by_id(connection, one.user_id)) for one in briefings.mailed(connection)]
    count = 0
    for wished, user in wanted:
        if is_stopping():
            break
        if user is None or not user.is_enabled:
            continue
        if is_due(wished, now, preferences.of(user.preferences).zone) and _claimed(library, wished):
            count += _send(library, user, wished)
    return count


def _claimed(library: Library, wished: Wishes) -> bool:
    with library.database.write() as connection:
        return briefings.claim(connection, wished, library.now())


def _send(library: Library, user: User, wished: Wishes) -> bool:
    trouble = ""
    try:
        library.mail(_letter(library, user, wished))
    except MailFailed as error:
        trouble = str(error)
    with library.database.write() as connection:
        briefings.change(connection, user.id, {"mail_trouble": trouble})
    return not trouble


def _letter(library: Library, user: User, wished: Wishes) -> Letter:
    begin = library.now() - (_DAY if wished.mail_days == DAILY else _WEEK)
    brief = composing.make(library, user, begin)
    stories = (*brief.told.new, *brief.told.running)
    try:
        rewording.reword(library, user, stories)
    except (BadInput, FetchFailed):
        pass  # the quotations stand
    telling = Telling(languages.choose(preferences.of(user.preferences).language, ""), library.public_url)
    parts = telling.parts(brief, rewording.kept(library, user, stories))
    token = _token(library, "leave", user.id, wished.mail_address)
    leave_url = f"{library.public_url}/briefing/leave/{user.id}/{token}"
    foot = f"{telling.words.text('Stop these letters')}: {leave_url}"
    return Letter(
        wished.confirmed_address,
        telling.title(brief),
        f"{plain(parts)}\n-- \n{foot}\n",
        f'{html(parts)}<hr><p><a href="{leave_url}">{telling.words.text("Stop these letters")}</a></p>',
        leave_url,
    )
