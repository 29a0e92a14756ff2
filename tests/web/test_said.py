"""Whatever the pages say goes through the catalogue: seen with one that marks each message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mainstem import languages
from mainstem.fetching.fake import Page
from mainstem.integrations import catalogue as services
from mainstem.languages.catalogue import Catalogue, english
from mainstem.library import accounts, folders, logs, saving
from mainstem.library.folders import ACTOR
from mainstem.library.marking import mark
from mainstem.reading import View, starters
from tests.languages import messages
from tests.web.site import PASSWORD, Site, entry

PAGES = (
    "/subscribe",
    "/recipes",
    "/recipes?url=https://1.example/2",
    "/begin",
    "/begin/ready",
    "/subscriptions",
    "/subscriptions/doubles",
    "/folders",
    "/folder/1",
    "/feed/1",
    "/feed/1/asking",
    "/rules",
    "/search",
    "/search?q=(1",
    "/searches",
    "/searches/1",
    "/services",
    "/services/new/ntfy",
    "/services/1",
    "/services/99",
    "/keeping",
    "/import",
    "/statistics?days=365",
    "/undo",
    "/account",
    "/accounts",
    "/installation",
    "/installation/log",
    "/register",
    "/health",
    "/feed/99",
)
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧|ntfy")  # and the one service that is set up
_UNSAID = re.compile(r"<script.*?</script>|<svg.*?</svg>|<textarea.*?</textarea>|<code.*?</code>", re.DOTALL)
_TEXTS = re.compile(r">([^<>]+)<|(?:aria-label|placeholder|alt)=\"([^\"]+)\"")
_NAMES = {"Mainstem", "GET", "POST", "RSS", "OPML", "testclient", "application/json"}


@pytest.fixture
def marked() -> Iterator[languages.Words]:
    """Words in which every message stands in brackets."""
    said = {
        one: (f"⟦{one}⟧", f"⟦{many}⟧") if many else (f"⟦{one}⟧",) for one, many in messages.every().items()
    }
    words = replace(languages.words("en"), catalogue=Catalogue(said, english))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "choose", lambda *_: words)
        yield words


def furnish(site: Site) -> None:
    """One of everything, named by numbers alone."""
    logs.forget()  # what earlier tests of this process left
    admin = accounts.add_first(site.library, "i4", PASSWORD)
    folders.add(site.library, admin, "11")
    folders.add_label(site.library, admin, "12")
    feed = site.feed(admin, url="https://1.example/", title="13")
    ids = site.publish(feed, entry("14", "<p>15</p>", url="https://1.example/1"))
    mark(site.library, admin, ids, "read", ACTOR)
    html = b"".join(b"<article><h2><a href='/%d'>1234567890 %d</a></h2></article>" % (n, n) for n in range(4))
    site.answers.put("https://1.example/2", Page(html, headers={"content-type": "text/html"}))
    kept = saving.add(site.library, admin, "16", View(search="17"))
    saving.share(site.library, admin, kept.id, entries=True, feeds=True)
    client = site.signed_in("i4")
    form = {"service": "18", "s-url": "https://1.example", "s-topic": "1", "event": "save_entry"}
    client.post("/services/new/ntfy", data=form)
    client.post(
        "/rules", data={"action": "keep", "expression": "1", "name": "19", "act-read": "1", "send": "1"}
    )


def _unmarked(text: str) -> str:
    """What is left of a text without its messages, which may stand in one another."""
    while _MARKED.search(text):
        text = _MARKED.sub("", text)
    return text


def test_every_word_of_the_managing_pages_can_be_translated(site: Site, marked: languages.Words) -> None:
    furnish(site)
    client = site.signed_in("i4")
    calendar = marked.calendar
    known = _NAMES | {*calendar.months, *calendar.short_months, *calendar.weekdays}
    known |= {one.title for one in starters.every()} | {one.name for one in services.every().values()}
    left = {}
    for where in PAGES:
        page = client.get(where).text
        texts = (
            "".join(found).strip() for found in _TEXTS.findall(_UNSAID.sub("", page[page.index("<body") :]))
        )
        said = {_unmarked(text) for text in texts if text not in known and "://" not in text}
        if where.startswith("/installation"):  # what was seen is told as it is
            said = {
                text for text in said if not re.search(r"Python|SQLite|min$|re2|cryptography|uvloop", text)
            }
        months = "|".join((*calendar.months, *calendar.short_months))
        words = {text for text in said if re.search(r"[A-Za-z]{3}", re.sub(months, "", text))}
        if words:
            left[where] = words
    assert left == {}
