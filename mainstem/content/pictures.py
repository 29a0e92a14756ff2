"""Pictures: real addresses in place of lazy ones, every size absolute, none that is there to count."""

from __future__ import annotations

import re

from . import addresses
from .references import sizes
from .trackers import is_tracker, without_tracking

_LAZY = ("data-src", "data-lazy-src", "data-original")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"^data:|(?:placeholder|blank|spacer|lazy|transparent|loading|pixel|1x1|grey|gray)[^/]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_ONE_PIXEL_INSIDE = ("data:image/gif;base64,R0lGODlhAQAB", "data:image/gif;base64,R0lGODdhAQAB",
                     "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")  # fmt: skip
_HIDDEN = re.compile(
    r"(?:^|[;\s{])(?:max-)?(?:width|height)\s*:\s*[+]?0*[0-2]?(?:\.\d*)?\s*(?:px|pt)?\s*(?:!|;|$)"
    r"|display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|right|bottom|text-indent|margin[a-z-]*)\s*:\s*-\d{3,}"
    r"|\\|/\*",
    re.IGNORECASE,
)
_SEE_THROUGH = re.compile(r"(?:^|[;\s{])opacity\s*:\s*0*\.?0*%?\s*(?:!|;|$)", re.IGNORECASE)
_SMALL = re.compile(r"\+?0*(?:[0-2]?(?:\.\d*)?(?:px|pt)?|[01](?:\.\d*)?%)", re.IGNORECASE)
_LONG_STYLE = 1_000  # characters; nobody's picture needs more, and searching stays cheap
_DESCRIPTOR = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?[wxh])(?:,(.*))?", re.DOTALL)
_CONDITION = re.compile(r"[a-z0-9\s(),.:%*/+<>=-]{1,300}", re.IGNORECASE)
_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,60}(?:;\s*codecs=[\"'a-z0-9., -]{1,80})?", re.IGNORECASE)


def image(had: dict[str, str], base: str) -> dict[str, str] | None:
    """The attributes of an img, or None where it shows nothing or only counts."""
    lazy = _first(had, _LAZY)
    if _is_hidden(had) and not lazy:
        return None
    shown = had.get("src", "")
    if lazy and (not shown.strip() or _PLACEHOLDER.search(shown)):
        shown = lazy
    url = _picture(shown, base)
    candidates = srcset(_first(had, _LAZY_SETS) or had.get("srcset", ""), base)
    if not url and shown.strip() and _is_counting(shown, base):
        return None
    if not url and not candidates:
        return None
    kept = {"src": url or candidates.partition(" ")[0].rstrip(",")}
    if "alt" in had:
        kept["alt"] = had["alt"]
    if candidates:
        kept["srcset"] = candidates
    kept |= _condition(had, "sizes") | sizes(had)
    return kept | {"loading": "lazy", "decoding": "async", "referrerpolicy": "no-referrer"}


def source(had: dict[str, str], base: str) -> dict[str, str] | None:
    """The attributes of a picture's, sound's or film's source, or None where nothing can be loaded."""
    url = addresses.media(had.get("src", ""), base)
    candidates = srcset(_first(had, _LAZY_SETS) or had.get("srcset", ""), base)
    kept = {"src": without_tracking(url)} if url and not is_tracker(url) else {}
    if candidates:
        kept["srcset"] = candidates
    if not kept:
        return None
    if _TYPE.fullmatch(had.get("type", "")):
        kept["type"] = had["type"]
    return kept | _condition(had, "sizes") | _condition(had, "media") | sizes(had)


def srcset(text: str, base: str) -> str:
    """The candidates of a srcset, absolute, without trackers; the splitting of HTML §4.8.4.2.2, in linear time."""
    kept = []
    words = text.split()[::-1]
    while words:
        address = words.pop().lstrip(",")
        descriptor = ""
        if not address.endswith(",") and words and (match := _DESCRIPTOR.fullmatch(words[-1])):
            descriptor = match[1]
            words[-1:] = [match[2]] if match[2] else []
        url = _picture(address.rstrip(","), base) if address else ""
        if url and not url.startswith("data:"):
            kept.append(f"{url.replace(',', '%2C') if url.endswith(',') else url} {descriptor}".rstrip())
    return ", ".join(kept)


def _picture(address: str, base: str) -> str:
    url = addresses.picture(address, base)
    if not url or url.startswith(_ONE_PIXEL_INSIDE) or (url[:5] != "data:" and is_tracker(url)):
        return ""
    return url if url[:5] == "data:" else without_tracking(url)


def _is_counting(address: str, base: str) -> bool:
    url = addresses.picture(address, base)
    return url.startswith(_ONE_PIXEL_INSIDE) or (url.startswith("http") and is_tracker(url))


def _is_hidden(had: dict[str, str]) -> bool:
    style = had.get("style", "")
    if "hidden" in had:
        return True
    if "opacity" in style and "transition" not in style and _SEE_THROUGH.search(style):
        return True  # with a transition it is there to be faded in
    if style and (len(style) > _LONG_STYLE or _HIDDEN.search(style)):
        return True
    return _is_small(had.get("width", "")) or _is_small(had.get("height", ""))


def _is_small(text: str) -> bool:
    """At most two pixels, or one per cent; no size at all is not small."""
    text = "".join(text.split())
    if not text or (len(text) > 2 and text[0] in "123456789" and text.isdecimal()):
        return False
    return len(text) > 20 or _SMALL.fullmatch(text) is not None


def _condition(had: dict[str, str], key: str) -> dict[str, str]:
    return {key: had[key]} if _CONDITION.fullmatch(had.get(key, "")) else {}


def _first(had: dict[str, str], names: tuple[str, ...]) -> str:
    return next((had[name] for name in names if had.get(name, "").strip()), "")
