"""Our own manners, as publishers count them."""

from datetime import UTC, datetime, timedelta

from mainstem.feeds import advice, etiquette
from mainstem.feeds.etiquette import Etiquette
from mainstem.feeds.poll import Came, Poll

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def poll(hours: float, status: int = 304, sent: str = "", got: str = "", **more: object) -> Poll:
    return Poll(
        1,
        NOW + hours * HOUR,
        cause="guess",
        outcome=Came.NOT_MODIFIED if status == 304 else Came.SAME,
        status=status,
        sent={"if-none-match": sent} if sent else {},
        got={"etag": got} if got else {},
        due_at=NOW + (hours + 1) * HOUR,
        **more,
    )


def test_good_manners_have_no_faults():
    polls = [
        poll(0, 200, got="a"),
        poll(1, sent="a"),
        poll(2, 200, sent="a", got="b"),
        poll(3, sent="b", got="b"),
    ]
    assert etiquette.audit(polls) == Etiquette(requests=4)


def test_each_fault_is_counted():
    first = poll(0, 200, got="a")
    assert etiquette.audit([first, poll(1, 200)]).unconditional == 1
    assert etiquette.audit([first, poll(1, sent="z")]).made_up == 1
    assert etiquette.audit([first, poll(1, 200, sent="a", got="b"), poll(2, sent="a")]).stale == 1
    assert etiquette.audit([first, poll(0.5, sent="a")]).early == 1


def test_one_doubt_in_eight_days_and_a_wish_are_no_faults():
    doubt = [
        poll(0, 200, got="a"),
        *(poll(24 * day, sent="a") for day in range(1, 8)),
        poll(192, 200, got="a"),
    ]
    assert etiquette.audit(doubt).faults == 0
    by_hand = Poll(1, NOW + HOUR / 2, "hand", Came.NOT_MODIFIED, 304, sent={"if-none-match": "a"})
    assert etiquette.audit([poll(0, 200, got="a"), by_hand]).faults == 0


def test_a_server_that_gives_nothing_cannot_be_asked_conditionally():
    assert etiquette.audit([poll(0, 200), poll(1, 200), poll(2, 200)]) == Etiquette(requests=3)


def test_publishers_are_told_what_costs_them():
    nothing = [poll(n, 200) for n in range(6)]
    assert "ETag" in advice.faults(nothing)[0].what
    ignored = [poll(n, 200, sent="a", got="a", bytes=1000) for n in range(6)]
    [fault] = advice.faults(ignored)
    assert "6,000 bytes" in fault.what
    assert "example.org" in advice.note("https://example.org/feed", [fault])
    assert advice.faults([poll(0, 200, got="a"), *(poll(n, sent="a", got="a") for n in range(1, 9))]) == []
    assert advice.note("https://example.org/feed", []) == ""
