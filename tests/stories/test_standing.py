from array import array

import pytest

from mainstem.stories.rarity import LEARNT_ENTRIES
from mainstem.stories.settings import Settings
from mainstem.stories.standing import LEAST, leaning_out, standing_out
from mainstem.stories.window import Window
from tests.stories.making import entry


def with_standing(standing):
    active = Window(Settings()).pack(entry("Ferry sinks off Kestrel", "All aboard were saved.")).active
    active.standing = standing
    return active


def test_a_likeness_that_equals_what_both_are_used_to_stays_as_it_is():
    one = with_standing(0.4)
    assert standing_out(0.4, one, with_standing(0.4)) == pytest.approx(0.4)
    assert leaning_out(0.4, one, with_standing(0.4)) == pytest.approx(0.4)


def test_an_entry_that_has_just_come_is_judged_half_by_how_its_likeness_stands_out():
    lonely, crowded = with_standing(LEAST), with_standing(0.8)
    assert 0.4 < leaning_out(0.4, lonely, lonely) < standing_out(0.4, lonely, lonely)
    assert standing_out(0.4, crowded, crowded) < leaning_out(0.4, crowded, crowded) < 0.4


def test_more_likeness_is_asked_for_until_enough_is_known_of_rare_words():
    window = Window(Settings())
    cautions = [window.caution()]
    for _ in range(LEARNT_ENTRIES):
        window.rarity.learn(array("I", [7]))
        cautions.append(window.caution())
    assert cautions[0] == Settings().caution
    assert cautions == sorted(cautions, reverse=True)
    assert cautions[-1] == 0
