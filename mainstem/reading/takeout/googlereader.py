"""JSON in the shape of Google Reader's: its Takeout, FreshRSS, Feedly, Inoreader, The Old Reader.

Source: the files themselves; FreshRSS adds ``guid`` and ``origin.feedUrl``, Feedly counts milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mainstem.reading.takeout.entries import MAX_FAULTS, TakenEntry, Takeout, moment, words

_LABEL = re.compile(r"user/[^/]*/label/(.+)", re.DOTALL)
_STATE = re.compile(r"user/[^/]*/state/com\.google/(.+)")
_OTHER_TAG = re.compile(r"user/[^/]*/(?:state|source|tag)/.*")
_LINKS = ("canonical", "alternate")


def read(document: Mapping[str, Any]) -> Takeout:
    """The entries of a stream's ``items``."""
    is_starred_list = "starred" in words(document.get("id"))
    entries: list[TakenEntry] = []
    faults: list[str] = []
    for place, item in enumerate(document["items"]):
        try:
            entries.append(_entry(item, is_starred_list=is_starred_list))
        except (TypeError, AttributeError, ValueError):
            if len(faults) < MAX_FAULTS:
                faults.append(f"Entry {place + 1} has another shape and was left out.")
    return Takeout(_program(document), tuple(entries), faults=tuple(faults))


def _program(document: Mapping[str, Any]) -> str:
    said = f"{words(document.get('author'))} {words(document.get('id'))} {words(document.get('generator'))}".lower()
    known = {
        "freshrss": "FreshRSS",
        "feedly": "Feedly",
        "inoreader": "Inoreader",
        "theoldreader": "The Old Reader",
    }
    return next((name for sign, name in known.items() if sign in said), "Google Reader")


def _entry(item: Mapping[str, Any], *, is_starred_list: bool) -> TakenEntry:
    tags = [
        words(tag if isinstance(tag, str) else tag.get("id") or tag.get("label"))
        for tag in _list(item, "categories")
    ]
    states = {match[1] for match in map(_STATE.fullmatch, tags) if match}
    origin = item.get("origin") or {}
    author = words(item.get("author"))
    return TakenEntry(
        url=_url(item),
        guid=_guid(item),
        title=words(item.get("title")),
        html=_html(item),
        authors=tuple(part.strip() for part in author.split(";") if part.strip()),
        published_at=moment(item.get("published") or item.get("crawled") or item.get("crawlTimeMsec")),
        updated_at=moment(item.get("updated")),
        feed_url=_feed_url(origin),
        feed_title=words(origin.get("title")),
        site_url=words(origin.get("htmlUrl")),
        is_read=_is_read(states, item),
        is_starred=is_starred_list or "starred" in states or "global.saved" in " ".join(tags),
        labels=_labels(tags),
        categories=_categories(item, tags),
        enclosure_urls=tuple(words(one.get("href")) for one in _list(item, "enclosure") if one.get("href")),
        note=" ".join(words(one.get("content")) for one in _list(item, "annotations")),
    )


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _url(item: Mapping[str, Any]) -> str:
    for name in _LINKS:
        for link in _list(item, name):
            if words(link.get("href")):
                return words(link["href"])
    return words(item.get("url")) or words(item.get("canonicalUrl"))


def _guid(item: Mapping[str, Any]) -> str:
    """FreshRSS gives the publisher's guid, Feedly as originId; an id of the service's own is none."""
    given = words(item.get("guid")) or words(item.get("originId"))
    own = words(item.get("id"))
    is_services = own.startswith(("tag:google.com,", "user/", "feed/")) or not own
    return given or ("" if is_services or ("_" in own and "=" in own) else own)


def _html(item: Mapping[str, Any]) -> str:
    for name in ("content", "summary"):
        body = item.get(name)
        found = words(body.get("content")) if isinstance(body, Mapping) else words(body)
        if found:
            return found
    return ""


def _feed_url(origin: Mapping[str, Any]) -> str:
    """Some servers name feeds by numbers of their own, which say nothing elsewhere."""
    stream = words(origin.get("streamId")).removeprefix("feed/")
    return words(origin.get("feedUrl")) or ("" if stream.isdecimal() else stream)


def _is_read(states: set[str], item: Mapping[str, Any]) -> bool | None:
    if "read" in states:
        return True
    if "kept-unread" in states or "unread" in states or "tracking-kept-unread" in states:
        return False
    return not item["unread"] if isinstance(item.get("unread"), bool) else None


def _labels(tags: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[1].strip() for match in map(_LABEL.fullmatch, tags) if match))


def _categories(item: Mapping[str, Any], tags: list[str]) -> tuple[str, ...]:
    own = [tag for tag in tags if tag and not _OTHER_TAG.fullmatch(tag) and not _LABEL.fullmatch(tag)]
    given = [words(tag if isinstance(tag, str) else tag.get("label")) for tag in _list(item, "tags")]
    keywords = [words(tag) for tag in _list(item, "keywords")]
    return tuple(dict.fromkeys(tag for tag in own + given + keywords if tag and not tag.startswith("user/")))
