"""An OpmlList becomes bytes that every reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from mainstem.reading.opml.shape import NAMESPACES, OpmlFeed, OpmlList

# What XML 1.0 cannot hold at all (section 2.2), lone surrogates among it.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NEWLINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}  # else XML makes spaces of them


class _Branch:
    """A folder being written: its attributes, its folders by name, its feeds."""

    __slots__ = ("attributes", "branches", "feeds")

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.branches: dict[str, _Branch] = {}
        self.feeds: list[OpmlFeed] = []

    def at(self, path: Iterable[str]) -> _Branch:
        branch = self
        for name in path:
            branch = branch.branches.setdefault(name, _Branch())
        return branch


def write(subscriptions: OpmlList) -> bytes:
    """UTF-8 OPML 2.0; the same list gives the same bytes. A feed in two folders is written in both."""
    root = _grow(subscriptions)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0"{_namespaces(subscriptions)}>',
        "  <head>",
        f"    <title>{_escape(subscriptions.title)}</title>",
        "  </head>",
        "  <body>",
        *_lines(root, 2),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _grow(subscriptions: OpmlList) -> _Branch:
    root = _Branch()
    for folder in subscriptions.folders:
        extra = {"frss:opmlUrl": folder.opml_url} if folder.opml_url else {}
        root.at(folder.path).attributes = {**extra, **folder.settings}
    for feed in subscriptions.subscriptions:
        for path in feed.folders or ((),):
            root.at(path).feeds.append(feed)
    return root


def _lines(root: _Branch, depth: int) -> list[str]:
    """Without recursion, so that no depth of folders can exhaust the stack."""
    lines: list[str] = []
    pending: list[tuple[int, str, _Branch | None]] = [(depth, "", root)]
    while pending:
        level, text, branch = pending.pop()
        if text:
            lines.append("  " * level + text)
        if branch is None:
            continue
        inner = level + 1 if text else level
        if text:
            pending.append((level, "</outline>", None))
        pending.extend((inner, _feed_outline(feed), None) for feed in reversed(branch.feeds))
        pending.extend(
            (inner, _folder_outline(name, child), child) for name, child in reversed(branch.branches.items())
        )
    return lines


def _folder_outline(name: str, branch: _Branch) -> str:
    return f"<outline{_attributes({'text': name, 'title': name})}{_settings(branch.attributes)}>"


def _feed_outline(feed: OpmlFeed) -> str:
    title = feed.title or feed.feed_url
    known = {"text": title, "title": title, "type": feed.kind, "xmlUrl": feed.feed_url}
    optional = {"htmlUrl": feed.site_url, "description": feed.description}
    spoken = {name: value for name, value in optional.items() if value}
    return f"<outline{_attributes(known | spoken)}{_settings(feed.settings)}/>"


def _settings(settings: Mapping[str, str]) -> str:
    writable = {name: value for name, value in sorted(settings.items()) if _is_writable(name)}
    return _attributes(writable)


def _is_writable(name: str) -> bool:
    prefix, _, local = name.rpartition(":")
    return (not prefix or prefix in NAMESPACES) and _PLAIN_NAME.fullmatch(local) is not None


def _namespaces(subscriptions: OpmlList) -> str:
    said = [feed.settings for feed in subscriptions.subscriptions]
    said += [folder.settings for folder in subscriptions.folders]
    used = {name.partition(":")[0] for settings in said for name in settings}
    if any(folder.opml_url for folder in subscriptions.folders):
        used.add("frss")
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix in used)


def _attributes(pairs: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(possible(value), _NEWLINES)}" for name, value in pairs.items())


def _escape(text: str) -> str:
    return possible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def possible(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return _IMPOSSIBLE.sub("", text)
