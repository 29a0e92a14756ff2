"""Elements that hold text or a body: what their type says, and what they mean as text and as HTML.

Atom says what it holds (RFC 4287 §3.1, and ``mode`` in Atom 0.3); RSS does not, so its titles are guessed
(``texts``) and its bodies are HTML.
"""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from mainstem.parsing import texts
from mainstem.parsing.markup import inner_html, resolve_html
from mainstem.parsing.scope import Scope

_PLAIN = frozenset(("text", "plain", "text/plain"))
_HTML = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml", "text/x-html", "text/xhtml"))
_TEXT = ("", "text")
UNKNOWN, PLAIN, HTML = "unknown", "plain", "html"


def read(element: etree._Element, scope: Scope) -> tuple[str, str]:
    """The value as written and its kind: _TEXT = ("", "text")
    UNKNOWN, PLAIN or HTML."""
    declared = element.get("type") or ""
    if len(element):
        return _inline(element, scope, _plain_type(declared))
    value = element.text or ""
    if scope.is_mending and not value.isascii():
        value = texts.mend(value)
    if declared == "html":
        return value, HTML
    if scope.is_atom and declared in _TEXT and scope.format != "atom-0.3":
        return value, PLAIN
    if not declared and not scope.is_atom:
        return value, UNKNOWN
    return _by_type(element, scope, value, _plain_type(declared))


def _plain_type(declared: str) -> str:
    return declared.strip().lower().partition(";")[0]


def _by_type(element: etree._Element, scope: Scope, value: str, declared: str) -> tuple[str, str]:
    if _is_base64(element, declared, scope):
        value = _from_base64(value)
    if declared in _HTML:
        is_literal = element.get("mode", "").lower() == "xml" or declared in (
            "xhtml",
            "application/xhtml+xml",
        )
        return (value, HTML) if not is_literal else (_literal(value), HTML)
    if declared in _PLAIN or not declared:
        return value, PLAIN if scope.is_atom or "}" in str(element.tag) else UNKNOWN
    return value, HTML if declared.endswith(("/xml", "+xml")) else PLAIN


def _literal(value: str) -> str:
    """Text that stands as XML in an HTML construct. Markup in it was escaped by mistake, and is meant."""
    return value if texts.is_html(value) else texts.escape(value)


def _inline(element: etree._Element, scope: Scope, declared: str) -> tuple[str, str]:
    wrapper = _only_div(element) if declared == "xhtml" or scope.format == "atom-1.0" else None
    if wrapper is not None and declared in ("html", "text/html") and not len(wrapper):
        escaped = wrapper.text or ""
        if texts.is_html(escaped):
            return escaped, HTML  # escaped and wrapped: one of the two was meant
    value = inner_html(element if wrapper is None else wrapper, scope).strip()
    return value if value.isascii() or not scope.is_mending else texts.mend(value), HTML


def _only_div(element: etree._Element) -> etree._Element | None:
    """XHTML's one wrapping div, which is no part of the content (RFC 4287 §3.1.1.3)."""
    if len(element) != 1 or (element.text or "").strip():
        return None
    child = element[0]
    is_div = str(child.tag).rpartition("}")[2].lower() == "div"
    return child if is_div and not (child.tail or "").strip() else None


def _is_base64(element: etree._Element, declared: str, scope: Scope) -> bool:
    if element.get("mode", "").lower() == "base64":
        return True
    if not scope.is_atom or not declared or declared in _PLAIN or declared in _HTML:
        return False
    return not (declared.startswith("text/") or declared.endswith(("/xml", "+xml")) or "/" not in declared)


def _from_base64(value: str) -> str:
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return value


def plain(element: etree._Element, scope: Scope) -> str:
    """The text of a title, a name, a category: decoded once, white space collapsed."""
    if len(element) or element.get("type") is not None or scope.format == "atom-0.3":
        return to_plain(*read(element, scope))
    value = element.text
    if value is None:
        return ""
    if scope.is_mending and not value.isascii():
        value = texts.mend(value)
    if not scope.is_atom and ("<" in value or "&" in value):
        return texts.from_unknown(value)
    return " ".join(value.split())


def to_plain(value: str, kind: str) -> str:
    """The text of a value of that kind."""
    if kind == HTML:
        return texts.from_html(value)
    return texts.from_unknown(value) if kind == UNKNOWN else " ".join(value.split())


def html(element: etree._Element, scope: Scope) -> str:
    """The body as HTML, its addresses absolute where the document has relative ones."""
    value, kind = read(element, scope)
    value = value.strip()
    if kind == PLAIN:
        return texts.escape(value)
    return resolve_html(value, scope.base_of(element)) if value else value


def text(element: etree._Element) -> str:
    """The bare text of an element that holds a number, a date, an address."""
    if len(element):
        return "".join(str(piece) for piece in element.itertext()).strip()
    value = element.text
    return value.strip() if value else ""
