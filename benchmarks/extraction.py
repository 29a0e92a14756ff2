"""Full text on three public sets, beside trafilatura: share of words found and right (F1), titles, pictures, links.

The sets are not part of Mainstem. Put check-outs of mozilla/readability, scrapinghub/article-extraction-benchmark
and adbar/trafilatura beside each other and name their folder in ``MAINSTEM_PAGES``; without it only time is measured.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import trafilatura
from lxml.html import document_fromstring

from benchmarks.words import Writer
from mainstem.content import Extracted, extract, text

_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    url: str
    html: str
    expected: Any


class Score(NamedTuple):
    """Hits, false hits, misses."""

    right: float
    wrong: float
    missed: float


def readability(folder: Path) -> Iterator[Page]:
    """130 pages with the HTML and the title that Firefox's reader view finds."""
    for place in sorted((folder / "readability/test/test-pages").iterdir()):
        metadata = json.loads((place / "expected-metadata.json").read_text("utf-8"))
        expected = ((place / "expected.html").read_text("utf-8"), metadata.get("title") or "")
        yield Page(
            "http://fakehost/test/page.html", (place / "source.html").read_text("utf-8", "replace"), expected
        )


def scrapinghub(folder: Path) -> Iterator[Page]:
    """181 news pages with their text."""
    place = folder / "article-extraction-benchmark"
    for name, truth in json.loads((place / "ground-truth.json").read_text("utf-8")).items():
        data = gzip.decompress((place / f"html/{name}.html.gz").read_bytes())
        yield Page(truth["url"], data.decode("utf-8", "replace"), truth["articleBody"])


def evaluation(folder: Path) -> Iterator[Page]:
    """990 pages with passages that must be found and others that must not."""
    place = folder / "trafilatura/tests"
    for url, item in json.loads((place / "evaldata.json").read_text("utf-8")).items():
        files = [place / part / item["file"] for part in ("cache", "eval")]
        data = next(file for file in files if file.exists()).read_bytes()
        yield Page(url, trafilatura.utils.decode_file(data), item)


def bag(expected: str, found: str) -> Score:
    """Every word counts, as often as it stands; each page weighs the same."""
    ours, theirs = (Counter(_WORD.findall(one.lower())) for one in (found, expected))
    both, whole = (ours & theirs).total(), (ours.total() + theirs.total()) or 1
    return Score(2 * both / whole, 1 - 2 * both / whole, 1 - 2 * both / whole)


def shingles(expected: str, found: str) -> Score:
    """Runs of four words, as the set's own evaluation has it."""
    ours, theirs = (Counter(_runs(_WORD.findall(one))) for one in (found, expected))
    counts = (ours & theirs).total(), (ours - theirs).total(), (theirs - ours).total()
    return Score(*(count / (sum(counts) or 1) for count in counts))


def passages(expected: dict[str, list[str]], found: str) -> Score:
    """Passages in it that should be, that should not, and that are missing."""
    flat = " ".join(found.split())
    right = sum(" ".join(one.split()) in flat for one in expected["with"])
    wrong = sum(" ".join(one.split()) in flat for one in expected["without"])
    return Score(right, wrong, len(expected["with"]) - right)


def f1(scores: list[Score]) -> float:
    right, wrong, missed = (sum(column) for column in zip(*scores, strict=True))
    return 2 * right / (2 * right + wrong + missed)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    if words:
        yield from (tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _references(html: str, base: str) -> tuple[set[str], set[str]]:
    tree = document_fromstring(f"<div>{html}</div>")
    pictures = {urljoin(base, one.get("src", "")) for one in tree.iter("img")}
    links = {urljoin(base, one.get("href", "")) for one in tree.iter("a")}
    return tuple({one for one in found if one.startswith("http")} for found in (pictures, links))


def measure(name: str, pages: list[Page], score: Callable[[Any, str], Score], mark: float) -> list[Extracted]:
    started = time.process_time()
    found = [extract(page.html, page.url) for page in pages]
    each = (time.process_time() - started) / len(pages) * 1000
    peer = [trafilatura.extract(page.html, url=page.url, include_comments=False) or "" for page in pages]
    ours = f1([score(page.expected, one.text) for page, one in zip(pages, found, strict=True)])
    theirs = f1([score(page.expected, one) for page, one in zip(pages, peer, strict=True)])
    print(
        f"  {name}: {len(pages)} pages, F1 {ours:.4f} (mark {mark}), trafilatura {theirs:.4f}; {each:.0f} ms a page"
    )
    return found


def _measure_html(pages: list[Page], found: list[Extracted]) -> None:
    kept, whole, titles = [0, 0], [0, 0], 0
    for page, one in zip(pages, found, strict=True):
        expected, ours = _references(page.expected[0], page.url), _references(one.html, page.url)
        for place in (0, 1):
            kept[place] += len(expected[place] & ours[place])
            whole[place] += len(expected[place])
        titles += _WORD.findall(page.expected[1].lower()) == _WORD.findall(one.title.lower())
    print(
        f"  titles {titles / len(pages):.3f}, pictures {kept[0] / whole[0]:.3f}, links {kept[1] / whole[1]:.3f}"
    )


def _page(writer: Writer) -> Page:
    story = "".join(f"<p>{writer.text(60)}</p>" for _ in range(20))
    menu = "".join(f"<li><a href=/{at}>{writer.title()}</a></li>" for at in range(80))
    title = writer.title()
    head = f"<html><head><title>{title} | Paper</title></head><body><nav><ul>{menu}</ul></nav>"
    html = f"{head}<main><h1>{title}</h1>{story}</main></body></html>"
    return Page("https://paper.example/1", html, text(story))


def main() -> None:
    writer = Writer(seed=5)
    measure("made-up pages", [_page(writer) for _ in range(20)], bag, 0.97)
    if not (folder := os.environ.get("MAINSTEM_PAGES")):
        print("  MAINSTEM_PAGES names no folder with the three public sets: they are left out.")
        return
    pages = [
        page._replace(expected=(page.expected[0], page.expected[1])) for page in readability(Path(folder))
    ]
    found = measure("Readability's", pages, lambda expected, one: bag(text(expected[0]), one), 0.966)
    _measure_html(pages, found)
    measure("Scrapinghub's", list(scrapinghub(Path(folder))), shingles, 0.962)
    measure("trafilatura's", list(evaluation(Path(folder))), passages, 0.926)


if __name__ == "__main__":
    main()
