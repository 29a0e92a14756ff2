from datetime import timedelta

from mainstem.library.tries import Tries


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_few_failures_are_free_and_then_each_waits_longer() -> None:
    clock = Clock()
    tries = Tries(clock)
    for _ in range(5):
        assert not tries.wait("ida", "192.0.2.1")
        tries.failed("ida", "192.0.2.1")
    first = tries.wait("ida", "192.0.2.1")
    clock.seconds += first.total_seconds()
    assert not tries.wait("ida", "192.0.2.1")
    tries.failed("ida", "192.0.2.1")
    assert tries.wait("IDA ", "192.0.2.1") > first > timedelta(0)


def test_others_behind_other_addresses_are_not_slowed() -> None:
    tries = Tries(Clock())
    for _ in range(12):
        tries.failed("ida", "192.0.2.1")
    assert tries.wait("ida", "192.0.2.1")
    assert not tries.wait("ida", "192.0.2.2")
    assert not tries.wait("ole", "192.0.2.1")


def test_an_address_that_tries_many_names_is_slowed_for_all() -> None:
    tries = Tries(Clock())
    for number in range(25):
        tries.failed(f"name{number}", "192.0.2.1")
    assert tries.wait("another", "192.0.2.1")


def test_one_ipv6_customer_counts_as_one_address() -> None:
    tries = Tries(Clock())
    for number in range(25):
        tries.failed(f"name{number}", f"2001:db8::{number:x}")
    assert tries.wait("ida", "2001:db8::ffff")
    assert not tries.wait("ida", "2001:db8:0:1::1")


def test_success_forgives_and_an_hour_forgets() -> None:
    clock = Clock()
    tries = Tries(clock)
    for _ in range(8):
        tries.failed("ida", "192.0.2.1")
    tries.succeeded("ida", "192.0.2.1")
    assert not tries.wait("ida", "192.0.2.1")
    for _ in range(8):
        tries.failed("ole", "192.0.2.9")
    clock.seconds += 4000
    tries.failed("ole", "192.0.2.9")
    assert not tries.wait("ole", "192.0.2.9")


def test_an_owner_is_kept_out_by_strangers_for_half_a_minute_at_most() -> None:
    tries = Tries(Clock())
    for number in range(3000):
        tries.failed("ida", f"192.0.{number // 250}.{number % 250}")
    assert tries.wait("ida", "203.0.113.5") <= timedelta(seconds=30)


def test_an_app_with_an_old_token_keeps_nobody_out() -> None:
    tries = Tries(Clock())
    for _ in range(500):
        tries.failed("", "192.0.2.1")
    assert tries.wait("", "192.0.2.1")
    assert not tries.wait("ida", "192.0.2.1")


def test_an_app_with_an_old_token_may_ask_for_all_it_wants_at_once() -> None:
    tries = Tries(Clock())
    for _ in range(20):
        assert not tries.wait("", "192.0.2.1")
        tries.failed("", "192.0.2.1")
    assert tries.wait("", "192.0.2.1")
    assert not tries.wait("ida", "192.0.2.1")
