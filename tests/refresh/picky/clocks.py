"""Clocks that jump: a year ahead and back, then a day back for good."""

from __future__ import annotations

from itertools import pairwise

from tests.refresh.picky.journey import must
from tests.refresh.picky.site import BUSY, made

_LEAP = 3  # rounds three and four are made a year ahead
_BACK = 45  # from this round on the clock is a day behind


def _goes_on(site):
    rounds = [one.round for one in site.asked]
    assert any(number < _LEAP for number in rounds), rounds
    assert any(_LEAP + 2 <= number <= _LEAP + 30 for number in rounds), rounds
    assert any(_BACK < number <= _BACK + 30 for number in rounds), rounds
    assert len(rounds) == len(set(rounds))


@must("clock", "clock")
def a_feed_outlives_a_clock_that_jumps(site):
    site.honest(BUSY)
    yield
    _goes_on(site)
    assert site.kept == 10


@must("clock", "clock")
def a_feed_with_max_age_outlives_a_clock_that_jumps(site):
    site.honest(BUSY, Cache_Control="max-age=14400")
    yield
    _goes_on(site)


@must("clock", "clock")
def a_limited_feed_outlives_a_clock_that_jumps(site):
    site.answer = lambda asked: (
        made(b"", 429, Retry_After="7200") if asked.round < 6 else made(BUSY, ETag='"1"')
    )
    yield
    _goes_on(site)


@must("clock", "clock")
def feeds_of_one_host_outlive_a_clock_that_jumps(site):
    site.feeds = [f"/{n}" for n in range(5)]
    site.honest(BUSY)
    yield
    late = {one.path for one in site.asked if _LEAP + 2 <= one.round <= _LEAP + 30}
    assert late == set(site.feeds)


@must("clock", "clock")
def nobody_is_asked_in_a_burst_after_a_jump(site):
    site.honest(BUSY, Cache_Control="max-age=36000")
    yield
    rounds = [one.round for one in site.asked]
    assert all(later - earlier >= 1 for earlier, later in pairwise(rounds))
    assert len(rounds) <= 14, rounds
