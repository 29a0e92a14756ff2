"""Our own network, or the publishers'?"""

from datetime import UTC, datetime, timedelta

from mainstem.feeds.outage import Outlook

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def seen(*fates: bool, at: datetime = NOW) -> Outlook:
    outlook = Outlook()
    for number, is_reached in enumerate(fates):
        outlook.note(at, f"{number}.example", is_reached=is_reached)
    return outlook


def test_most_hosts_lost_at_once_is_our_outage():
    assert seen(*[False] * 6, True).is_ours(NOW)


def test_one_dead_host_or_few_are_not():
    assert not seen(False, False, False, False).is_ours(NOW)
    assert not seen(*[False] * 6, *[True] * 20).is_ours(NOW)


def test_one_host_that_fails_often_counts_once():
    outlook = Outlook()
    for _ in range(50):
        outlook.note(NOW, "dead.example", is_reached=False)
    assert not outlook.is_ours(NOW)


def test_it_is_over_when_hosts_answer_again():
    outlook = seen(*[False] * 6)
    for number in range(6):
        outlook.note(NOW + timedelta(minutes=1), f"{number}.example", is_reached=True)
    assert not outlook.is_ours(NOW + timedelta(minutes=1))


def test_what_is_long_past_says_nothing():
    assert not seen(*[False] * 9).is_ours(NOW + timedelta(minutes=11))
