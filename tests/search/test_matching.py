"""Which entries an expression finds."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mainstem.feeds.entry import Enclosure, Has
from mainstem.search import matches, parse
from tests.search.views import view

NOW = datetime(2026, 5, 20, 12, 30, tzinfo=UTC)
SAMPLE: dict[str, Any] = {
    "title": "Apple’s Crème brûlée Launch",
    "text": "The engineers were running late. 日本語のニュース. Apple shows (again) a red car on 5 May",
    "authors": ("Jane Doe", "John Smith"),
    "categories": ("Open Source", "Food"),
    "label_names": ("Read later", "Ünï"),
    "label_ids": (3, 4),
    "feed_title": "Example News",
    "folder_ids": frozenset({11, 12}),
    "folder_paths": (("News", "World"),),
    "is_starred": True,
    "has": Has.IMAGE | Has.AUDIO,
    "enclosures": (Enclosure("https://a.example/a.mp3"),),
    "note": "",
    "length": 90,
    "touched_at": datetime(2026, 5, 20, 12, 0, tzinfo=UTC),
}
FOUND = r"""
apple
APPLE
creme
crème brulee
"creme brulee"
run
runs
engineer
launch*
lau*
日本
日
ース
"日本語の"
intitle:launch
intext:red
!intitle:red
apple -banana
banana OR apple
!(banana OR pear)
"red car"
"car red"~0
"apple car"~6
near:"red may"
/engin.*late/
/^apple/i
intitle:/Cr.me/
\(again\)
author:jane
author:jo
author:'john smith'
author:/^Jane Doe$/m
inurl:a.example/2026
inurl:new
#food
#open+source
#"open source"
#op*
#/^Food$/m
f:7
f:1,7
!f:8
c:11
L:3
L:*
label:"read later"
label:x,uni
!label:x
e:1
feed:"example news"
folder:news
folder:world
folder:News/World
in:world
in:label/uni
in:folder/News
is:starred
is:unread
!is:read
is:labelled
has:image
has:audio !has:video
has:enclosure
has:author
has:category
!has:note
lang:en,de
!lang:fr
length:>50
length:10..90
date:2026-05-01
pubdate:2026/
!date:2027
userdate:PT1H
mdate:P1D
sort:oldest

""".strip().splitlines()


@pytest.mark.parametrize("text", FOUND)
def test_the_sample_is_found_by(text: str) -> None:
    assert matches(parse(text, NOW), view(**SAMPLE))


NOT_FOUND = r"""
banana
app
"brulee creme"
"run"
intitle:red
intext:creme
!apple
apple -car
"red may"~1
/APPLE shows/
author:doe-jane
author:ane
inurl:b.example
#open
#source
f:8
c:7
L:5
!L:*
label:read
folder:orld
in:feed/world
is:read
is:hidden
has:video
lang:fr
length:>90
length:<90
date:2026-04
!date:2026-05
userdate:2025
!mdate:P1D
本日
""".strip().splitlines()


@pytest.mark.parametrize("text", NOT_FOUND)
def test_the_sample_is_not_found_by(text: str) -> None:
    assert not matches(parse(text, NOW), view(**SAMPLE))


def test_words_are_found_by_the_stems_of_their_own_language() -> None:
    german = view("Die Häuser am See", language="de-AT")
    assert not matches(parse("haus", NOW), view("Die Häuser am See", language=""), ("de",))
    assert matches(parse("häusern", NOW), german, ("en", "de"))


def test_a_time_that_never_was_is_in_no_interval() -> None:
    untouched = view("a")
    assert not matches(parse("userdate:/2030", NOW), untouched)
    assert matches(parse("!userdate:/2030", NOW), untouched)


def test_a_catastrophic_pattern_takes_no_longer_than_any_other() -> None:
    assert not matches(parse("/(a+)+(a+)+(a+)+$/", NOW), view("a", "a" * 100_000 + "b"))
