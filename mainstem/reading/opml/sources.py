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
_PRIORITY = "frss:priority"
_TTL = "frss:ttl"  # seconds; a negative one is a muted feed
_PRIORITIES = {
    "important": "important",
    "main": "main",
    "category": "folder",
    "feed": "feed",
    "hidden": "hidden",
}
_SAID = {_PRIORITY, _TTL, "frss:filtersActionRead", "frss:xPathToJson", "frss:opmlUrl"} | {
    f"frss:CURLOPT_{name}" for name in ("USERAGENT", "POST", "POSTFIELDS", "COOKIEFILE")
}
_FEWEST_MINUTES, _MOST_MINUTES = 5, 43_200


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


def visibility(feed: OpmlFeed) -> str:
    """Where the list wants the feed to show, in our words; "" where it does not say."""
    return _PRIORITIES.get(feed.settings.get(_PRIORITY, ""), "")


def interval_minutes(feed: OpmlFeed) -> int | None:
    """How often the list wants the feed to be asked at most; None where it does not say."""
    seconds = abs(_ttl(feed))
    return min(max(seconds // 60, _FEWEST_MINUTES), _MOST_MINUTES) if seconds > 1 else None


def is_muted(feed: OpmlFeed) -> bool:
    """Whether the list says that the feed is not asked."""
    return _ttl(feed) < 0


def _ttl(feed: OpmlFeed) -> int:
    written = feed.settings.get(_TTL, "").strip()
    digits = written.removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) < 10
    return int(written) if is_number else 0


def others(feed: OpmlFeed) -> dict[str, str]:
    """What FreshRSS says of a feed and Mainstem has no word for: kept as it is, for the way back."""
    known = _SAID | {f"frss:{name}" for name in _SECRET}
    return {
        name: value
        for name, value in feed.settings.items()
        if name.startswith("frss:")
        and name not in known
        and not name.startswith(("frss:xPathItem", "frss:jsonItem"))
    }


def reading(where: str, minutes: int | None, *, muted: bool) -> dict[str, str]:
    """Visibility, interval and muting in FreshRSS's words."""
    theirs = next((name for name, ours in _PRIORITIES.items() if ours == where), "main")
    seconds = (minutes or 60) * 60 * (-1 if muted else 1)
    said = {_PRIORITY: theirs} if theirs != "main" else {}
    return said | ({_TTL: str(seconds)} if minutes or muted else {})


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
