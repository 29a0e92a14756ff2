"""Entries as they stand in a stream: each is written once, and again when something about it changed.

Writing twenty entries takes longer than all else of a page, and most are as they were on the page before.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from markupsafe import Markup

from mainstem.accounts.preferences import Preferences
from mainstem.web.entries import Drawn
from mainstem.web.rendering import text
from mainstem.web.visit import Visit

_TEMPLATES = {"reader": "unfolded.html", "cards": "card.html"}
_KEPT_WITH = 2_000  # bytes beside the text itself
_PREFERENCES = tuple(one.name for one in fields(Preferences) if one.name != "extra")


class Lines:
    """The lines of one page. ``given`` is what their template is told besides the entry: ``where`` they stand, the
    names of ``labels`` and the number of ``sources`` of a story."""

    def __init__(self, visit: Visit, view: str, **given: Any) -> None:
        self._visit = visit
        self._template = _TEMPLATES.get(view, "line.html")
        self._given = given
        chosen = tuple(getattr(visit.preferences, name) for name in _PREFERENCES)
        self._same = (visit.words.tag, chosen, view, given["where"].search)

    def write(self, one: Drawn) -> Markup:
        """The entry as HTML."""
        memory = self._visit.library.answers
        key = ("line", self._visit.reader.id, self._template, one.id)
        labels, sources = self._given["labels"], self._given["sources"]
        named = tuple(labels.get(label_id) for label_id in one.state.label_ids)
        version = (self._same, one, named, sources.get(one.id))
        had: Markup | None = memory.get(key, version)
        if had is None:
            had = Markup(text(self._visit, self._template, one=one, **self._given))  # noqa: S704 - a template's
            memory.put(key, version, had, _KEPT_WITH + 2 * len(had))
        return had
