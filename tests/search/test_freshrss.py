"""Every operator that FreshRSS documents, with what it finds; where Mainstem differs on purpose, it is said.

Words are found as words and in their other forms, not as parts of longer ones; brackets must match.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from mainstem.feeds.errors import BadQuery
from mainstem.search import matches, parse
from tests.search.views import view

NOW = datetime(2014, 5, 31, 12, 0, tzinfo=UTC)
SAVED = {"Ads": "intitle:sponsored OR author:bot", "my red things": "red car"}
ENTRY: dict[str, Any] = {
    "title": "Red cars & <fast> trains",
    "text": 'A red car (used) was seen on the line.\nIt went "slowly".',
    "authors": ("Jane Doe", "John O'Neil"),
    "categories": ("Open Source", "News"),
    "url": "https://example.com/2014/trains.html",
    "feed_id": 12,
    "id": 1_401_537_600_000_000,
    "folder_ids": frozenset({23}),
    "label_ids": (1, 2),
    "label_names": ("Later", "To print"),
    "arrived_at": datetime(2014, 5, 30, 13, 30, 20, tzinfo=UTC),
    "published_at": datetime(2014, 3, 30, 8, 0, tzinfo=UTC),
    "changed_at": datetime(2014, 5, 30, 13, 30, 20, tzinfo=UTC),
    "touched_at": datetime(2014, 5, 31, 11, 30, tzinfo=UTC),
}
FOUND = r"""
red
RED
"red car"
'red car'
"a red"
red train
red boat OR car
red or boat
(boat OR car) red
!boat
-boat
!(boat plane)
!(boat OR plane) red
"(used)"
\(used\)
"<fast>"
"cars & <fast>"
/red c.r/
/RED C.R/i
/^It went/m
/"slowly"\.$/m
intitle:red
intitle:"red cars"
intitle:'red cars'
intitle:/^red/i
!intitle:line
intext:line
intext:"red car"
intext:/l[ai]ne/
inurl:example.com
inurl:2014
inurl:/trains\.html$/
author:jane
author:"jane doe"
author:'Jane Doe'
author:/^Jane Doe$/m
author:/^john/im
!author:smith
#news
#open+source
#"open source"
#/^open source$/im
!#sport
f:12
f:11,12
!f:13
c:23
c:22,23
!c:45
e:1401537600000000
e:1,1401537600000000
!e:1
L:1
l:2
L:3,2
!L:3
L:*
label:later
label:"To print"
labels:"x,later"
label:later label:"to print"
!label:x
date:2014
date:2014-05
date:201405
date:2014-05-30
date:2014-05-30T13
date:2014-05-30T13:30
date:2014-05/06
date:2014-05-29/30
date:2014-05-30T13:00/13:45
date:2014-05-30T13:00/45
date:2014-05--2014-06
date:2014-05/
date:/2014-05
date:2014-05-29/P2D
date:P1W/2014-05-31
date:P1Y
date:P2M/
date:P3W
date:P4D
date:PT23H
date:P1DT1H
date:p4d
!date:2014-04
!date:PT5H
pubdate:2014-03
pubdate:P3M
!pubdate:2014-05
userdate:PT1H
!userdate:2013
mdate:P1D
!mdate:2013
search:"my red things"
search:ads OR red
S:2
!S:1
!search:Ads
""".strip().splitlines()
MISSED = r"""
boat
"car red"
red !car
red -"red car"
!(red OR boat)
intitle:line
intext:fast
/RED C.R/
/^went/m
!intitle:red
!intext:line
!inurl:example
!author:jane
author:/^Doe/m
#open
!#news
f:1,2
!f:12
c:1
!c:23
e:12
!e:1401537600000000
L:3
!L:1
!L:*
label:print
!label:later
date:2013
date:2014-02/04
date:PT5H
date:/2014-04
!date:2014-05
!date:P1W
pubdate:2014-05
!pubdate:P3M
userdate:PT10M
!userdate:PT1H
!mdate:P2D
search:Ads
S:1
!S:2
""".strip().splitlines()


def is_found(expression: str) -> bool:
    return matches(parse(expression, NOW, saved=SAVED), view(**ENTRY))


@pytest.mark.parametrize("expression", FOUND)
def test_it_finds(expression: str) -> None:
    assert is_found(expression)


@pytest.mark.parametrize("expression", MISSED)
def test_it_passes_over(expression: str) -> None:
    assert not is_found(expression)


@pytest.mark.parametrize(
    "expression", ["(red", "red)", "intitle: red", "f:x", "date:soon", "S:9", "search:none", "/(/"]
)
def test_what_freshrss_passes_over_in_silence_is_told(expression: str) -> None:
    with pytest.raises(BadQuery):
        is_found(expression)
