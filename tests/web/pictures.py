"""Takes the pictures of the pages that the documentation shows.

python -m tests.web.pictures            those that a page of docs/ shows, into docs/pictures
python -m tests.web.pictures FOLDER     all of them; further arguments like ``text=/text`` name other pages
"""

from __future__ import annotations

import base64
import re
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from mainstem.accounts import User
from mainstem.library import Actor, folders, marking, subscribing
from mainstem.storage import connect
from mainstem.storage.migrations import migrate
from tests.web.conftest import _QUIET
from tests.web.site import PASSWORD, Site, entry

_PAPERS = {
    "News": ("The Lock-Keeper", "Harbour Gazette", "Upland Courier", "Delta Daily"),
    "Science": ("Hydrology Letters", "Silt & Stone", "The Field Notebook"),
    "Software": ("Small Programs", "Notes on Queues", "Release Radar"),
    "Kitchen": ("Bread, Mostly", "One Pot"),
}
_TITLES = (
    "The river’s first survey in a century: what the boats found below the weir",
    "A bakery that opens only when the tide is out",
    "Why our database sleeps at night, and yours could too",
    "Night trains return to the northern line",
    "Seventeen ways to fold a map, and the one that works",
    "The quiet art of the error message",
    "A lake on the moon of a moon",
    "Small engines: repairing what was never meant to be repaired",
    "Letters from a lighthouse, the fourth winter",
    "What 300,000 tree rings say about one summer",
    "Onions, slowly",
    "Version 4.2 is out: fewer options, better defaults",
    "How a library counts its readers without watching them",
    "The ferry that was also a concert hall",
)
_TEXT = """<p><img src="{picture}" width="1200" height="560" alt="A wide river at dusk"></p>
<p>On Friday the two survey boats came back from the lower river with more than they had set out to find. “We went
to measure silt,” says the pilot, “and came home with a story.” The bed, it turns out, has wandered forty metres to
the east since anybody last looked.</p>
<h2>A bed that moved</h2>
<p>Every tributary was measured twice. The mouth of the Aln alone carries 3.2 tonnes a day, most of it at night, when
the sluices further up are drawn. None of this is dangerous; all of it is new.</p>
<blockquote><p>Rivers do not hurry. They only never stop.</p></blockquote>
<p>In spring the weir will be opened by a hand’s breadth. Nobody expects to see a difference. The fish might.</p>"""


def _png(width: int, height: int) -> str:
    """A picture of an evening sky over water."""
    rows = bytearray()
    for y in range(height):
        share = y / height
        sky = (250 - 120 * share, 190 - 60 * share, 150 + 40 * share)
        water = (40 + 60 * (1 - share), 80 + 60 * (1 - share), 100 + 50 * (1 - share))
        color = bytes(int(part) for part in (sky if share < 0.6 else water))
        rows += b"\0" + color * width
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows), 9)),
        (b"IEND", b""),
    ]
    parts = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    whole = b"\x89PNG\r\n\x1a\n" + b"".join(parts)
    return "data:image/png;base64," + base64.b64encode(whole).decode()


def furnish(site: Site, reader: User, *, now: datetime) -> None:
    """Feeds in folders, entries of four days, some of them read and starred."""
    picture = _png(600, 280)
    made = []
    site.moment = now - timedelta(days=5)
    for folder, papers in _PAPERS.items():
        folder_id = folders.add(site.library, reader, folder).id
        for title in papers:
            slug = "".join(letter for letter in title.lower() if letter.isalpha())
            feed = site.feed(reader, url=f"https://{slug}.example/feed", title=title)
            subscribing.change(site.library, reader, feed.id, folder_ids=[folder_id])
            made.append(feed)
    ids: list[int] = []
    for number, title in enumerate(_TITLES * 3):
        site.moment = now - timedelta(hours=62 - number * 1.45)
        came = entry(
            title,
            _TEXT.format(picture=picture),
            guid=f"urn:{number}",
            published_at=site.moment - timedelta(minutes=17),
            authors=("M. Reed",) if number % 3 else (),
            categories=("rivers", "survey"),
        )
        ids += site.publish(made[number * 5 % len(made)], came)
    site.moment = now
    marking.mark(site.library, reader, ids[3::4], "read", Actor())
    marking.mark(site.library, reader, ids[::6], "star", Actor())
    for name in ("to discuss", "recipes"):
        label = folders.add_label(site.library, reader, name)
        marking.label(site.library, reader, ids[5::9], label.id, Actor())


@contextmanager
def demonstration(**preferences: object) -> Iterator[tuple[Site, str]]:
    """A furnished site, served."""
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{folder}/mainstem.db")
        migrate(database)
        now = datetime.now(UTC).replace(hour=20, minute=30)
        site = Site(database, moment=now)
        furnish(site, site.reader(**preferences), now=now)
        with site.served() as address:
            yield site, address
        database.close()


_SIZES = {"desktop": (1360, 860), "phone": (390, 844)}
_PAGES = {
    "stream": "/?show=all",
    "panes": "/?show=all&view=panes",
    "search": "/search?q=river",
    "text": "/text",
    "subscribe": "/subscribe",
    "import": "/import",
}


def take(browser: Browser, address: str, into: Path, pages: dict[str, str], words: str = "") -> None:
    """Pictures of pages in every size and both colour schemes."""
    for size, (width, height) in _SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,  # type: ignore[arg-type]
                base_url=address,
                has_touch=size == "phone",
            )
            page = context.new_page()
            page.goto("/sign-in")
            page.screenshot(path=into / f"{words}signin-{size}-{scheme}.png")
            page.fill("[name=username]", "ida")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_selector("main")
            for name, where in pages.items():
                page.goto(where)
                page.wait_for_timeout(150)
                page.screenshot(path=into / f"{words}{name}-{size}-{scheme}.png")
            page.goto("/?show=all&view=normal")
            page.locator("article summary").nth(2).click()
            page.wait_for_timeout(300)
            page.screenshot(path=into / f"{words}open-{size}-{scheme}.png")
            context.close()


def main() -> None:
    """Take all of them, or those that the documentation shows."""
    path = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as passing:
        into = Path(sys.argv[1] if len(sys.argv) > 1 else passing)
        into.mkdir(parents=True, exist_ok=True)
        pages = dict(one.split("=", 1) for one in sys.argv[2:]) or _PAGES
        with sync_playwright() as playwright, demonstration() as (_, address):
            browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
            take(browser, address, into, pages)
            browser.close()
        if len(sys.argv) == 1:
            _into_documentation(into)


def _into_documentation(taken: Path) -> None:
    docs = Path(__file__).parents[2] / "docs"
    shown = {
        name
        for page in docs.rglob("*.md")
        for name in re.findall(r"pictures/([\w-]+\.png)", page.read_text())
    }
    for name in sorted(shown):
        shutil.copy(taken / name, docs / "pictures" / name)


if __name__ == "__main__":
    main()
