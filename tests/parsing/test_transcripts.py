"""Transcripts and chapters of episodes, in the forms that publishers use."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mainstem.feeds.errors import BadInput
from mainstem.parsing.transcripts import Said, chapters, transcript

_VTT = b"""WEBVTT - Episode 4

NOTE made by hand

1
00:00:01.500 --> 00:00:03.000 align:start
<v Ida Berg>We went to measure silt,

00:00:03.000 --> 00:00:05.000
<v Ida Berg>and came home with a <i>story</i> &amp; more.

01:02:03.250 --> 01:02:05.000
<v Ole>What happened?
"""
_SRT = "1\r\n00:00:01,500 --> 00:00:03,000\r\nIda: We went\r\n\r\n2\r\n00:01:03,000 --> 00:01:04,000\r\nOle: Where?\r\n"
_JSON = b"""{"version":"1.0.0","segments":[{"speaker":"Ida","startTime":0.5,"endTime":1,"body":"We"},
{"speaker":"Ida","startTime":1,"body":"went."},{"speaker":"Ole","startTime":2,"body":"Where?"},{"body":7}]}"""
_HTML = b"<cite>Ida:</cite><time>0:01</time><p>We <b>went</b>.</p><cite>Ole:</cite><time>1:02:03</time><p>Where?</p>"


@pytest.mark.parametrize(
    ("data", "mime_type", "expected"),
    [
        (
            _VTT,
            "text/vtt",
            [
                Said(1.5, "Ida Berg", "We went to measure silt, and came home with a story & more."),
                Said(3723.25, "Ole", "What happened?"),
            ],
        ),
        (_SRT.encode(), "application/srt", [Said(1.5, "Ida", "We went"), Said(63, "Ole", "Where?")]),
        (_JSON, "application/json", [Said(0.5, "Ida", "We went."), Said(2, "Ole", "Where?")]),
        (_HTML, "text/html", [Said(1, "Ida", "We went."), Said(3723, "Ole", "Where?")]),
        (
            b"First part.\n\nSecond\npart.",
            "",
            [Said(None, "", "First part."), Said(None, "", "Second part.")],
        ),
    ],
)
def test_what_is_said_is_read_in_every_form(data: bytes, mime_type: str, expected: list[Said]) -> None:
    assert list(transcript(data, mime_type)) == expected


def test_chapters_are_read_and_hidden_ones_left_out() -> None:
    data = b"""{"version":"1.2.0","chapters":[{"startTime":0,"title":"Start"},{"startTime":60,"toc":false},
    {"startTime":"soon","title":"wrong"},{"startTime":90.5,"title":"The  weir","url":"https://a.example/"}]}"""
    found = [(one.starts_after_seconds, one.title, one.url) for one in chapters(data)]
    assert found == [(0, "Start", ""), (90.5, "The weir", "https://a.example/")]


@given(
    some.binary(max_size=300) | some.text(max_size=300).map(str.encode), some.sampled_from(["", "text/vtt"])
)
def test_nonsense_is_refused_or_read_as_text(data: bytes, mime_type: str) -> None:
    for read in (lambda: transcript(data, mime_type), lambda: chapters(data)):
        with suppress(BadInput):
            assert read()
