"""From a Query back to an expression: the same query always in the same words."""

from __future__ import annotations

import re

from mainstem.reading.stream import Order
from mainstem.search.lexer import FIELD
from mainstem.search.parser import NAMES, ORDERS
from mainstem.search.query import (
    And,
    AnyLabel,
    Everything,
    Field,
    Has,
    Ids,
    Interval,
    Is,
    Kind,
    Language,
    Length,
    Named,
    Near,
    Node,
    Not,
    Or,
    Query,
    Regex,
    Saved,
    Text,
)

_ID_NAMES = {Kind.FEED: "f", Kind.FOLDER: "c", Kind.LABEL: "L", Kind.ENTRY: "e"}
_SAFE = re.compile(r"[^\s()\\\"'“„«!*/#,-][^\s()\\*]*")
_BEGINNINGS = frozenset("/!#-\"'“„«")
_OPERATOR = re.compile(r"([A-Za-z]+):")


def normal(query: Query) -> str:
    """An expression that parses to ``query`` (with the same time, zone and saved searches)."""
    written = "" if isinstance(query.root, Everything) else _write(query.root)
    if query.order is None:
        return written
    return f"{written} sort:{_order_name(query.order, query.is_ascending)}".strip()


def narrow(text: str, clause: str) -> str:
    """The expression ``text`` with one more clause, both kept whole: for links on authors and categories."""
    if not text.strip():
        return clause
    return (
        f"({text.strip()}) {clause}"
        if re.search(r"\bor\b", text, re.IGNORECASE)
        else f"{text.strip()} {clause}"
    )


def _order_name(order: Order, is_ascending: bool) -> str:
    exact = [name for name, meant in ORDERS.items() if meant == (order, is_ascending)]
    return exact[0] if exact else next(name for name, (meant, _) in ORDERS.items() if meant == order)


def _write(node: Node) -> str:
    match node:
        case And(parts):
            return " ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_write(part) for part in parts)
        case Not(part):
            return f"!{_bracketed(part, And, Or)}"
        case Saved(name, _):
            return f"search:{_value(name)}"
        case _:
            return _leaf(node)


def _bracketed(node: Node, *kinds: type) -> str:
    return f"({_write(node)})" if isinstance(node, kinds) else _write(node)


def _leaf(node: Node) -> str:
    match node:
        case Text(text, field, is_exact, is_prefix):
            return _text(text, field, is_exact) + ("*" if is_prefix else "")
        case Near(text, distance, field):
            return f"{_prefix(field)}{_quote(text)}~{distance}"
        case Regex(pattern, flags, field):
            return f"{_prefix(field)}/{_slashes(pattern)}/{flags}"
        case Ids(kind, ids):
            return f"{_ID_NAMES[kind]}:{','.join(map(str, ids))}"
        case Named(kind, names):
            return f"{kind}:{_value(','.join(names))}"
        case _:
            return _plain(node)


def _plain(node: Node) -> str:
    written = ""
    match node:
        case AnyLabel():
            written = "L:*"
        case Interval(moment, _, _, text):
            written = f"{moment}:{_value(text)}"
        case Is(state):
            written = f"is:{state}"
        case Has(thing):
            written = f"has:{thing}"
        case Language(languages):
            written = f"lang:{','.join(languages)}"
        case Length(least, most):
            written = f"length:{_span(least, most)}"
    return written


def _span(least: int | None, most: int | None) -> str:
    if least is None:
        return f"<={most}"
    return f"{least}..{most}" if most is not None else f">={least}"


def _text(text: str, field: Field, is_exact: bool) -> str:
    if is_exact:
        return _prefix(field) + _quote(text)
    if field is Field.CATEGORY:
        return "#" + _escape(text.replace(" ", "+"))
    written = _escape(text)
    if field is Field.ANY and FIELD.match(written):
        return written.replace(":", "\\:", 1)  # else it would be taken for a field
    return _prefix(field) + written


def _prefix(field: Field) -> str:
    return {Field.ANY: "", Field.CATEGORY: "#"}.get(field, f"{field}:")


def _value(text: str) -> str:
    """A value bare where it can be, else in quotes."""
    return text if _SAFE.fullmatch(text) and not _is_operator(text) else _quote(text)


def _is_operator(text: str) -> bool:
    match = _OPERATOR.match(text)
    return match is not None and match[1].lower() in NAMES


def _quote(text: str) -> str:
    """In the first kind of quotation marks that does not occur inside."""
    for opening, closing in (('"', '"'), ("'", "'"), ("«", "»"), ("“", "”")):
        if closing not in text:
            return f"{opening}{text}{closing}"
    return '"' + text.replace('"', " ") + '"'


def _escape(text: str) -> str:
    """A word that could be read as something else at its beginning gets a backslash before it."""
    written = re.sub(r"([()\\])", r"\\\1", text)
    return f"\\{written}" if written[:1] in _BEGINNINGS else written


def _slashes(pattern: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)/", r"\1\\/", pattern)
