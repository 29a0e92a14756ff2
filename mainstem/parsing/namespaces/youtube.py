"""YouTube's feeds: the video and its page, when no link tells of it."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing import constructs
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.scope import Scope

URIS = ("http://www.youtube.com/xml/schemas/2015",)
PREFIXES = ("yt",)


def _video(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    identifier = constructs.text(element)
    if identifier.replace("-", "").replace("_", "").isalnum():
        draft.video_id = identifier
        draft.offer("url", 4, f"https://www.youtube.com/watch?v={identifier}")


def _channel(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    draft.channel_id = constructs.text(element)


ENTRY = {"videoId": _video, "channelId": _channel}
