"""What a publisher does wrong, told from the polls of a feed, as a note that is ready to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mainstem.feeds.poll import Came, Poll

_ENOUGH = 5  # polls from which something can be said


@dataclass(frozen=True, slots=True)
class Fault:
    """``what`` is wrong, in a sentence; ``remedy`` says what to do."""

    what: str
    remedy: str


def faults(polls: Sequence[Poll], document_faults: Sequence[str] = ()) -> list[Fault]:
    """Faults that the last polls of a feed show, the costliest first; ``document_faults`` are the parser's."""
    answered = [poll for poll in polls if 200 <= poll.status < 400]
    whole = [poll for poll in answered if poll.outcome is Came.SAME]
    found: list[Fault] = []
    if len(answered) >= _ENOUGH and not any(poll.got for poll in answered):
        found.append(
            Fault(
                "The feed is served without ETag and Last-Modified.",
                "Send either, and answer 304 to requests that bring it back.",
            )
        )
    elif len(whole) >= _ENOUGH and not any(poll.status == 304 for poll in answered):
        sent = sum(poll.bytes for poll in whole)
        found.append(
            Fault(
                f"Conditional requests get the whole feed: {len(whole)} times for nothing, {sent:,} bytes.",
                "Compare If-None-Match with the ETag that was sent (Apache: DeflateAlterETag NoChange).",
            )
        )
    found += _broken(polls)
    if moved := next((poll.final_url for poll in reversed(polls) if poll.final_url), ""):
        found.append(
            Fault(f"Requests for the feed are redirected to {moved}.", "Link to that address at once.")
        )
    found += [
        Fault(words, "Mend the document; a validator such as validator.w3.org/feed shows where.")
        for words in document_faults
    ]
    return found


def _broken(polls: Sequence[Poll]) -> list[Fault]:
    bad = [poll for poll in polls if poll.outcome is Came.NO_FEED]
    refused = [poll for poll in polls if poll.status == 403]
    found = []
    if bad:
        found.append(Fault(f"{len(bad)} answers could not be read: {bad[-1].words}", "Answer with the feed."))
    if refused:
        found.append(
            Fault(
                f"{len(refused)} polite requests were refused (403).",
                "Exempt the feed's address from bot protection.",
            )
        )
    limited = [poll for poll in polls if poll.outcome is Came.LIMITED]
    if limited and not any(poll.why.count("Retry-After") for poll in limited):
        found.append(Fault("Requests are limited (429) without saying until when.", "Send Retry-After."))
    return found


def note(feed_url: str, found: Sequence[Fault]) -> str:
    """A letter to the publisher; "" where there is nothing to say."""
    if not found:
        return ""
    lines = [f"{number}. {fault.what} {fault.remedy}" for number, fault in enumerate(found, 1)]
    return (
        f"Hello,\n\na feed reader has trouble with your feed {feed_url}:\n\n"
        + "\n".join(lines)
        + "\n\nThank you!\n"
    )
