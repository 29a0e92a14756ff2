"""Every document of the corpus gives what its first comment says."""

from collections import defaultdict

import pytest

from tests.parsing import corpus

_BY_TOPIC = defaultdict(list)
for _path in sorted(corpus.FEEDS.rglob("*.*")):
    _BY_TOPIC[_path.parent.name].append(_path)
_ALL = [pytest.param(path, id=f"{topic}/{path.stem}") for topic, paths in _BY_TOPIC.items() for path in paths]


@pytest.mark.parametrize("path", _ALL)
def test_a_document_gives_what_it_says(path):
    case = corpus.load(path)
    faults = corpus.differences(case)
    assert not faults, case.sentence + "\n" + "\n".join(faults)


def test_the_corpus_is_as_large_as_promised():
    assert len(_ALL) >= 300
