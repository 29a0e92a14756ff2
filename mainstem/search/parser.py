"""The language of searches, rules and saved searches: from what a reader types to a Query.

    query    = or
    or       = and { "OR" and }                    OR in any case; binds less than AND
    and      = part { ["AND"] part }               side by side means both
    part     = ["!" | "-" | "NOT"] ( "(" or ")" | term )
    term     = [operator] value                    no space behind an operator's colon
    value    = word ["*"] | quote ["*" | "~" n] | "/" regex "/" [i m s]

    word               in title or text; also its stem (running finds runs); a-b is a phrase
    word*              longer words too            "two words"    one after the other, as written
    "two words"~5      near: at most 5 between     near:"a b"     at most 10 between
    /regex/im          RE2, over title and text    \\( \\)          brackets as signs

    intitle: intext: author: inurl:   word, phrase or regex in one field; author and inurl find beginnings;
                                      title: text: url: mean the same; any other name before a colon is an error
    #tag  #two+words  #"two words"  #/regex/       the whole of a publisher's category; also tag:
    f:1,2  c:1  L:1,2  e:123          ids of feeds, folders, labels, entries; L:* any label
    feed: folder: label: in:          names; a comma means or; in:folder/News, in:label/Later
    date: pubdate: userdate: mdate:   ISO 8601 intervals: arrival, publication, my change, any change
    is:                               unread read starred hidden snoozed labelled noted kept updated important
    has:                              image audio video attachment enclosure text author category note label
    lang:de,en   length:>2000   length:500..2000   length:<3min
    search:name  search:"my name"  S:3             a saved search by name or place
    sort:                             relevance newest oldest published title feed length changed random

FreshRSS's language is a part of this one; here brackets must match, and words are found as words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from mainstem.feeds.errors import BadQuery
from mainstem.reading.stream import Order
from mainstem.search import operators
from mainstem.search.lexer import Token, tokens
from mainstem.search.operators import Operator, Surroundings
from mainstem.search.query import Everything, Field, Kind, Moment, Node, Query, Saved, both, either, negated

MAX_LENGTH = 10_000  # characters
MAX_DEPTH = 50  # brackets within brackets
MAX_TERMS = 500

OPERATORS: dict[str, Operator] = {
    "intitle": operators.text_in(Field.TITLE),
    "title": operators.text_in(Field.TITLE),
    "intext": operators.text_in(Field.TEXT),
    "text": operators.text_in(Field.TEXT),
    "author": operators.text_in(Field.AUTHOR),
    "inurl": operators.text_in(Field.URL),
    "url": operators.text_in(Field.URL),
    "#": operators.category,
    "tag": operators.category,
    "near": operators.near,
    "f": operators.ids(Kind.FEED),
    "c": operators.ids(Kind.FOLDER),
    "l": operators.ids(Kind.LABEL),
    "e": operators.ids(Kind.ENTRY),
    "feed": operators.named(Kind.FEED),
    "folder": operators.named(Kind.FOLDER),
    "label": operators.named(Kind.LABEL),
    "labels": operators.named(Kind.LABEL),
    "in": operators.named(Kind.ANY),
    "date": operators.within(Moment.ARRIVED),
    "pubdate": operators.within(Moment.PUBLISHED),
    "userdate": operators.within(Moment.TOUCHED),
    "mdate": operators.within(Moment.CHANGED),
    "is": operators.state,
    "has": operators.thing,
    "lang": operators.language,
    "length": operators.length,
}
ORDERS = {
    "relevance": (Order.RELEVANCE, False),
    "newest": (Order.ARRIVAL, False),
    "oldest": (Order.ARRIVAL, True),
    "published": (Order.PUBLISHED, False),
    "title": (Order.TITLE, True),
    "feed": (Order.FEED, True),
    "length": (Order.LENGTH, False),
    "changed": (Order.CHANGED, False),
    "random": (Order.RANDOM, False),
}
NAMES = frozenset(OPERATORS) | {"search", "s", "sort"}
_ANYWHERE = operators.text_in(Field.ANY)


def parse(text: str, now: datetime, timezone: tzinfo = UTC, saved: Mapping[str, str] | None = None) -> Query:
    """The query that ``text`` says. ``saved`` maps the names of saved searches, in their order, to their
    expressions, which are expanded once: within them no other is called.

    Raises BadQuery with the position and length of what is wrong.
    """
    return _Parser(text, now, timezone, saved or {}).query()


class _Parser:
    """One pass over the tokens; each method reads one row of the grammar."""

    def __init__(self, text: str, now: datetime, timezone: tzinfo, saved: Mapping[str, str]) -> None:
        if len(text) > MAX_LENGTH:
            raise BadQuery(
                f"A search may have {MAX_LENGTH} characters; this has {len(text)}.",
                position=MAX_LENGTH,
                length=len(text) - MAX_LENGTH,
            )
        self.surroundings = Surroundings(now, timezone, saved)
        self.tokens = tokens(text, NAMES)
        self.at = 0
        self.depth = 0
        self.order: Order | None = None
        self.is_ascending = False
        terms = [token for token in self.tokens if token.kind == "term"]
        if len(terms) > MAX_TERMS:
            raise terms[MAX_TERMS].bad(f"A search may have {MAX_TERMS} terms; this has {len(terms)}.")

    def query(self) -> Query:
        root = self._either()
        left = self._peek()
        if left is not None:
            raise left.bad("This bracket closes nothing.", advice="Remove it, or write \\) for the sign.")
        if isinstance(root, Everything) and self.tokens and self.order is None:
            raise BadQuery(
                "There is no word here to search for.", position=0, length=self.tokens[-1].position + 1
            )
        return Query(root, self.order, self.is_ascending)

    def _either(self) -> Node:
        parts = [self._both()]
        while (token := self._peek()) is not None and token.kind == "or":
            self.at += 1
            parts.append(self._both(after=token))
        if len(parts) > 1 and isinstance(parts[0], Everything):
            raise self.tokens[0].bad("Something is missing before OR.")
        return either(parts)

    def _both(self, after: Token | None = None) -> Node:
        parts = []
        while (token := self._peek()) is not None and token.kind not in {"or", "close"}:
            self.at += 1
            if token.kind != "and":
                parts.append(self._part(token))
        joined = both(parts)
        if after is not None and isinstance(joined, Everything):
            raise after.bad(
                "Something is missing after OR.", advice='Write "or" in quotation marks for the word.'
            )
        return joined

    def _part(self, token: Token) -> Node:
        if token.kind == "not":
            return self._negated(token)
        if token.kind == "open":
            return self._bracket(token)
        if token.name == "sort":
            return self._sort(token)
        if token.name in {"search", "s"}:
            return self._saved(token)
        return OPERATORS.get(token.name, _ANYWHERE)(token, self.surroundings)

    def _negated(self, sign: Token) -> Node:
        token = self._peek()
        if token is None or token.kind in {"or", "and", "close"}:
            raise sign.bad("Nothing follows this negation.")
        self.at += 1
        self._deeper(sign)
        part = self._part(token)
        self.depth -= 1
        return part if isinstance(part, Everything) else negated(part)

    def _bracket(self, opening: Token) -> Node:
        self._deeper(opening)
        inner = self._either()
        self.depth -= 1
        if self._peek() is None:
            raise opening.bad("This bracket is never closed.", advice="Add a ) or write \\( for the sign.")
        self.at += 1
        return inner

    def _deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise token.bad(f"Brackets may stand at most {MAX_DEPTH} deep in one another.")

    def _sort(self, token: Token) -> Node:
        found = ORDERS.get(token.value.lower())
        if found is None:
            raise token.bad(f"{token.value!r} is no order.", advice=f"Write one of {', '.join(ORDERS)}.")
        self.order, self.is_ascending = found
        return Everything()

    def _saved(self, token: Token) -> Node:
        saved = self.surroundings.saved
        names = {name.casefold(): name for name in saved}
        name = names.get(token.value.strip().casefold())
        if token.name == "s" and token.value.isdecimal() and 0 < int(token.value[:9]) <= len(saved):
            name = list(saved)[int(token.value[:9]) - 1]
        if name is None:
            raise token.bad(f"There is no saved search {token.value!r}.")
        try:
            return Saved(name, self._parse_saved(saved[name]))
        except BadQuery as trouble:
            raise token.bad(f"In the saved search {name!r}: {trouble.message}") from trouble

    def _parse_saved(self, text: str) -> Node:
        return parse(text, self.surroundings.now, self.surroundings.timezone).root

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None
