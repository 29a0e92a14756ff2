"""Rules: from text to actions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import BadInput, BadQuery
from mainstem.reading.stream import Kind, Stream
from mainstem.rules import (
    Action,
    Hide,
    Hit,
    Notify,
    PutLabel,
    Read,
    Rule,
    Send,
    Snooze,
    Star,
    actions,
    evaluate,
    ready,
)
from mainstem.rules.rule import rule
from tests.search.views import view

NOW = datetime(2026, 5, 20, tzinfo=UTC)
EVERY: list[Action] = [Read(), Star(), Hide(), PutLabel(3), Send(4), Notify()]


def made(number: int, expression: str, *does: Action, **more: object) -> Rule:
    return Rule(number, str(number), expression, does, **more)  # type: ignore[arg-type]


def run(*rules: Rule, **entry: object) -> list[Hit]:
    return evaluate([ready(each, NOW) for each in rules], view("Apple launch", "of a car", **entry))


def test_rules_run_in_their_order_until_one_stops() -> None:
    first = made(1, "apple", Read())
    second = made(2, "car", Star(), Read(), stop=True)
    third = made(3, "launch", Hide())
    assert run(first, second, third) == [Hit(1, Read()), Hit(2, Star())]


def test_a_rule_that_does_not_hit_does_not_stop() -> None:
    assert run(made(1, "pear", Read(), stop=True), made(2, "apple", Star())) == [Hit(2, Star())]


def test_a_later_rule_sees_what_an_earlier_one_did() -> None:
    labels = made(1, "apple", PutLabel(9))
    assert run(labels, made(2, "car", Star(), scope=Stream(Kind.LABEL, 9)))[1:] == [Hit(2, Star())]
    assert run(made(1, "apple", Read()), made(2, "is:read launch", Hide()))[1:] == [Hit(2, Hide())]


@pytest.mark.parametrize(
    ("scope", "is_hit"),
    [
        ("all", True),
        ("feed/7", True),
        ("feed/8", False),
        ("folder/5", True),
        ("folder/6", False),
        ("label/1", False),
    ],
)
def test_a_rule_holds_only_in_its_scope(scope: str, is_hit: bool) -> None:
    scoped = made(1, "apple", Read(), scope=Stream.at(scope))
    assert bool(run(scoped, folder_ids=frozenset({5}))) is is_hit


def test_a_disabled_rule_does_nothing_and_an_updated_entry_needs_a_rule_for_updates() -> None:
    assert run(made(1, "apple", Read(), is_enabled=False)) == []
    assert run(made(1, "apple", Read()), is_updated=True) == []
    assert run(made(1, "apple", Read(), on_updated=True), is_updated=True) == [Hit(1, Read())]


periods = st.integers(1, 3660 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(st.lists(st.one_of(st.sampled_from(EVERY), periods.map(Snooze)), min_size=1, max_size=8, unique=True))
def test_actions_are_read_as_they_were_written(some: list[Action]) -> None:
    assert actions.read(actions.write(tuple(some))) == tuple(some)


@pytest.mark.parametrize(
    "text", ["", " , ", "delete", "label:x", "label", "snooze:", "snooze:P0D", "read:1", "read," * 30]
)
def test_what_no_rule_can_do_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        actions.read(text)
    assert caught.value.field == "actions"


def test_a_form_becomes_a_rule_or_an_error_at_its_field() -> None:
    assert rule(" Ads ", "intitle:ad", "read, hide", "folder/3").scope == Stream(Kind.FOLDER, 3)
    for field, form in {
        "expression": ("a", "  ", "read", "all"),
        "actions": ("a", "x", "", "all"),
        "scope": ("a", "x", "read", "history"),
        "stream": ("a", "x", "read", "nowhere"),
        "name": ("a" * 300, "x", "read", "all"),
    }.items():
        with pytest.raises(BadInput) as caught:
            rule(*form)
        assert caught.value.field == field
    with pytest.raises(BadQuery):
        ready(rule("a", "search:other", "read"), NOW)
