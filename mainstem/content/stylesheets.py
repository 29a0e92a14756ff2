"""Style rules that a reader wrote or pasted: they may paint these pages, and load nothing from strangers.

Works on tokens of CSS Syntax Level 3 (§4), so that escapes, comments and strings hide nothing. A style sheet
that could load pictures by what stands in a field would tell a stranger what is read here.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
      | (?P<string>"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z))
      | (?P<word>@?(?:[-\w]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n0-9a-fA-F])+)(?P<call>\()?""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
_BARE = re.compile(r"(?:[^)\\]|\\.)*(?:\)|\Z)", re.DOTALL)
_QUOTED = re.compile(r"""\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*\)""", re.DOTALL)
_LOADING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"}
_OURS = re.compile(r"data:image/[a-z+]+[;,][^\s\"'\\<>]*|/(?![/\\])[^\s\"'\\<>]*")


def clean_style(css: str) -> str:
    """The rules without imports, and with ``none`` where something of another site would be loaded."""
    css = css.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x00", "\ufffd")
    out: list[str] = []
    place = 0
    while match := _TOKEN.search(css, place):
        out.append(css[place : match.start()])
        text, place = _kept(css, match)
        out.append(text)
    return "".join(out) + css[place:]


def _kept(css: str, match: re.Match[str]) -> tuple[str, int]:
    """What becomes of a token, and where to go on."""
    name = _plain(match["word"] or "").lower()
    if name in ("@import", "@charset", "@namespace"):
        return " ", _statement_end(css, match.end())  # a space, so that nothing grows together
    if match["call"] and name == "url":
        return _address(css, match.end())
    if match["call"] and name in _LOADING:
        return "none", _call_end(css, match.end())
    return match[0], match.end()


def _address(css: str, start: int) -> tuple[str, int]:
    quoted = _QUOTED.match(css, start)
    if quoted:
        url, end = _plain(quoted[1][1:-1]), quoted.end()
    elif css[start:].lstrip()[:1] in ("'", '"'):
        return "none", _call_end(css, start)
    else:
        bare = _BARE.match(css, start)
        url, end = (_plain(bare[0].removesuffix(")").strip()), bare.end()) if bare else ("", len(css))
    return (f'url("{url}")' if _OURS.fullmatch(url) else "none"), end


def _call_end(css: str, start: int) -> int:
    """Behind the bracket that closes a function."""
    depth, place = 1, start
    while depth and place < len(css):
        match = _TOKEN.match(css, place)
        if match:
            depth += bool(match["call"])
            place = match.end()
            continue
        depth += {"(": 1, ")": -1}.get(css[place], 0)
        place += 1
    return place


def _statement_end(css: str, start: int) -> int:
    place = start
    while place < len(css):
        match = _TOKEN.match(css, place)
        if match:
            place = _call_end(css, match.end()) if match["call"] else match.end()
            continue
        place += 1
        if css[place - 1] in ";{}":
            break
    return place


def _plain(text: str) -> str:
    """Escapes as the characters that they stand for."""

    def character(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[2]
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(character, text)
