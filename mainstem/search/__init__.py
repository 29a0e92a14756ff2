"""The query a reader types becomes a Query; pure."""

from mainstem.search.matching import matches
from mainstem.search.parser import parse
from mainstem.search.query import Query
from mainstem.search.view import EntryView
from mainstem.search.writing import narrow, normal

__all__ = ["EntryView", "Query", "matches", "narrow", "normal", "parse"]
