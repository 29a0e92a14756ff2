"""Runs the real command, one process a step of simulated time, against the sites; then lets the cases judge."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.refresh.picky.host import Host
from tests.refresh.picky.site import Site
from tests.refresh.world import START

LIBRARIES = (
    Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    Path("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
)
Story = Callable[[Site], Iterator[None]]


@dataclass(frozen=True)
class Case:
    """``story`` sets a site up, yields while the command runs, and asserts what it saw."""

    story: Story
    is_must: bool
    group: str
    span: str

    @property
    def name(self) -> str:
        return self.story.__name__


@dataclass
class Journey:
    """One installation and its rounds."""

    cases: list[Case]
    folder: Path
    through_proxy: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    peak_megabytes: float = 0.0
    longest_seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def run(self, steps: list[timedelta], say: Callable[[str], None] = lambda _: None) -> dict[str, str]:
        """What is wrong with each case, by name; "" where nothing is."""
        sites = [Site(f"s{number}") for number in range(len(self.cases))]
        with Host(sites, through_proxy=self.through_proxy) as host:
            host.begin(START, 0)
            stories = [case.story(site) for case, site in zip(self.cases, sites, strict=True)]
            for story in stories:
                next(story)
            self._follow(host, sites)
            at = START
            for number, step in enumerate(steps):
                host.begin(at, number)
                self._mainstem(host, at, "refresh", "--once")
                if number % 20 == 0:
                    say(f"round {number + 1} of {len(steps)}, {at:%Y-%m-%d %H:%M}")
                at += step
            for site in sites:
                self._look(host, site, at)
            return {case.name: _judged(story) for case, story in zip(self.cases, stories, strict=True)}

    def _follow(self, host: Host, sites: list[Site]) -> None:
        urls = [site.base + path if path.startswith("/") else path for site in sites for path in site.feeds]
        outlines = "".join(f"<outline type='rss' text='x' xmlUrl={quoteattr(url)}/>" for url in urls)
        opml = self.folder / "feeds.opml"
        opml.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
        self._mainstem(host, START, "user", "add", "ida", "--password-stdin", given="a long pass phrase")
        self._mainstem(host, START, "import", str(opml), "--user", "ida")

    def _mainstem(self, host: Host, at: datetime, *words: str, given: str = "") -> str:
        ports = ",".join(f"127.0.0.1:{port}" for port in host.ports)
        environment = {
            **os.environ,
            "MAINSTEM_DATA": str(self.folder / "data"),
            "MAINSTEM_PARSERS": "0",
            "MAINSTEM_ALLOWED_ADDRESSES": ports,
            "MAINSTEM_PROXY": host.proxy_url,
            "LD_PRELOAD": str(next(one for one in LIBRARIES if one.exists())),
            "FAKETIME": f"@{at:%Y-%m-%d %H:%M:%S}",
            "TZ": "UTC",
            **self.environment,
        }
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "mainstem", *words],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        out, err = process.communicate(given.encode(), timeout=300)
        self.peak_megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.longest_seconds = max(self.longest_seconds, time.monotonic() - began)
        if process.returncode or b"Traceback" in err:
            self.errors.append(f"{' '.join(words)}: {process.returncode} {err.decode()[-2000:]}")
        return out.decode()

    def _look(self, host: Host, site: Site, at: datetime) -> None:
        """What is kept of a site's feeds."""
        with sqlite3.connect(self.folder / "data" / "mainstem.db") as database:
            found = "SELECT feed_url, id, due_at, fault FROM feeds WHERE feed_url LIKE ? OR feed_url LIKE ?"
            rows = database.execute(found, (f"{site.base}/%", f"{site.other}/%")).fetchall()
            for url, feed_id, due, fault in rows:
                site.due.append(str(due))
                titles = database.execute(
                    "SELECT title FROM entries WHERE feed_id = ?", (feed_id,)
                ).fetchall()
                site.entries[url] = len(titles)
                site.titles |= {title for (title,) in titles}
                site.words += fault or ""
            site.address = rows[0][0] if rows else ""


def _judged(story: Iterator[None]) -> str:
    try:
        next(story)
    except StopIteration:
        return ""
    except AssertionError as wrong:
        return _where(wrong)
    except Exception as wrong:
        return f"{type(wrong).__name__}: {_where(wrong)}"
    return "the case does not end"


def _where(wrong: BaseException) -> str:
    trace = wrong.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    line = trace.tb_lineno if trace else 0
    return f"line {line}: {str(wrong)[:300]}"


CASES: list[Case] = []


def must(group: str, span: str = "hours") -> Callable[[Story], Story]:
    """A case that has to hold."""
    return _case(group, span, is_must=True)


def should(group: str, span: str = "hours") -> Callable[[Story], Story]:
    """A case that ought to hold."""
    return _case(group, span, is_must=False)


def _case(group: str, span: str, *, is_must: bool) -> Callable[[Story], Story]:
    def note(story: Story) -> Story:
        CASES.append(Case(story, is_must, group, span))
        return story

    return note


_M, _H = timedelta(minutes=1), timedelta(hours=1)
SPANS: dict[str, list[timedelta]] = {
    "once": [2 * _H] * 2,
    "hours": [10 * _M, 20 * _M, 30 * _M] * 8,
    "days": [_H] * 24 * 10,
    "clock": [_H, _H, 24 * 400 * _H, _H, -24 * 400 * _H, *[_H] * 40, -30 * _H, *[_H] * 40],
    "months": [12 * _H] * 2 * 75,
}
