"""FreshRSS's words for pages that become feeds, and ours: both ways, so that lists can move.

Recipes are given as the fields of ``parsing``'s Recipe by name, options as those of ``fetching``'s Options.
"""

from __future__ import annotations

from collections.abc import Mapping

from mainstem.reading.opml.shape import OpmlFeed

_KINDS = {
    "HTML+XPath": "html-xpath",
    "XML+XPath": "xml-xpath",
    "JSON+DotNotation": "json",
    "HTML+XPath+JSON+DotNotation": "json-in-html",
}
_FIELDS = {
    "Title": "title", "Content": "content", "Uri": "url", "Author": "author", "Timestamp": "date",
    "TimeFormat": "date_form", "Thumbnail": "image", "Categories": "categories", "Uid": "guid",
}  # fmt: skip
_SECRET = ("CURLOPT_COOKIE", "CURLOPT_HTTPHEADER", "CURLOPT_PROXY")


def recipe(feed: OpmlFeed) -> dict[str, str]:
    """The recipe of a feed that FreshRSS scrapes; {} for one that is a feed by itself."""
    kind = _KINDS.get(feed.kind)
    item = f"frss:{_prefix(kind or '')}Item"
    if kind is None or item not in feed.settings:
        return {}
    found = {"kind": kind, "item": feed.settings[item]}
    for theirs, ours in _FIELDS.items():
        value = feed.settings.get(item + theirs, "")
        if value:
            found[ours] = value
    if kind == "json-in-html" and feed.settings.get("frss:xPathToJson"):
        found["fragment"] = feed.settings["frss:xPathToJson"]
    return found


def options(feed: OpmlFeed) -> dict[str, str]:
    """How it wants to be asked, apart from what is secret."""
    said = feed.settings
    found = {"user_agent": said.get("frss:CURLOPT_USERAGENT", "")}
    if said.get("frss:CURLOPT_POST") in ("1", "true"):
        payload = said.get("frss:CURLOPT_POSTFIELDS", "")
        is_json = payload.lstrip()[:1] in ("{", "[")
        kind = "application/json" if is_json else "application/x-www-form-urlencoded"
        found |= {"method": "POST", "payload": payload, "payload_type": kind}
    return {name: value for name, value in found.items() if value}


def left_out(feed: OpmlFeed) -> tuple[str, ...]:
    """What of a feed's settings holds secrets and so is not taken from a list."""
    return tuple(name for name in _SECRET if feed.settings.get(f"frss:{name}"))


def written(made: Mapping[str, str], asked: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """FreshRSS's type and attributes of a recipe and options; a recipe it does not know stays ours."""
    settings = {"frss:CURLOPT_USERAGENT": asked.get("user_agent", "")}
    if asked.get("method") == "POST":
        settings |= {"frss:CURLOPT_POST": "1", "frss:CURLOPT_POSTFIELDS": asked.get("payload", "")}
    kind = next((theirs for theirs, ours in _KINDS.items() if ours == made.get("kind")), "")
    if kind:
        item = f"frss:{_prefix(made['kind'])}Item"
        settings[item] = made.get("item", "")
        settings |= {item + theirs: made.get(ours, "") for theirs, ours in _FIELDS.items()}
        settings["frss:xPathToJson"] = made.get("fragment", "")
    return kind or "rss", {name: value for name, value in settings.items() if value}


def _prefix(kind: str) -> str:
    return "json" if kind.startswith("json") else "xPath"
