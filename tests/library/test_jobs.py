"""Work that takes longer than a page: watched, stopped, taken up again, one at a time."""

from __future__ import annotations

from threading import Event

import pytest

from mainstem.feeds.errors import AlreadyExists, BadFile
from mainstem.library.jobs import Jobs, Progress


class Portions:
    """Work of three portions, each of which waits to be let go."""

    def __init__(self) -> None:
        self.gate = Event()
        self.begun = Event()
        self.kept: list[int] = []

    def __call__(self, progress: Progress) -> list[int]:
        for number in range(3):
            self.begun.set()
            assert self.gate.wait(5)
            if number not in self.kept:
                self.kept.append(number)
            progress(number + 1, 3)
        return self.kept


def test_what_is_done_is_told_portion_by_portion() -> None:
    jobs, work = Jobs(), Portions()
    work.gate.set()
    job = jobs.start(1, "list.opml", work)
    assert job.wait(5)
    assert (job.done, job.whole, job.result, job.is_over) == (3, 3, [0, 1, 2], True)


def test_one_reader_does_one_thing_at_a_time_and_others_theirs() -> None:
    jobs, work = Jobs(), Portions()
    first = jobs.start(1, "one", work)
    with pytest.raises(AlreadyExists, match="one is still under way"):
        jobs.start(1, "two", work)
    other = jobs.start(2, "theirs", work)
    work.gate.set()
    assert first.wait(5)
    assert other.wait(5)
    jobs.start(1, "two", work)


def test_what_was_stopped_goes_on_and_does_nothing_twice() -> None:
    jobs, work = Jobs(), Portions()
    job = jobs.start(1, "one", work)
    assert work.begun.wait(5)
    job.stop()
    work.gate.set()
    assert job.wait(5)
    assert (job.is_stopped, work.kept) == (True, [0])
    jobs.again(1)
    again = jobs.of(1)
    assert again is not None
    assert again.wait(5)
    assert (again.is_stopped, again.result) == (False, [0, 1, 2])


def test_trouble_ends_it_with_words_and_it_can_be_put_away() -> None:
    def broken(_progress: Progress) -> None:
        raise BadFile("The file is empty.")

    def worse(_progress: Progress) -> None:
        raise ZeroDivisionError

    jobs = Jobs()
    job = jobs.start(1, "one", broken)
    assert job.wait(5)
    assert str(job.error) == "The file is empty."
    job = jobs.start(1, "two", worse)
    assert job.wait(5)
    assert "log" in str(job.error)
    jobs.forget(1)
    assert jobs.of(1) is None
