"""RSS in JSON: RSS 2.0 with elements as keys and attributes as ``#``-keys, as some servers write it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from mainstem.parsing.jsonfeed import Json, text
from mainstem.parsing.namespaces import PREFIXES

_MOST = 200_000


def is_feed(document: Any) -> bool:
    """Whether a JSON document is RSS in disguise."""
    return isinstance(document, dict) and isinstance(_channel(document), dict)


def _channel(document: Json) -> Any:
    rss = document.get("rss")
    return rss.get("channel") if isinstance(rss, dict) else None


def to_xml(document: Json) -> etree._Element:
    """The same feed as the element tree that RSS has, so that one reader serves both."""
    root = etree.Element("rss", version=text(document["rss"].get("version")) or "2.0")
    _append(root, "channel", _channel(document), [_MOST])
    return root


def _append(parent: etree._Element, name: str, value: Any, budget: list[int]) -> None:
    if isinstance(value, list):
        for one in value:
            _append(parent, name, one, budget)
        return
    budget[0] -= 1
    if budget[0] < 0:
        return
    child = _element(parent, name)
    if child is None:
        return
    if not isinstance(value, dict):
        child.text = _sound(text(value) if not isinstance(value, bool) else str(value).lower())
        return
    for key, inner in value.items():
        _fill(child, str(key), inner, budget)


def _fill(child: etree._Element, key: str, inner: Any, budget: list[int]) -> None:
    if key in ("#text", "#value", "$t", "_"):
        child.text = _sound(text(inner))
    elif key.startswith(("#", "@")):
        _attribute(child, key[1:], inner)
    elif _is_attribute(str(child.tag), key) and not isinstance(inner, dict | list):
        _attribute(child, key, inner)
    else:
        _append(child, key, inner, budget)


def _is_attribute(name: str, key: str) -> bool:
    """Without marks, these are attributes in RSS proper."""
    return key in {"enclosure": ("url", "length", "type"), "guid": ("isPermaLink",), "source": ("url",)}.get(
        name, ()
    )


def _attribute(element: etree._Element, key: str, value: Any) -> None:
    try:
        element.set(
            key.replace(":", "_"), _sound(text(value) if not isinstance(value, bool) else str(value).lower())
        )
    except ValueError:
        return


def _element(parent: etree._Element, name: str) -> etree._Element | None:
    prefix, colon, local = name.partition(":")
    try:
        if not colon:
            return etree.SubElement(parent, name)
        return etree.SubElement(parent, f"{{{PREFIXES.get(prefix.lower(), 'urn:' + prefix)}}}{local}")
    except ValueError:
        return None


def _sound(value: str) -> str:
    return "".join(
        c
        for c in value
        if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
