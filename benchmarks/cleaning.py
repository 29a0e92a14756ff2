"""Cleaning an entry of 2 KB: at most 60 µs, beside nh3 with its defaults; and twice the length in twice the time."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import nh3

from benchmarks.words import Writer
from mainstem.content import clean, excerpt, text

BASE = "https://news.example/2024/post.html"
LIMIT_MICROSECONDS = 60
ROUNDS = 25


def bodies(count: int = 60) -> list[str]:
    """Bodies as feeds have them: paragraphs, lists, headings, pictures, links with tracking; about 2 KB each."""
    writer = Writer(seed=3)
    return [_body(writer, number) for number in range(count)]


def _body(writer: Writer, number: int) -> str:
    parts = [f"<p>{writer.text(30)} <b>{writer.title()}</b> caf\u00e9 &amp; more</p>"]
    parts.append(f"<h3>{writer.title()}</h3><blockquote><p>{writer.text(30)}</p></blockquote>")
    if number % 2:
        address = f"https://images.example/{number}/a.png"
        parts.append(f'<p><img src="{address}" alt="{writer.title()}" width="640" height="360"></p>')
    link = f"https://news.example/{number}?ref=1&amp;utm_source=feed"
    parts.append(f'<p>{writer.text(40)} <a href="{link}">{writer.title()}</a></p>')
    parts.append("<ul>" + "".join(f"<li>{writer.text(12)}</li>" for _ in range(3)) + "</ul>")
    parts.append(f"<p>{writer.text(40)}</p><p>{writer.text(40)}</p>")
    return "\n".join(parts)


def microseconds(function: Callable[[str], object], documents: list[str]) -> float:
    """CPU time for one document: the best of several rounds over all."""
    best = float("inf")
    gc.disable()
    for _ in range(ROUNDS):
        started = time.process_time_ns()
        for document in documents:
            function(document)
        best = min(best, time.process_time_ns() - started)
    gc.enable()
    return best / len(documents) / 1000


def main() -> None:
    documents = bodies()
    size = sum(map(len, documents)) / len(documents)
    peer = microseconds(nh3.clean, documents)
    print(f"{len(documents)} bodies of {size:,.0f} characters, limit {LIMIT_MICROSECONDS} µs for cleaning")
    for name, function in (
        ("nh3, defaults", nh3.clean),
        ("clean", lambda document: clean(document, BASE)),
        ("text", text),
        ("excerpt of 200", lambda document: excerpt(document, 200)),
    ):
        took = microseconds(function, documents)
        print(f"  {name:16} {took:6.1f} µs  {took / peer:5.2f} × nh3")
    for unit in ("<div>", "<b>", "<table><tr><td>", "<a href=x>", "<!--", "&lt;", documents[0]):
        times = [_once(unit * (count * 400_000 // len(unit))) for count in (1, 2)]
        print(f"  {unit[:16]!r:20} 400 KB {times[0]:6.2f} s, 800 KB {times[1]:6.2f} s")


def _once(document: str) -> float:
    started = time.process_time()
    clean(document, BASE)
    return time.process_time() - started


if __name__ == "__main__":
    main()
