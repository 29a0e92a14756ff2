"""``python -m tests.refresh.picky``: the whole table, with its score. ``--help`` says what can be chosen."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.refresh.picky import bodies, clocks, conditional, moving, places, timing, trouble  # noqa: F401
from tests.refresh.picky.journey import CASES, SPANS, Journey


def main() -> int:
    """Run what was chosen; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--span", action="append", choices=sorted(SPANS), help="only journeys of that length")
    parser.add_argument("--only", default="", help="only cases whose name holds this")
    parser.add_argument("--proxy", action="store_true", help="under public names, behind a proxy")
    chosen = parser.parse_args()
    wrong, score, whole = 0, Counter[str](), Counter[str]()
    for span in chosen.span or SPANS:
        cases = [case for case in CASES if case.span == span and chosen.only in case.name]
        if not cases:
            continue
        with tempfile.TemporaryDirectory() as folder:
            journey = Journey(cases, Path(folder), through_proxy=chosen.proxy)
            verdicts = journey.run(SPANS[span], lambda text, span=span: print(f"{span}: {text}", flush=True))
        for case in cases:
            told, kind = verdicts[case.name], "MUST" if case.is_must else "SHOULD"
            whole[kind] += 1
            score[kind] += not told
            if told:
                wrong += 1
                print(f"{kind:6} {case.group:12} {case.name}: {told}")
        for error in journey.errors:
            wrong += 1
            print(error)
        print(
            f"{span}: longest round {journey.longest_seconds:.1f} s, {journey.peak_megabytes:.0f} MB",
            flush=True,
        )
    print(" ".join(f"{kind} {score[kind]} of {whole[kind]}" for kind in whole))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
