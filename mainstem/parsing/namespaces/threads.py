"""Comments and replies: slash, wfw, thr (RFC 4685), annotations."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import Link, Reply
from mainstem.parsing import constructs
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.linking import number
from mainstem.parsing.scope import Scope

URIS = (
    "http://purl.org/rss/1.0/modules/slash/",
    "http://wellformedweb.org/CommentAPI/",
    "http://wellformedweb.org/commentapi/",
    "http://purl.org/syndication/thread/1.0",
)
PREFIXES = ("slash", "wfw", "thr")


def _count(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    count = number(constructs.text(element))
    draft.comment_count = count if count is not None else draft.comment_count


def _feed(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.comments_feed_url = scope.resolve(element, constructs.text(element)) or draft.comments_feed_url


def _form(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    url = scope.resolve(element, constructs.text(element))
    if url:
        draft.links.append(Link(url, "comment-api"))


def _reply(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    url = scope.resolve(element, element.get("href") or element.get("ref") or "")
    if url:
        draft.links.append(Link(url, "in-reply-to", element.get("type") or ""))
    draft.add(
        "replies_to",
        Reply(
            (element.get("ref") or "").strip(),
            scope.resolve(element, element.get("href") or ""),
            element.get("type") or "",
            scope.resolve(element, element.get("source") or ""),
        ),
    )


ENTRY = {"comments": _count, "total": _count, "commentRss": _feed, "comment": _form, "in-reply-to": _reply}
