"""What becomes of a tag's attributes: each element has a function from what it had to what it keeps.

Works on what nh3 wrote, whose form is fixed: lower-case names, values in double quotes with ``&``, ``<``,
``>``, ``"`` and no-break spaces escaped. A tag is therefore exactly what ``TAG`` finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TypeAlias

from . import addresses
from .pictures import image, source
from .players import ALLOW, SANDBOX, player
from .references import href, loadable, sizes
from .vocabulary import EVERYWHERE, FRAME, MATHS, MATHS_ATTRIBUTES

Attributes: TypeAlias = dict[str, str]
Rule: TypeAlias = Callable[[Attributes, str], Attributes | None]

TAG = re.compile(
    r'<(?:([a-z][a-z0-9-]*+)((?: [^\s"=<>]++="[^"]*+")++)|(audio|img|source|track|video|x-frame))>|</x-frame>'
)
_PAIR = re.compile(r' ([^\s"=<>]++)="([^"]*+)"')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8}){0,6}")
_MOMENT = re.compile(r"[0-9A-Za-z:.,+\-\u2212 ]{1,64}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WORD = re.compile(r"[\w .,;%#+*/|()\[\]{}<>=⟨⟩-]{1,100}")
_ALIGN = frozenset(["left", "right", "center", "justify", "char"])
_VALIGN = frozenset(["top", "middle", "bottom", "baseline"])


def written(match: re.Match[str], base: str) -> str:
    """The tag as it may stand, or nothing."""
    name = match[1] or match[3]
    if name is None:
        return ""
    had = {key: unescape(value) if "&" in value else value for key, value in _PAIR.findall(match[2] or "")}
    rule = RULES.get(name)
    kept = rule(had, base) if rule else {}
    if kept is None:
        return ""
    if not EVERYWHERE.isdisjoint(had):
        _add_general(kept, had)
    text = "".join([f' {key}="{escaped(value)}"' for key, value in kept.items()])
    return f"<iframe{text}></iframe>" if name == FRAME else f"<{name}{text}>"


def escaped(value: str) -> str:
    """A value as it stands between double quotes; the same escapes as nh3's, so that they stay as they are."""
    if '"' in value or "&" in value or "<" in value or ">" in value or "\xa0" in value:
        value = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
        return value.replace("\xa0", "&nbsp;")
    return value


def _add_general(kept: Attributes, had: Attributes) -> None:
    """What any element may have. Ids and classes live on as data, where they clobber and style nothing."""
    if title := had.get("title", "").strip():
        kept["title"] = title
    if (language := had.get("lang", "")) and _LANGUAGE.fullmatch(language):
        kept["lang"] = language
    if (direction := had.get("dir", "").lower()) in {"ltr", "rtl", "auto"}:
        kept["dir"] = direction
    if classes := had.get("class") or had.get("data-sanitized-class"):
        kept["data-sanitized-class"] = " ".join(classes.split())
    if id_ := had.get("id") or had.get("data-sanitized-id"):
        kept["data-sanitized-id"] = id_.strip()


def _only(**patterns: re.Pattern[str] | frozenset[str]) -> Rule:
    """A rule that keeps attributes whose value is in the set, or wholly of the pattern."""

    def rule(had: Attributes, _base: str) -> Attributes:
        kept = {}
        for key, pattern in patterns.items():
            value = had.get(key, "").strip()
            fits = value in pattern if isinstance(pattern, frozenset) else pattern.fullmatch(value)
            if fits and key in had:
                kept[key] = value
        return kept

    return rule


def _flags(had: Attributes, *names: str) -> Attributes:
    return {name: "" for name in names if name in had}


def _a(had: Attributes, base: str) -> Attributes:
    if "name" in had:  # the id of old
        had.setdefault("id", had["name"])
    url = href(had.get("href", ""), base)
    return {"href": url, "rel": "noopener noreferrer"} if url else {}


def _audio(had: Attributes, base: str) -> Attributes:
    kept = {"src": loadable(had.get("src", ""), base)} if "src" in had else {}
    return {key: value for key, value in kept.items() if value} | {
        "controls": "",
        "preload": "none",
        **_flags(had, "loop", "muted"),
    }


def _video(had: Attributes, base: str) -> Attributes:
    kept = _audio(had, base)
    if poster := loadable(had.get("poster", ""), base):
        kept["poster"] = poster
    return kept | _flags(had, "playsinline") | sizes(had)


def _track(had: Attributes, base: str) -> Attributes | None:
    url = loadable(had.get("src", ""), base)
    if not url:
        return None
    rest = _only(kind=_TRACKS, label=_WORD, srclang=_LANGUAGE)(had, base) or {}
    return {"src": url} | rest | _flags(had, "default")


def _frame(had: Attributes, base: str) -> Attributes | None:
    url = player(addresses.media(had.get("src", "") or had.get("data-src", ""), base))
    if not url:
        return None
    fixed = {"sandbox": SANDBOX, "allow": ALLOW, "allowfullscreen": "", "loading": "lazy"}
    return {"src": url} | sizes(had) | fixed | {"referrerpolicy": "strict-origin"}


def _quote(had: Attributes, base: str) -> Attributes:
    url = href(had.get("cite", ""), base)
    return {"cite": url} if url.startswith("http") else {}


def _edit(had: Attributes, base: str) -> Attributes:
    return _quote(had, base) | (_only(datetime=_MOMENT)(had, base) or {})


def _ol(had: Attributes, base: str) -> Attributes:
    kept = _only(start=_INTEGER, type=frozenset("1aAiI"))(had, base) or {}
    return kept | _flags(had, "reversed")


_INTEGER = re.compile(r"-?[0-9]{1,9}")
_SPAN = re.compile(r"[0-9]{1,3}")
_TRACKS = frozenset(["subtitles", "captions", "descriptions", "chapters", "metadata"])
_CELL: dict[str, re.Pattern[str] | frozenset[str]] = {
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "align": _ALIGN,
    "valign": _VALIGN,
    "abbr": _WORD,
}

RULES: dict[str, Rule] = {
    "a": _a,
    "audio": _audio,
    "blockquote": _quote,
    "col": _only(span=_SPAN),
    "colgroup": _only(span=_SPAN),
    "data": _only(value=re.compile(r".{1,200}")),
    "del": _edit,
    "details": lambda had, _base: _flags(had, "open"),
    "img": image,
    "ins": _edit,
    "li": _only(value=_INTEGER, type=frozenset(["1", "a", "A", "i", "I", "disc", "circle", "square"])),
    "meter": _only(**dict.fromkeys(("value", "min", "max", "low", "high", "optimum"), _DECIMAL)),
    "ol": _ol,
    "progress": _only(value=_DECIMAL, max=_DECIMAL),
    "q": _quote,
    "source": source,
    "td": _only(**_CELL),
    "th": _only(**_CELL, scope=frozenset(["row", "col", "rowgroup", "colgroup"])),
    "time": _only(datetime=_MOMENT),
    "track": _track,
    "ul": _only(type=frozenset(["disc", "circle", "square"])),
    "video": _video,
    FRAME: _frame,
    **dict.fromkeys(MATHS, _only(**dict.fromkeys(sorted(MATHS_ATTRIBUTES), _WORD))),
}
