"""Which entry is which, however careless the publisher is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.identity import POLICIES, identify, joined, split
from mainstem.feeds.parsed import ParsedEntry

URL = "https://hill.example/feed"


def entry(number: int, **changes: str) -> ParsedEntry:
    values = {"guid": f"urn:{number}", "url": f"https://hill.example/{number}", "title": f"Ewe {number}"}
    return ParsedEntry(**{**values, "date_text": f"2024-03-{number:02}", **changes})


def test_good_guids_are_taken_as_they_are():
    found = identify([entry(1), entry(2)], URL)
    assert (found.guids, found.policy, found.fault) == (("urn:1", "urn:2"), "guid", "")


def test_an_entry_without_a_guid_goes_by_its_address():
    assert identify([entry(1, guid="")], URL).guids == ("https://hill.example/1",)


@pytest.mark.parametrize(
    ("changes", "policy"),
    [
        ({"guid": "same"}, "link-date"),
        ({"guid": "same", "url": "same", "date_text": "same"}, "link-date-title"),
        ({"guid": "same", "url": "", "date_text": "same", "title": "same"}, "link-date-title-content"),
    ],
)
def test_double_guids_step_down_until_entries_are_told_apart(changes, policy):
    entries = [entry(number, summary=f"Words {number}", **changes) for number in range(1, 4)]
    found = identify(entries, URL)
    assert found.policy == policy
    assert len(set(found.guids)) == 3
    assert policy in found.fault
    assert URL in found.fault


def test_a_few_doubles_are_put_up_with():
    entries = [entry(number) for number in range(1, 21)]
    entries[1] = entry(2, guid="urn:1")
    found = identify(entries, URL)
    assert (found.policy, found.fault) == ("guid", "")
    assert found.guids[0] == "urn:1"
    assert len(set(found.guids)) == 20
    entries[2] = entry(3, guid="urn:1")
    assert identify(entries, URL).policy == "link-date"


def test_a_feed_that_stepped_down_stays_there():
    entries = [entry(1), entry(2)]
    found = identify(entries, URL, identify([entry(1, guid="x"), entry(2, guid="x")], URL).policy)
    assert (found.policy, found.fault) == ("link-date", "")


def test_a_forced_policy_holds_and_loses_nothing():
    entries = [entry(number, url="same") for number in range(1, 4)]
    found = identify(entries, URL, "link!")
    assert (found.policy, found.fault) == ("link!", "")
    assert len(set(found.guids)) == 3
    assert identify(entries, URL, "link").policy == "link-date"


def test_a_policy_that_nobody_knows_is_the_usual_one():
    assert identify([entry(1)], URL, "moon").policy == "guid"
    assert split("moon!") == ("guid", False)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("is_forced", [True, False])
def test_a_policy_is_kept_in_a_word(policy, is_forced):
    assert split(joined(policy, is_forced=is_forced)) == (policy, is_forced)


_SHORT = st.sampled_from(["", "a", "b"])
_ENTRIES = st.lists(
    st.builds(ParsedEntry, guid=_SHORT, url=_SHORT, title=_SHORT, summary=_SHORT), max_size=12
)


@given(_ENTRIES, st.sampled_from([*POLICIES, "guid!", "link!"]))
def test_the_same_document_gives_the_same_guids_and_none_is_empty(entries, policy):
    found = identify(entries, URL, policy)
    assert found == identify(entries, URL, policy)
    assert len(found.guids) == len(entries)
    assert all(found.guids)
    assert len(set(found.guids)) >= len({(one.url, one.title, one.html) for one in entries})
