"""Folded stories as apps show them, which know nothing of stories: the lead lists its copies at its end, and each
copy says at its beginning whose it is. Readers who fold nothing see entries as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from mainstem import languages
from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.languages import Words
from mainstem.storage import Connection, entries, folding, mended, subscriptions
from mainstem.stories.leading import Held

LABEL = "Same story"  # under which apps that know labels show copies
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Retold:
    """Clean HTML to put before and after the texts of entries, by id; ``copies`` are the folded ones."""

    before: Mapping[int, str] = field(default_factory=dict)
    after: Mapping[int, str] = field(default_factory=dict)
    copies: frozenset[int] = frozenset()

    def html(self, entry_id: int, html: str) -> str:
        """The text of an entry with what belongs around it."""
        return f"{self.before.get(entry_id, '')}{html}{self.after.get(entry_id, '')}"


NOTHING = Retold()


def retold(connection: Connection, user: User, entry_ids: Sequence[int]) -> Retold:
    """What belongs around those entries for this reader."""
    if not entry_ids or not folding.is_enrolled(connection, user.id):
        return NOTHING
    told = set(mended.stories_of(connection, entry_ids).values())
    found = folding.stories(connection, [user.id], sorted(told))
    folded = [held for held in found.values() if any(one.is_folded for one in held)]
    links = _links(connection, user, [one for held in folded for one in held])
    words = languages.choose(preferences.of(user.preferences).language, "")
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for held in folded:
        leads = [one.entry_id for one in held if not one.is_folded]
        copies = [one.entry_id for one in held if one.is_folded]
        for lead in leads:
            after[lead] = _listed(words, [links[one] for one in copies if one in links])
        before |= {one: _pointed(words, links[leads[0]]) for one in copies if leads and leads[0] in links}
    return Retold(before, after, frozenset(one.entry_id for held in folded for one in held if one.is_folded))


def _links(connection: Connection, user: User, held: Sequence[Held]) -> dict[int, str]:
    """Each entry as a link with the name of its feed."""
    kept = entries.by_ids(connection, [one.entry_id for one in held])
    titles = {
        one.feed.id: one.title
        for one in subscriptions.some(connection, user.id, {one.feed_id for one in held})
    }
    return {
        one.id: _link(one.url, one.title or one.url or "–", titles.get(one.feed_id, ""))
        for one in kept.values()
    }


def _link(url: str, title: str, feed: str) -> str:
    name = escape(title)
    if url.startswith(("https://", "http://")):
        name = f'<a href="{escape(url)}">{name}</a>'
    return f"{name} ({escape(feed)})" if feed else name


def _listed(words: Words, links: Sequence[str]) -> str:
    rows = "".join(f"<li>{one}</li>" for one in links[:MOST_LISTED])
    return f"<hr><p>{escape(words.text('Told by others as well:'))}</p><ul>{rows}</ul>" if links else ""


def _pointed(words: Words, link: str) -> str:
    return f"<p>{escape(words.text('The same story as:'))} {link}</p><hr>"
