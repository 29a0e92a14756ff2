"""Permanent redirects are believed when they keep being said."""

from datetime import UTC, datetime, timedelta

import pytest

from mainstem.feeds import moves
from mainstem.feeds.trip import Hop

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NEW = "https://new.example/feed"


def after(*days: float, to: str = NEW) -> bool:
    sighting = moves.NONE
    for day in days:
        sighting = moves.seen(sighting, to, NOW + day * DAY)
    return moves.is_confirmed(sighting, NOW + days[-1] * DAY)


def test_three_polls_over_two_days_confirm_a_move():
    assert after(0, 1, 2)
    assert after(0, 0.1, 0.2, 2.1)


def test_three_polls_within_a_day_or_two_polls_do_not():
    assert not after(0, 0.1, 0.2)
    assert not after(0, 5)


def test_another_target_begins_anew():
    sighting = moves.seen(moves.seen(moves.NONE, NEW, NOW), NEW, NOW + DAY)
    sighting = moves.seen(sighting, "https://other.example/", NOW + 2 * DAY)
    assert (sighting.polls, sighting.since) == (1, NOW + 2 * DAY)


def test_an_answer_without_redirect_forgets():
    sighting = moves.seen(moves.seen(moves.NONE, NEW, NOW), "", NOW + DAY)
    assert sighting == moves.NONE


def test_a_clock_that_jumped_back_begins_anew():
    sighting = moves.seen(moves.NONE, NEW, NOW)
    assert moves.seen(sighting, NEW, NOW - 30 * DAY).since == NOW - 30 * DAY


@pytest.mark.parametrize(
    ("statuses", "target"),
    [
        ((301,), NEW), ((308,), NEW), ((301, 308), NEW), ((302,), ""), ((303,), ""), ((307,), ""),
        ((301, 302), ""), ((302, 301), ""), ((), ""),
    ],
)  # fmt: skip
def test_only_a_wholly_permanent_chain_counts(statuses: tuple[int, ...], target: str):
    hops = [Hop(f"http://{n}.example/", status) for n, status in enumerate(statuses)]
    assert moves.target(hops, NEW) == target
