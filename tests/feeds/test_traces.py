"""Entries are recognised before any work is done on them."""

from dataclasses import replace

from mainstem.feeds import traces
from mainstem.feeds.parsed import ParsedEntry

DOCUMENT = [ParsedEntry(guid=f"urn:{n}", title=f"Title {n}", content=f"Words {n}") for n in range(10)]


def seen(entries, before=DOCUMENT, policy=1):
    def made(some, its_policy):
        return traces.of(some, [one.guid for one in some], its_policy)

    return traces.compare(made(entries, 1), traces.packed(made(before, policy)))


def test_a_document_that_comes_again_is_the_same():
    assert all(seen(DOCUMENT).same)
    assert not any(seen(DOCUMENT).strange)


def test_new_and_changed_entries_are_strange():
    changed = [ParsedEntry(guid="urn:new", title="New"), replace(DOCUMENT[0], title="Other"), *DOCUMENT[1:]]
    assert seen(changed).strange == (True, True, *[False] * 9)


def test_nothing_known_means_all_is_strange():
    assert all(seen(DOCUMENT, before=[]).strange)


def test_another_cleaning_policy_reads_all_again():
    assert all(seen(DOCUMENT, policy=2).strange)


def test_guids_that_change_at_each_poll_make_no_new_entries():
    churned = [replace(one, guid=one.guid + "#2") for one in DOCUMENT]
    told = seen([ParsedEntry(guid="urn:new#2", title="New"), *churned])
    assert told.churned == 10
    assert told.strange == (True, *[False] * 10)


def test_a_few_equal_entries_under_new_guids_are_new():
    again = replace(DOCUMENT[3], guid="urn:again")
    told = seen([again, *DOCUMENT])
    assert told.churned == 0
    assert told.strange[0]
