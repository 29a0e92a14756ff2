"""Subscriptions: listed, changed, added, imported and exported."""

from __future__ import annotations

import hmac
from functools import lru_cache
from itertools import zip_longest

from mainstem.apis.answers import XML, Answer, of_json, of_text
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.visit import Visit
from mainstem.feeds.errors import AlreadyExists, BadInput, FetchFailed, MainstemError, NotAFeed, NotFound
from mainstem.feeds.parsed import Candidate
from mainstem.library import Library, folders, icons, imports, subscribing, sync
from mainstem.reading import Subscription

OK = of_text("OK")


def listed(visit: Visit) -> Answer:
    """``subscription/list``: each with exactly one category; every text is a text."""
    outline = sync.outline(visit.library, visit.user)
    # what many rows share is made once: an app with a thousand feeds asks for this list again and again
    unfiled = _categories(named.UNFILED)
    categories = {folder_id: _categories(name) for folder_id, name in outline.folders.items()}
    icon_urls = {icon_id: _icon_url(visit, icon_id) for icon_id in {one.icon_id for one in outline.followed}}
    found = [
        {
            "id": f"feed/{feed_id}",
            "title": title,
            "categories": categories.get(folder_id, unfiled),
            "url": feed_url,
            "htmlUrl": site_url,
            "iconUrl": icon_urls[icon_id],
        }
        for feed_id, title, feed_url, site_url, icon_id, folder_id, _, _ in outline.followed
    ]
    return of_json({"subscriptions": found})


def _categories(name: str) -> list[dict[str, str]]:
    return [{"id": f"{named.LABEL}{name}", "label": name}]


def _icon_url(visit: Visit, icon_id: int) -> str:
    """An address that needs no sign-in and cannot be guessed: icons tell what is read here."""
    if not icon_id:
        return ""
    return f"{visit.base_url}/reader/icon/{icon_id}-{_proof(visit.library.secret, icon_id)}"


@lru_cache(maxsize=10_000)
def _proof(secret: bytes, icon_id: int) -> str:
    return hmac.digest(secret, f"icon\n{icon_id}".encode(), "sha256").hex()[:24]


def icon(library: Library, text: str) -> Answer:
    """The picture of an icon's address. Raises NotFound."""
    number, _, proof = text.partition("-")
    icon_id = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    is_right = hmac.compare_digest(proof.encode(), _proof(library.secret, icon_id).encode())
    found = icons.one(library, icon_id) if is_right else None
    if found is None:
        raise NotFound("There is no such icon.")
    safe = (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; sandbox")
    return Answer(found.data, 200, ((b"content-type", found.mime_type.encode("latin-1", "replace")), safe))


def subscribed(visit: Visit) -> Answer:
    """``subscribed``: true or false."""
    feed_id = named.feed_id(visit, visit.form.one("s"))
    return of_text("false" if feed_id is None else "true")


def edit(visit: Visit) -> Answer:
    """``subscription/edit``: subscribe, unsubscribe, or change title and folder. Raises BadInput."""
    form = visit.form
    action = form.one("ac", "edit")
    streams = [one for one in form.every("s") if one]
    if not streams:
        raise BadInput("The stream is missing.", field="s", advice="Send s=feed/….")
    for stream, title in zip_longest(streams, form.every("t")[: len(streams)], fillvalue=""):
        if action == "subscribe":
            _subscribe(visit, stream, title)
        elif action == "unsubscribe":
            subscribing.unsubscribe(visit.library, visit.user, _followed(visit, stream))
        elif action == "edit":
            _change(visit, _followed(visit, stream), title)
        else:
            raise BadInput(f"There is no action {action!r}.", field="ac")
    return OK


def _followed(visit: Visit, stream: str) -> int:
    feed_id = named.feed_id(visit, stream) if stream.startswith("feed/") else None
    if feed_id is None:
        raise BadInput(f"You do not follow {stream[:200]!r}.", field="s")
    return feed_id


def _subscribe(visit: Visit, stream: str, title: str) -> None:
    """Following what is followed already is no mistake: title and folder are then changed."""
    known = named.feed_id(visit, stream) if stream.startswith("feed/") else None
    if known is None:
        try:
            known = _follow(visit, _address(stream)).feed.id
        except AlreadyExists as error:
            known = named.feed_id(visit, f"feed/{error.about}")
            if known is None:
                return
    _change(visit, known, title)


def _change(visit: Visit, feed_id: int, title: str) -> None:
    """A folder to be in is stronger than one to leave; one that is not there yet is made."""
    wanted = [name for one in visit.form.every("a") if (name := named.label_name(one))]
    leaves = any(named.label_name(one) for one in visit.form.every("r"))
    if title.strip():
        subscribing.change(visit.library, visit.user, feed_id, title=title.strip())
    if wanted:
        subscribing.change(visit.library, visit.user, feed_id, folder_ids=_folder(visit, wanted[-1]))
    elif leaves:
        subscribing.change(visit.library, visit.user, feed_id, folder_ids=())


def _folder(visit: Visit, name: str) -> tuple[int, ...]:
    had = named.one_named(sync.names(visit.library, visit.user).folders, name)
    if had is not None:
        return (had,)
    if name == named.UNFILED:
        return ()
    return (folders.add(visit.library, visit.user, name).id,)


def _address(stream: str) -> str:
    text = stream
    while text.startswith("feed/"):
        text = text.removeprefix("feed/")
    return text


def _follow(visit: Visit, text: str) -> Subscription:
    """Follow what an address leads to: the feed itself, or the best that its page announces."""
    try:
        return subscribing.subscribe(visit.library, visit.user, text)
    except NotAFeed as error:
        candidates = [one for one in error.candidates if isinstance(one, Candidate)]
        if not candidates:
            candidates = subscribing.find(visit.library, text)
        return _followed_or_told(visit, candidates[0].feed_url)


def _followed_or_told(visit: Visit, feed_url: str) -> Subscription:
    try:
        return subscribing.subscribe(visit.library, visit.user, feed_url)
    except AlreadyExists as error:
        raise AlreadyExists(str(error), about=feed_url) from error


def quickadd(visit: Visit) -> Answer:
    """``subscription/quickadd``: whatever comes of it is told with status 200, or clients show nothing."""
    asked = visit.form.one("quickadd")
    text = _address(asked)
    try:
        made = _follow(visit, text)
    except AlreadyExists as error:
        url = error.about if error.about.startswith("http") else subscribing.address(text)
        return of_json({"numResults": 0, "query": url, "error": f"Already subscribed! {url}"})
    except (BadInput, FetchFailed, NotAFeed, NotFound) as error:
        return _not_added(asked, error)
    stream = named.feed(made.feed.id)
    return of_json(
        {"numResults": 1, "query": made.feed.feed_url, "streamId": stream, "streamName": made.title}
    )


def _not_added(asked: str, error: MainstemError) -> Answer:
    return of_json({"numResults": 0, "query": asked, "error": f"No feed found at {asked}: {error}"})


def exported(visit: Visit) -> Answer:
    """``subscription/export``: OPML."""
    name = (b"content-disposition", b'attachment; filename="subscriptions.opml"')
    return Answer(imports.export_opml(visit.library, visit.user), 200, (XML, name))


def imported(visit: Visit) -> Answer:
    """``subscription/import``: the OPML document is the body, or the form's field ``opml``."""
    body = visit.call.body
    kind = visit.call.header("content-type").lower()
    if kind.startswith("multipart/") or body.lstrip()[:5].lower() == b"opml=":
        body = visit.form.one("opml").encode()
    imports.import_opml(visit.library, visit.user, body)
    return OK
