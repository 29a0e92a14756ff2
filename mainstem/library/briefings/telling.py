"""A briefing in words, for feeds and letters: the same parts as plain text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mainstem.languages import Words
from mainstem.library.briefings.composing import Brief
from mainstem.library.briefings.rewording import Reworded
from mainstem.stories.briefing import BriefStory, Quotation
from mainstem.stories.events import Next


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a letter. ``rank`` is 1 or 2 for headings, 0 for what is said; ``url`` is where it leads."""

    text: str
    url: str = ""
    rank: int = 0
    source: str = ""
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a briefing in a language; links lead to the pages below ``base``."""

    words: Words
    base: str

    def title(self, brief: Brief) -> str:
        """The briefing's title, with its day."""
        return self.words.text("Briefing of {day}", day=self.words.date(brief.made_at.date()))

    def parts(self, brief: Brief, reworded: Mapping[int, Reworded]) -> list[Part]:
        """All that is said, in order."""
        say = self.words.text
        found: list[Part] = []
        for heading, stories in ((say("New"), brief.told.new), (say("Still running"), brief.told.running)):
            if stories:
                found.append(Part(heading, rank=1))
                for one in stories:
                    found += self._story(one, reworded.get(one.story_id))
        if brief.coming:
            found.append(Part(say("What is next"), f"{self.base}/next", rank=1))
            found += [self._coming(one) for one in brief.coming]
        if brief.told.quiet:
            found.append(Part(say("From quiet feeds"), rank=1))
            found += [self._quoted(one, is_quoted=False) for one in brief.told.quiet]
        return found or [Part(say("There is nothing to tell of this time."))]

    def _story(self, one: BriefStory, reworded: Reworded | None) -> Iterator[Part]:
        story = f"{self.base}/story/{one.quotations[0].entry_id}" if one.quotations else ""
        yield Part(
            one.title, story, rank=2, source=self.words.count("{n} source", "{n} sources", one.sources)
        )
        if reworded is None:
            yield from (self._quoted(each) for each in one.quotations)
        else:
            for sentence in reworded.sentences:
                cited = ", ".join(dict.fromkeys(each.feed_title for each in sentence.cites))
                yield Part(sentence.text, self._entry(sentence.cites[0].entry_id), source=cited)
            yield Part(
                self.words.text("Reworded by {model}; checked against its sources.", model=reworded.model)
            )
        for each in one.disagreements:
            yield Part(self.words.text("The sources differ"))
            for claim in each.claims:
                yield Part(claim.sentence, self._entry(claim.entry_id), is_quoted=True)

    def _coming(self, one: Next) -> Part:
        event = one.told.event
        when = self.words.date(one.told.day)
        sure = "" if event.is_stated else f" ({self.words.text('probably')})"
        return Part(f"{when}{sure}: {event.sentence}", self._entry(one.told.entry_ids[0]))

    def _quoted(self, one: Quotation, *, is_quoted: bool = True) -> Part:
        return Part(one.text, self._entry(one.entry_id), source=one.feed_title, is_quoted=is_quoted)

    def _entry(self, entry_id: int) -> str:
        return f"{self.base}/entry/{entry_id}"


def plain(parts: Sequence[Part]) -> str:
    """The parts as plain text."""
    return "\n\n".join(_plain(one) for one in parts) + "\n"


def _plain(one: Part) -> str:
    text = " ".join(one.text.split())
    if one.rank == 1:
        return f"{text.upper()}\n{'=' * min(len(text), 70)}"
    said = f"“{text}”" if one.is_quoted else text
    said = f"{said} ({one.source})" if one.source else said
    return f"{said}\n{one.url}" if one.url else said


def html(parts: Sequence[Part]) -> str:
    """The parts as HTML without styles."""
    return "\n".join(_html(one) for one in parts)


def _html(one: Part) -> str:
    text = escape(" ".join(one.text.split()))
    url = escape(one.url)
    source = f" <small>{escape(one.source)}</small>" if one.source else ""
    if one.rank:
        name = f"h{one.rank + 1}"
        inner = f'<a href="{url}">{text}</a>' if url else text
        return f"<{name}>{inner}{source}</{name}>"
    link = f' <a href="{url}">{escape(one.source) or "→"}</a>' if url else source
    if one.is_quoted:
        return f"<blockquote><p>{text}{link}</p></blockquote>"
    return f"<p>{text}{link}</p>"
