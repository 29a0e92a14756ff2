from collections import Counter

import pytest

from mainstem.stories import Gatherer
from tests.stories.labelled import labelled


def bcubed(groups, gold):
    pairs, by_group, by_gold = Counter(zip(groups, gold, strict=True)), Counter(groups), Counter(gold)
    precision = sum(n * n / by_group[group] for (group, _), n in pairs.items()) / len(gold)
    recall = sum(n * n / by_gold[story] for (_, story), n in pairs.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def gathered(*languages):
    gatherer = Gatherer()
    entries = labelled(*languages)
    for entry, _ in entries:
        gatherer.add(entry)
    gatherer.replay()
    return [gatherer.story_of(entry.entry_id) for entry, _ in entries], [story for _, story in entries]


def test_there_are_three_hundred_entries_in_five_languages():
    entries = [entry for entry, _ in labelled()]
    assert len(entries) >= 300
    assert len({entry.language for entry in entries}) == 5
    assert len({entry.title for entry in entries}) == len(entries)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_every_language_is_gathered_well_from_the_first_day(language):
    precision, recall, both = bcubed(*gathered(language))
    assert precision >= 0.95
    assert both >= 0.80, (precision, recall)


def test_languages_do_not_disturb_each_other():
    precision, _, both = bcubed(*gathered())
    assert precision >= 0.95
    assert both >= 0.85
