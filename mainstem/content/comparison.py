"""Two versions of an entry as one readable text, with what went and what came marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape

from .plain import text
from .safe import SafeHTML

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST = 4_000  # pieces of a paragraph compared word by word; longer ones are compared as a whole


def differences(before: str, after: str) -> SafeHTML:
    """Both versions' text, paragraph by paragraph: ``del`` around what went, ``ins`` around what came.

    ``""`` where the text is the same. Works on text: changes of mark-up, pictures and links are not shown.
    """
    old, new = text(before).split("\n\n"), text(after).split("\n\n")
    if old == new:
        return SafeHTML("")
    out: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False) if len(old) * len(new) < 250_000 else None
    steps = matcher.get_opcodes() if matcher else [("replace", 0, len(old), 0, len(new))]
    for step, old_start, old_end, new_start, new_end in steps:
        gone, come = old[old_start:old_end], new[new_start:new_end]
        if step == "equal":
            out += [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in come]
            continue
        pairs = min(len(gone), len(come))
        out += [_changed(one, other) for one, other in zip(gone, come, strict=False)]
        out += [
            f"<p><del>{escape(paragraph, quote=False)}</del></p>" for paragraph in gone[pairs:] if paragraph
        ]
        out += [
            f"<p><ins>{escape(paragraph, quote=False)}</ins></p>" for paragraph in come[pairs:] if paragraph
        ]
    return SafeHTML("".join(out))


def _changed(old: str, new: str) -> str:
    """One paragraph with its changed words marked; as two where little is left of it."""
    one, other = _PIECES.findall(old), _PIECES.findall(new)
    if len(one) * len(other) > _LONGEST * _LONGEST // 4:
        return _whole(old, new)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < 0.3:
        return _whole(old, new)
    out = []
    for step, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(one[old_start:old_end]), "".join(other[new_start:new_end])
        if step == "equal":
            out.append(escape(come, quote=False))
        else:
            out.append(_marked("del", gone) + _marked("ins", come))
    return f"<p>{''.join(out)}</p>"


def _whole(old: str, new: str) -> str:
    return "".join(f"<p>{part}</p>" for part in (_marked("del", old), _marked("ins", new)) if part)


def _marked(tag: str, part: str) -> str:
    return f"<{tag}>{escape(part, quote=False)}</{tag}>" if part else ""
