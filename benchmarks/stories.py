# ruff: noqa: E501
"""Stories: quality on the labelled entries, speed and memory with 36,000 active entries, dates per second.

    python -m benchmarks.stories                       # everything that needs no data from elsewhere
    python -m benchmarks.stories --timeml FOLDER       # dates against TimeML files (*.tml), as in TempEval-3
    python -m benchmarks.stories --roundups FILE       # events against a file of roundups, one group a line:
                                                       # "TITLE=> … ARTICLE=> … [SEP] TITLE=> …"
Limits: 500 entries a second, 150 MiB, the targets of docs/why/stories.md.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mainstem.stories import Gatherer, Settings, StoryEntry
from mainstem.stories.dates import read
from tests.stories.labelled import labelled

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
Scores = tuple[float, float, float]


def bcubed(groups: Sequence[object], gold: Sequence[object]) -> Scores:
    """Precision, recall and F1, the mean over entries."""
    pairs, by_group, by_gold = Counter(zip(groups, gold, strict=True)), Counter(groups), Counter(gold)
    precision = sum(n * n / by_group[group] for (group, _), n in pairs.items()) / len(gold)
    recall = sum(n * n / by_gold[story] for (_, story), n in pairs.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def title_rule(titles: Sequence[str]) -> list[int]:
    """The peer: the same title, or three significant words and 60 % of the shorter one in common (union-find)."""
    words = [{word for word in re.findall(r"\w+", title.lower()) if len(word) > 3} for title in titles]
    parents = list(range(len(titles)))

    def root(node: int) -> int:
        while parents[node] != node:
            node = parents[node]
        return node

    for one in range(len(titles)):
        for other in range(one):
            shared = len(words[one] & words[other])
            if shared >= 3 and shared >= 0.6 * min(len(words[one]), len(words[other])):
                parents[root(one)] = root(other)
    return [root(node) for node in range(len(titles))]


def gathered(pairs: Iterable[tuple[StoryEntry, object]]) -> tuple[Scores, Scores]:
    """Scores at arrival and after the replay."""
    gatherer = Gatherer()
    pairs = list(pairs)
    at_arrival = [gatherer.add(entry).story_id for entry, _ in pairs]
    gatherer.replay()
    gold = [story for _, story in pairs]
    return bcubed(at_arrival, gold), bcubed([gatherer.story_of(entry.entry_id) for entry, _ in pairs], gold)


def show_quality() -> None:
    print("stories: BCubed precision / recall / F1 on the labelled entries (own writing)")
    for languages in (("en",), ("de",), ("fr",), ("es",), ("ja",), ("en", "de", "fr", "es", "ja")):
        pairs = labelled(*languages)
        arrival, final = gathered(pairs)
        peer = bcubed(title_rule([entry.title for entry, _ in pairs]), [story for _, story in pairs])
        name = " ".join(languages)
        print(
            f"  {name:16} {len(pairs):4} entries   {_scores(final)}   at arrival {_scores(arrival)}   title rule {_scores(peer)}"
        )


def _scores(scores: Scores) -> str:
    return " / ".join(f"{score:.3f}" for score in scores)


def made_up(count: int, seed: int = 1) -> Iterator[StoryEntry]:
    """A stream of 12,000 entries a day over a vocabulary like that of news (Zipf), two in five in stories of seven."""
    lot = random.Random(seed)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
    words = ["".join(lot.choice(syllables) for _ in range(lot.randint(2, 5))) for _ in range(200_000)]
    for number in range(count):
        story = random.Random(number // 7 if lot.random() < 0.4 else -number)
        picked = [words[int(len(words) ** story.random()) - 1] for _ in range(30)]
        picked += [words[int(len(words) ** lot.random()) - 1] for _ in range(40)]
        story.shuffle(picked)
        at = BEGIN + timedelta(days=number / 12_000)
        yield StoryEntry(
            number,
            lot.randrange(800),
            " ".join(picked[:9]),
            " ".join(picked[9:]),
            f"https://a.example/{number}",
            at,
            at,
            "en",
        )


def show_speed(count: int) -> None:
    print("speed with a full window (processor time of this process; limit 500 entries/s, 150 MiB)")
    before = resident()
    gatherer, spent, since = Gatherer(), 0.0, 0
    for entry in made_up(count):
        began = time.process_time()
        gatherer.add(entry)
        spent += time.process_time() - began
        since += 1
        if (entry.entry_id + 1) % 6_000 == 0:
            print(
                f"  {entry.entry_id + 1:6} entries   {since / spent:6.0f}/s   {resident() - before:4.0f} MiB more than before"
            )
            spent, since = 0.0, 0


def resident() -> float:
    """Resident memory in MiB."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def roundups(path: Path) -> list[tuple[StoryEntry, object]]:
    """The groups of a file of roundups, shuffled over two days."""
    found = []
    for group, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        for part in line.split("[SEP]"):
            match = re.match(r"\s*TITLE=>\s*(.*?)\.?\s*ARTICLE=>\s*(.*)", part, re.DOTALL)
            if match:
                found.append((match[1], match[2], group))
    random.Random(1).shuffle(found)
    step = timedelta(days=2) / len(found)
    return [
        (StoryEntry(n, n % 37, title, text, "", BEGIN + n * step, BEGIN + n * step, "en"), group)
        for n, (title, text, group) in enumerate(found)
    ]


def timeml(folder: Path) -> Iterator[tuple[str, date, list[tuple[int, int, str]]]]:
    """Text, day of publication and annotated phrases (start, end, value) of TimeML files."""
    for path in sorted(folder.rglob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        created = re.search(r'<DCT>.*?value="(\d{4})-?(\d\d)-?(\d\d)', source, re.DOTALL)
        body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
        if not created or not body:
            continue
        text, gold, opened = "", [], (0, "")
        for piece in re.findall(r"<[^>]*>|[^<]+", body[1]):
            if piece.startswith("<TIMEX3"):
                value = re.search(r'value="([^"]*)"', piece)
                opened = (len(text), value[1] if value else "")
            elif piece.startswith("</TIMEX3"):
                gold.append((opened[0], len(text), opened[1]))
            elif not piece.startswith("<"):
                text += html.unescape(piece)
        yield text, date(*map(int, created.groups())), gold


def show_dates(folder: Path) -> None:
    matched = exact = valued = found = annotated = signs = 0
    began = time.process_time()
    for text, today, gold in timeml(folder):
        mentions = read(text, today)
        signs += len(text)
        found, annotated = found + len(mentions), annotated + len(gold)
        for start, end, value in gold:
            mention = next((one for one in mentions if one.start < end and one.end > start), None)
            if mention is not None:
                mentions.remove(mention)
                matched += 1
                exact += (mention.start, mention.end) == (start, end)
                valued += mention.value == value
    speed = signs / 1000 / (time.process_time() - began)
    relaxed, strict, value_f1 = (2 * hits / (found + annotated) for hits in (matched, exact, valued))
    print(
        f"dates in {folder.name}: relaxed / strict / value F1 {relaxed:.3f} / {strict:.3f} / {value_f1:.3f}, {speed:.0f} kB/s"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was asked for; without arguments everything that needs no data from elsewhere."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--timeml", type=Path, action="append", default=[])
    parser.add_argument("--roundups", type=Path, action="append", default=[])
    parser.add_argument(
        "--entries", type=int, default=42_000, help="for the measure of speed; 0 leaves it out"
    )
    options = parser.parse_args([] if arguments is None else arguments)
    show_quality()
    for path in options.roundups:
        arrival, final = gathered(roundups(path))
        print(f"roundups {path.name}: {_scores(final)}   at arrival {_scores(arrival)}")
    for folder in options.timeml:
        show_dates(folder)
    if options.entries:
        print(f"window of {Settings().window.days} days")
        show_speed(options.entries)


if __name__ == "__main__":
    main(sys.argv[1:])
