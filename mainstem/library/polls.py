"""Why a feed was asked when it was and why it is asked next when it will be."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.feeds import advice, hosts, schedule
from mainstem.feeds.advice import Fault
from mainstem.feeds.errors import NotFound
from mainstem.feeds.feed import Feed
from mainstem.feeds.poll import Came, Poll
from mainstem.library.context import Library
from mainstem.storage import feeds, polls
from mainstem.storage import hosts as budgets

_CAUSES = {
    "first": "It was its first poll.",
    "hand": "A reader asked for it.",
    "push": "The publisher's hub announced news.",
    "guess": "It was about time, going by how often the feed publishes.",
    "interval": "A reader set this interval.",
    "freshness": "The answer before had just ceased to be fresh.",
    "ttl": "The feed's ttl was over.",
    "update_period": "The feed's update period was over.",
    "retry_after": "The time for which the server wanted to be left alone was over.",
    "floor": "The shortest time that manners allow was over.",
    "ladder": "It was time for another try after trouble.",
    "limit": "The host had had its rest.",
    "host": "It was its turn at the host.",
    "skipped": "The hours or days at which the publisher does not want to be asked were over.",
    "outage": "Our own network was to be tried again.",
}
_CAME = {
    Came.NEW: "new entries",
    Came.CHANGED: "changed entries",
    Came.SAME: "a document without anything new",
    Came.NOT_MODIFIED: "not modified",
    Came.NO_FEED: "no feed",
    Came.FAILED: "trouble",
    Came.LIMITED: "too many requests",
    Came.GONE: "gone for good",
    Came.OURS: "our own network was down",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """All about the polls of one feed. ``polls`` stand newest first; ``reasons`` are sentences, the deciding one
    first; ``host`` tells of a budget that is tight; ``faults`` are the publisher's, ``note`` tells them."""

    feed: Feed
    polls: tuple[Poll, ...]
    reasons: tuple[str, ...]
    host: str
    faults: tuple[Fault, ...]
    note: str


def why(library: Library, feed_id: int, limit: int = 50) -> Explanation:
    """Explain a feed's polls. Raises NotFound."""
    now = library.now()
    with library.database.read() as connection:
        feed = feeds.by_id(connection, feed_id)
        if feed is None:
            raise NotFound("There is no such feed.")
        [due] = feeds.due_by_ids(connection, [feed_id])
        made = polls.of_feed(connection, feed_id, limit)
        budget = budgets.budgets(connection, [hosts.key(feed.feed_url)])[hosts.key(feed.feed_url)]
    told = tuple(due.polling.get("why", ()))
    first = (made[0].why,) if made and made[0].why else ()
    reasons = first + tuple(words for words in told if words not in first)
    host = ""
    if budget.paused_until and budget.paused_until > now:
        host = f"The host asked to be left alone for {schedule.span(budget.paused_until - now)} more."
    elif budget.is_tightened:
        host = f"The host complained lately: requests to it are {schedule.span(budget.spacing)} apart."
    churn = ("The entries get new guids at each poll: readers take them for new ones.",)
    found = tuple(advice.faults(made[::-1], churn if due.polling.get("churn") else ()))
    return Explanation(feed, tuple(made), reasons, host, found, advice.note(feed.feed_url, found))


def in_words(poll: Poll) -> str:
    """One poll as a person reads it: why then, what came, what decided the next."""
    came = _CAME[poll.outcome]
    counted = f"{poll.new_count} {came}" if poll.outcome is Came.NEW else came
    status = f" (status {poll.status}, {poll.bytes:,} bytes, {poll.milliseconds} ms)" if poll.status else ""
    how = "with validators" if poll.sent else "without validators"
    trouble = f" {poll.words}" if poll.words else ""
    return f"{_CAUSES.get(poll.cause, poll.cause)} Asked {how}; came: {counted}{status}.{trouble}"
