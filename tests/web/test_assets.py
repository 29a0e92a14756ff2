"""What browsers load besides pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from mainstem import web
from mainstem.web import assets

_STATIC = Path(web.__file__).parent / "static"


def test_scripts_are_sent_without_comments_and_indents_and_say_the_same() -> None:
    for path in _STATIC.glob("*.js"):
        source, sent = path.read_text("utf-8"), assets.find(path.name).content.decode()
        assert not re.search(r"^\s*//|^[ \t]", sent, re.MULTILINE), path.name
        code = [
            line.split(" // ")[0].strip() for line in source.split("\n") if not line.strip().startswith("//")
        ]
        assert [line for line in code if line] == [line for line in sent.split("\n") if line], path.name


def test_no_text_in_a_script_goes_over_lines_or_holds_what_looks_like_a_comment() -> None:
    for path in _STATIC.glob("*.js"):
        for line in path.read_text("utf-8").split("\n"):
            code = line.split(" // ")[0]
            if not code.strip().startswith("//"):
                assert code.count("`") % 2 == 0, (path.name, line)


def test_scripts_and_styles_stay_small() -> None:
    def weight(ending: str) -> int:
        return sum(
            len(gzip.compress(assets.find(one).content, 9)) for one in assets.names() if one.endswith(ending)
        )

    assert weight(".js") <= 30_000
    assert weight("main.css") + weight("managing.css") <= 20_000
