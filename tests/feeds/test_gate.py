"""The budget of a host."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds import gate, hosts, presets
from mainstem.feeds.gate import Budget

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def test_turns_are_two_seconds_apart():
    budget, first = gate.reserve(gate.fresh(), NOW)
    budget, second = gate.reserve(budget, NOW)
    assert (first, second) == (NOW, NOW + 2 * SECOND)
    assert gate.wait(budget, NOW) == 4 * SECOND


def test_a_complaint_halves_the_budget_and_pauses_the_host():
    budget = gate.complained(gate.fresh(), NOW, HOUR)
    assert budget.spacing == 4 * SECOND
    assert gate.wait(budget, NOW) == HOUR
    assert gate.complained(budget, NOW).spacing == 8 * SECOND


def test_a_shorter_pause_never_shortens_a_longer_one():
    budget = gate.complained(gate.complained(gate.fresh(), NOW, 5 * HOUR), NOW, SECOND)
    assert gate.wait(budget, NOW) == 5 * HOUR


def test_a_tightened_budget_is_regained_slowly():
    budget = gate.complained(gate.complained(gate.fresh(), NOW, SECOND), NOW, SECOND)
    assert gate.answered(budget, NOW + 10 * SECOND).spacing == budget.spacing
    later, moment = budget, NOW
    spacings = []
    for _ in range(24):
        moment += 1.01 * HOUR
        later = gate.answered(later, moment)
        spacings.append(later.spacing)
    assert spacings == sorted(spacings, reverse=True)
    assert spacings[0] > gate.SPACING
    assert spacings[-1] == gate.SPACING


def test_one_refusal_is_an_answer_and_three_are_a_limit():
    budget = gate.fresh()
    for _ in range(2):
        assert not gate.is_limit(budget, NOW, 403, is_empty=True)
        budget = gate.refused(budget, NOW)
        assert not budget.is_tightened
    assert gate.is_limit(budget, NOW, 403, is_empty=False)
    assert gate.refused(budget, NOW).is_tightened
    assert not gate.refused(budget, NOW + HOUR).is_tightened  # no storm: one feed that is refused each hour


def test_an_empty_refusal_soon_after_a_complaint_is_a_limit():
    budget = gate.complained(gate.fresh(), NOW)
    assert gate.is_limit(budget, NOW + HOUR, 403, is_empty=True)
    assert not gate.is_limit(budget, NOW + HOUR, 403, is_empty=False)
    assert not gate.is_limit(budget, NOW + 48 * HOUR, 403, is_empty=True)


def test_a_private_host_is_not_paced():
    budget = gate.unpaced()
    for _ in range(1000):
        budget, start = gate.reserve(budget, NOW)
        assert start == NOW


@given(st.lists(st.sampled_from(["ask", "fine", "limit", "refuse"]), max_size=60), st.integers(0, 7200))
def test_turns_never_overlap_whatever_happens(events: list[str], step: int):
    budget, now, last = gate.fresh(), NOW, None
    for event in events:
        now += timedelta(seconds=step)
        if event == "ask":
            spacing = budget.spacing
            budget, start = gate.reserve(budget, now)
            assert start >= now
            assert last is None or start >= last
            last = start + spacing
        else:
            step_of = {"fine": gate.answered, "limit": gate.complained, "refuse": gate.refused}[event]
            budget = step_of(budget, now)
        assert gate.SPACING <= budget.spacing <= gate.WIDEST
        assert budget.preset == gate.SPACING


def test_presets_are_known_by_domain():
    key = hosts.key("https://www.reddit.com/r/python/.rss")
    assert presets.spacing(key.key) == timedelta(minutes=1)
    assert presets.spacing("example.org") is None
    assert gate.complained(Budget(HOUR, HOUR), NOW).spacing >= HOUR


def test_hosts_are_told_apart_by_registrable_domain():
    def key(url: str) -> str:
        return hosts.key(url).key

    assert key("https://a.tumblr.com/rss") == key("https://b.tumblr.com/rss") == "tumblr.com"
    assert key("http://feeds.bbci.co.uk/x") == "bbci.co.uk"
    assert key("https://me.github.io/f") == key("https://you.github.io/f")
    assert key("http://93.184.216.34/a") == key("http://93.184.216.34:81/b") == "93.184.216.34"


def test_inner_hosts_have_a_budget_by_service():
    for url in (
        "http://127.0.0.1:1200/a",
        "http://nas:80/",
        "http://box.lan/",
        "http://[fd00::1]/",
        "http://localhost/",
    ):
        assert hosts.key(url).is_private
    assert hosts.key("http://127.0.0.1:1200/a") != hosts.key("http://127.0.0.1:1201/a")
    assert not hosts.key("https://example.org/").is_private


def test_what_a_host_allows_is_measured_between_two_complaints():
    """Forty an hour let through: loosening stops beside ninety seconds."""
    budget, now = gate.complained(gate.fresh(), NOW, SECOND), NOW
    while budget.spacing < 90 * SECOND:
        for _ in range(20):
            now += 90 * SECOND
            budget = gate.answered(budget, now)
        budget = gate.complained(budget, now, SECOND)
    for _ in range(100):
        now += 600 * SECOND
        budget = gate.answered(budget, now)
    assert abs(budget.spacing - 90 * gate.MARGIN * SECOND) < 0.1 * SECOND


def test_a_measured_limit_is_tried_again_after_days():
    budget = Budget(spacing=64 * SECOND, limit=32 * SECOND, complained_at=NOW)
    spacings = []
    for hours in range(1, 24 * 120, 2):
        budget = gate.answered(budget, NOW + hours * HOUR)
        spacings.append(budget.spacing)
    assert spacings == sorted(spacings, reverse=True)
    assert spacings[11] > 32 * SECOND
    assert spacings[35] < 32 * SECOND
    assert spacings[-1] == gate.SPACING


def test_pauses_that_bring_nothing_grow():
    budget, now, pauses = gate.complained(gate.fresh(), NOW), NOW, []
    for _ in range(8):
        now = budget.paused_until or now
        budget = gate.complained(budget, now)
        pauses.append(gate.wait(budget, now))
    assert pauses[:2] == [2 * gate.PAUSE, 4 * gate.PAUSE]
    assert pauses[-1] == gate.LONGEST_GUESSED_PAUSE
    budget = gate.answered(budget, now + gate.LONGEST_GUESSED_PAUSE)
    now += 2 * gate.LONGEST_GUESSED_PAUSE
    assert gate.wait(gate.complained(budget, now), now) == gate.PAUSE
