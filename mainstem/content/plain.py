"""HTML as plain text: paragraphs, lines, and nothing else."""

from __future__ import annotations

from html import unescape

from .tokens import TOKEN, end_of
from .vocabulary import BLOCKS, HEADINGS, RAW, SECTIONS, TAGS

# These two stand for a break of line and of paragraph while the text is put together.
_LINE, _PARAGRAPH = "\x01", "\x02"
_BREAKS = {
    **dict.fromkeys(
        BLOCKS | HEADINGS | SECTIONS | {"table", "caption", "body", "form", "video", "audio"}, _PARAGRAPH
    ),
    **dict.fromkeys(["br", "li", "dt", "dd", "tr", "option", "legend", "head"], _LINE),
    **dict.fromkeys(["td", "th", "img"], " "),
}
_SILENT = RAW - {"textarea", "xmp", "plaintext"}
_CALM = TAGS - RAW - {"pre"}


def text(html: str) -> str:
    """What a person reads: paragraphs apart by an empty line, items and rows on lines of their own.

    Any text is accepted; linear in time. Scripts, styles, titles and comments are left out; ``pre`` keeps
    its lines.
    """
    parts = _parts_of_calm(html) or _parts(html)
    joined = " ".join("".join(parts).split())
    paragraphs = ["\n".join(_lines(paragraph)) for paragraph in joined.split(_PARAGRAPH)]
    return "\n\n".join([paragraph for paragraph in paragraphs if paragraph])


def _parts_of_calm(html: str) -> list[str] | None:
    """Texts and the breaks between them, three times quicker; None where an element keeps its lines or its content
    to itself, or a sign is no mark-up, all of which ask for a closer look."""
    pieces = TOKEN.split(html)
    names = pieces[2 :: TOKEN.groups + 1]
    if not _CALM.issuperset(names):
        return None
    texts = [unescape(one) if "&" in one else one for one in pieces[:: TOKEN.groups + 1]]
    parts = [""] * (2 * len(names) + 1)
    parts[::2] = texts
    parts[1::2] = [_BREAKS.get(name, "") for name in names]
    return parts


def _parts(html: str) -> list[str]:
    parts: list[str] = []
    at, in_pre = 0, False
    while match := TOKEN.search(html, at):
        start, end = match.span()
        parts.append(_run(html[at:start], in_pre))
        at = end
        if name := match["name"]:
            name = name.lower()
            parts.append(_BREAKS.get(name, ""))
            if name == "pre":
                in_pre = not match["end"]
            elif name in _SILENT and not match["end"]:
                over = end_of(name).search(html, at)
                at = over.start() if over else len(html)
        elif match[0] == "<":
            parts.append("<")
    parts.append(_run(html[at:], in_pre))
    return parts


def excerpt(html: str, characters: int) -> str:
    """The beginning of the text on one line, at most so many characters, cut between words and marked with …."""
    # Mark-up is several times longer than its text; a bound keeps long documents cheap.
    line = " ".join(text(html[: characters * 40 + 4_000]).split())
    if len(line) <= characters:
        return line
    cut = line[: max(characters, 1)]
    space = cut.rfind(" ")
    cut = cut[:space] if space > characters // 2 else cut[:-1]
    return cut.rstrip(" ,;:-–—") + "…"


def _run(part: str, in_pre: bool) -> str:
    if "&" in part:
        part = unescape(part)
    return part.replace("\n", _LINE) if in_pre else part


def _lines(paragraph: str) -> list[str]:
    if _LINE not in paragraph:
        return [paragraph.strip()]
    return [line for part in paragraph.split(_LINE) if (line := part.strip())]
