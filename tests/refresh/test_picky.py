"""The real command against picky and hostile servers (the whole table: ``python -m tests.refresh.picky``)."""

import os

import pytest

from tests.refresh.picky import bodies, clocks, conditional, moving, places, timing, trouble  # noqa: F401
from tests.refresh.picky.journey import CASES, LIBRARIES, SPANS, Journey

_SLOW = {"a_drip_is_given_up_on", "dripping_headers_is_given_up_on", "silence_is_given_up_on"}
_ALL = bool(os.environ.get("MAINSTEM_TEST_ALL"))
_LONG = bool(os.environ.get("MAINSTEM_TEST_LONG"))


@pytest.fixture(autouse=True)
def _needs_a_clock_that_can_be_set():
    if not any(library.exists() for library in LIBRARIES):
        assert not _ALL, "Debian's package faketime is missing"
        pytest.skip("Debian's package faketime is not installed")


def wrong(cases, tmp_path, span, **more):
    journey = Journey(cases, tmp_path, **more)
    verdicts = journey.run(SPANS[span])
    assert not journey.errors
    return {name: told for name, told in verdicts.items() if told}


def test_hostile_servers_are_outlived_and_nobodys_inner_network_is_asked(tmp_path):
    cases = [case for case in CASES if case.span == "once" and (_LONG or case.name not in _SLOW)]
    assert wrong(cases, tmp_path, "once") == {}


@pytest.mark.skipif(not _LONG, reason="takes minutes: MAINSTEM_TEST_LONG=1")
@pytest.mark.parametrize("through_proxy", [False, True])
def test_picky_servers_find_nothing_to_complain_of(tmp_path, through_proxy):
    cases = [case for case in CASES if case.span == "hours"]
    assert wrong(cases, tmp_path, "hours", through_proxy=through_proxy) == {}
