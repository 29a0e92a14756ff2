"""The briefing of the day as an Atom feed (RFC 4287) of one entry, which is another one every day."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from mainstem import languages
from mainstem.accounts import User, preferences
from mainstem.apis.answers import Answer
from mainstem.library import Library
from mainstem.library.briefings import composing, rewording
from mainstem.library.briefings.telling import Telling, html
from mainstem.reading.opml.writer import possible

_KIND = (b"content-type", b"application/atom+xml; charset=utf-8")
_DAY = timedelta(days=1)


def answer(library: Library, user: User, base: str) -> Answer:
    """The feed: what the last full hour closed, so that it does not change with every look."""
    prefer = preferences.of(user.preferences)
    telling = Telling(languages.choose(prefer.language, ""), base)
    hour = library.now().replace(minute=0, second=0, microsecond=0)
    brief = composing.make(library, user, hour - _DAY)
    reworded = rewording.kept(library, user, (*brief.told.new, *brief.told.running))
    day = hour.astimezone(prefer.zone).date().isoformat()
    told = html(telling.parts(brief, reworded))
    name = f"urn:mainstem:briefing:{user.id}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("id", name),
        _element("title", telling.words.text("Briefing")),
        _element("updated", hour.isoformat()),
        "<author><name>Mainstem</name></author><entry>",
        _element("id", f"{name}:{day}"),
        _element("title", telling.title(brief)),
        _element("updated", hour.isoformat()),
        f'<link rel="alternate" href="{escape(base)}/briefing"/>',
        f'<content type="html">{escape(possible(told))}</content></entry></feed>\n',
    ]
    return Answer("".join(parts).encode("utf-8", "replace"), 200, (_KIND,))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(possible(text))}</{name}>"
