"""Folders."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.nextcloud_news import shapes
from mainstem.apis.nextcloud_news.request import DONE, Request
from mainstem.feeds.errors import AlreadyExists, BadInput, NotFound
from mainstem.library import folders, sidebar, subscribing


def every(asked: Request) -> Answer:
    """All folders; the list is the first and only key, which some apps take unseen."""
    return of_json({"folders": [shapes.folder(one) for one in folders.every(asked.library, asked.user)]})


def create(asked: Request) -> Answer:
    """A new folder; one that exists is refused."""
    name = _free(asked)
    return of_json({"folders": [shapes.folder(folders.add(asked.library, asked.user, name))]})


def rename(asked: Request) -> Answer:
    """Give a folder another name."""
    number = asked.id("folder")
    kept = {one.id: one for one in folders.every(asked.library, asked.user)}
    if number not in kept:
        raise NotFound("There is no such folder.")
    folders.rename(asked.library, asked.user, number, _free(asked, number))
    return DONE


def remove(asked: Request) -> Answer:
    """Delete a folder and stop following its feeds, as Nextcloud does."""
    number = asked.id("folder")
    seen = sidebar.look(asked.library, asked.user)
    if number not in {one.id for one in seen.folders}:
        raise NotFound("There is no such folder.")
    for one in seen.subscriptions:
        if shapes.folder_id(one) == number:
            subscribing.unsubscribe(asked.library, asked.user, one.feed.id)
    folders.remove(asked.library, asked.user, number)
    return DONE


def _free(asked: Request, but: int = 0) -> str:
    written = asked.text("name")
    if written is None or not written.strip():
        raise BadInput("The folder's name is empty.", field="name")
    name = folders.check_name(written)
    taken = {one.name.casefold() for one in folders.every(asked.library, asked.user) if one.id != but}
    if name.casefold() in taken:
        raise AlreadyExists("There is a folder of this name already.")
    return name


ROWS = (
    ("GET", "/folders", every),
    ("POST PUT", "/folders", create),
    ("PUT POST", "/folders/{folder}", rename),
    ("DELETE", "/folders/{folder}", remove),
)
