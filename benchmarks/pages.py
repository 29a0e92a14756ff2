"""The pages' promises: the main stream of 20 entries beside 1,000 subscriptions, over 300,000 entries.

MAINSTEM_BENCHMARK_FOLDER names a folder in which the archive is kept for the next time.
"""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from playwright.sync_api import CDPSession, Page, sync_playwright
from starlette.applications import Starlette

from benchmarks import archive
from mainstem import web
from mainstem.library import Library, accounts
from mainstem.storage import connect
from mainstem.web import assets

_PEER_MS = 545  # FreshRSS on the same machine
_LIMITS = {
    "server, ms": 15,
    "server, CPU ms": 15,
    "page, KB": 60,
    "scripts, KB": 30,
    "styles, KB": 20,
    "first paint, CPU / 4, ms": 300,
    "layout shift": 0,
    "scrolling: frames under 17 ms, %": 95,
    "scrolling: frames under 34 ms, %": 99,
    "scrolling: CPU a frame, ms": 16.7,
}
_SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 1500);
})"""
# 500 entries from top to bottom in four seconds, a step for each frame
_SCROLL = """() => new Promise((done) => {
  const spans = [], far = document.documentElement.scrollHeight - innerHeight, began = performance.now();
  let before = began;
  const step = (now) => {
    spans.push(now - before);
    before = now;
    scrollTo(0, far * Math.min(1, (now - began) / 4000));
    if (now - began < 4000) requestAnimationFrame(step);
    else done(spans.slice(2));
  };
  requestAnimationFrame(step);
})"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Print each measure beside its limit and, where there is one, the ratio to the peer."""
    with _served() as (port, library):
        found = measure(port) | paint(port) | scroll(port, library)
    found |= {"scripts, KB": _weight(".js"), "styles, KB": _weight("main.css")}
    for name, value in found.items():
        limit = _LIMITS.get(name)
        ratio = f"  {_PEER_MS / value:5.0f} times as fast as FreshRSS" if name == "server, ms" else ""
        print(f"{name:28}{value:10.2f}   limit {'–' if limit is None else limit}{ratio}")


@contextmanager
def _served() -> Iterator[tuple[int, Library]]:
    folder = os.environ.get("MAINSTEM_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory() as passing, socket.socket() as listening:
        path = Path(folder or passing) / "archive.db"
        archive.fill(path)
        library = Library(connect(f"sqlite:///{path}"), secret=b"b" * 32)
        listening.bind(("127.0.0.1", 0))
        app = Starlette(routes=web.routes(library))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1], library
        server.should_exit = True
        thread.join()
        library.database.close()


def measure(port: int) -> dict[str, float]:
    """The time and size of pages, as a browser sees them over a connection that stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    form = urlencode({"username": archive.NAME, "password": archive.PASSWORD})
    connection.request("POST", "/sign-in", form, {"content-type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    cookie = {"cookie": answer.headers["set-cookie"].split(";")[0]}
    found: dict[str, float] = {}
    pages = {"": "/", ", all": "/?show=all", ", a feed": "/stream/feed/7", ", counts": "/counts"}
    for name, address in pages.items():
        for encoding in ("gzip", "zstd"):
            spent, work, body = _median(connection, address, {**cookie, "accept-encoding": encoding})
            suffix = name if encoding == "zstd" else f"{name} (gzip)"
            found[f"server{suffix}, CPU ms"] = work  # with what asking costs; hardly changed by others' work
            found[f"server{suffix}, ms"], found[f"page{suffix}, KB"] = spent, len(body) / 1000
            if encoding == "gzip":
                found[f"page{name} (unpacked), KB"] = (
                    len(gzip.decompress(body)) / 1000 if body[:1] == b"\x1f" else 0
                )
    connection.close()
    return found


def paint(port: int) -> dict[str, float]:
    """What Chromium says of the main stream with a processor four times slower; nothing without Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
        _sign_in(page)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        paints, shift = [], 0.0
        for _ in range(5):
            page.goto("/")
            shift = max(shift, page.evaluate(_SHIFTS))
            paints.append(page.evaluate(_PAINT))
        browser.close()
    return {"first paint, CPU / 4, ms": statistics.median(paints), "layout shift": shift}


def scroll(port: int, library: Library) -> dict[str, float]:
    """How evenly 500 entries on one page pass by; nothing without Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return {}
    accounts.prefer(library, accounts.named(library, archive.NAME), page_size=500)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
        _sign_in(page)
        page.goto("/?show=all")
        page.wait_for_timeout(1000)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = _busy(session)
        count, spans = page.locator("article").count(), page.evaluate(_SCROLL)
        work = (_busy(session) - before) * 1000 / len(spans)
        browser.close()
    accounts.prefer(library, accounts.named(library, archive.NAME), page_size=20)
    shares = {limit: 100 * sum(span < limit for span in spans) / len(spans) for limit in (17, 34)}
    found = {f"scrolling: frames under {limit} ms, %": share for limit, share in shares.items()}
    return {
        "scrolling: entries": count,
        "scrolling: frames a second": len(spans) / sum(spans) * 1000,
        **found,
        "scrolling: CPU a frame, ms": work,  # tells what a machine with nothing else to do would show
    }


def _busy(session: CDPSession) -> float:
    """Seconds of processor time that the page's main thread has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def _sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.fill("[name=username]", archive.NAME)
    page.fill("[name=password]", archive.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("main article")


def _median(
    connection: http.client.HTTPConnection, address: str, headers: dict[str, str]
) -> tuple[float, float, bytes]:
    runs, works, body = [], [], b""
    for _ in range(25):
        began, worked = time.perf_counter(), time.process_time()
        connection.request("GET", address, headers=headers)
        body = connection.getresponse().read()
        runs.append((time.perf_counter() - began) * 1000)
        works.append((time.process_time() - worked) * 1000)
    return statistics.median(runs), statistics.median(works), body


def _weight(ending: str) -> float:
    names = [one for one in assets.names() if one.endswith(ending)]
    return sum(len(assets.compressed(one, "gzip")[0]) for one in names) / 1000
