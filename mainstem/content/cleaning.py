"""From a publisher's HTML to HTML that may be shown: what may stay, and in which form.

1. Large documents are made shallow (``nesting``), so that every later step is linear.
2. nh3 parses as a browser does and writes only elements and attributes of the allow-list. Frames pass
   under another name, since the content of a real iframe or noscript would not be parsed.
3. Every tag that has attributes is rewritten by its element's rule (``attributes``).
4. Links that show another address than they lead to are made honest (``deception``).

What comes out never holds an element whose content is raw text, so it cannot be read in two ways; and
cleaning it again changes nothing. Elements that are taken out can leave a tree that reads back differently
(a ``p`` in a ``p``): documents with such elements are cleaned until they stay the same.
"""

from __future__ import annotations

import re
from html import escape

import nh3

from .addresses import LINK_SCHEMES
from .attributes import TAG, written
from .deception import MOVED, honest
from .nesting import shallow
from .plain import text
from .safe import SafeHTML
from .tokens import OPENING
from .vocabulary import ATTRIBUTES, CALM, DROPPED, EVERYWHERE, FRAME, TAGS

POLICY = 2
"""The number of these rules; kept with every entry. It grows whenever something may no longer stay."""

_FEW_SIGNS = 600  # of "<": some 300 elements
_SHORT = 16_384  # characters; shorter documents of few tags cannot cost much, however they are built
_ROUNDS = 6

_RENAMED = re.compile(r"<(/?)(?:(iframe)|noscript)(?=[\s/>])", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202d\u202e\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(32), 127} - {9, 10, 12, 13})
_HEADING = re.compile(r"<(/?)h[1-6][ >]")
_BREAK_IN_PRE = re.compile(r"(<pre(?: [^>]*)?>)\n")


def _cleaner(dropped: frozenset[str]) -> nh3.Cleaner:
    attributes = {tag: set(ATTRIBUTES.get(tag, ())) for tag in TAGS}
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(dropped),
        attributes={**attributes, "*": set(EVERYWHERE)},
        url_schemes=set(LINK_SCHEMES) | {"data"},
        link_rel=None,
    )


_SCRIPTED = "x-noscript"
_CLEANER = _cleaner(DROPPED - {FRAME})
_CLEANER_OF_LAZY = _cleaner(DROPPED | {_SCRIPTED})


def clean(html: str, base_url: str) -> SafeHTML:
    """HTML that may be shown on a page of ours, with every address absolute from ``base_url``.

    Any text is accepted; none raises. Without an http(s) ``base_url``, relative addresses are dropped.
    Time and memory are linear in the length; ``clean(clean(x)) == clean(x)``.
    """
    done = _cleaned_once(html, base_url)
    if _may_move(html, done):
        for _ in range(_ROUNDS):
            again = _cleaned_once(done, base_url)
            if again == done:
                break
            done = again
        else:
            done = _as_paragraphs(done)
    return SafeHTML(done)


def _may_move(html: str, done: str) -> bool:
    """Whether cleaning ``done`` again could give something else."""
    if not CALM.issuperset(OPENING.findall(html)) or MOVED in done:
        return True
    return _is_large(html) or _is_large(done) or _nests_headings(done)


def _is_large(html: str) -> bool:
    return len(html) > _SHORT or html.count("<") > _FEW_SIGNS


def _cleaned_once(html: str, base_url: str) -> str:
    html = html.replace("\0", "")
    is_lazy = False
    if _RENAMED.search(html):
        is_lazy = "data-src" in html or "data-lazy-src" in html or "data-original" in html
        html = _RENAMED.sub(_renamed, html)
    if _is_large(html):
        html = shallow(html)
    try:
        html = (_CLEANER_OF_LAZY if is_lazy else _CLEANER).clean(html)
    except UnicodeEncodeError:  # half a surrogate pair
        html = _CLEANER.clean(html.encode("utf-8", "replace").decode("utf-8"))
    if "\r" in html:
        html = html.replace("\r", "\n")
    if _holds_controls(html):
        html = _CONTROLS.sub("", html)
    html = TAG.sub(lambda match: written(match, base_url), html)
    if "<a " in html:
        html = honest(html)
    return _BREAK_IN_PRE.sub(r"\1\n\n", html) if "<pre" in html else html


def _holds_controls(html: str) -> bool:
    """Whether ``_CONTROLS`` would find anything; three times faster than asking it."""
    data = html.encode()
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):
        return True
    return not html.isascii() and any(sign in html for sign in "\u202d\u202e\ufffe\uffff")


def _nests_headings(html: str) -> bool:
    """Whether a heading stands in a heading, which crossed formatting can do and which reads back apart."""
    ends = _HEADING.findall(html)
    return "" in ends[1::2] or "/" in ends[::2]


def _renamed(match: re.Match[str]) -> str:
    return f"<{match[1]}{FRAME if match[2] else _SCRIPTED}"


def _as_paragraphs(html: str) -> str:
    """The text alone, for what never comes to rest."""
    parts = [escape(part, quote=False).replace("\xa0", "&nbsp;") for part in text(html).split("\n\n")]
    return "".join([f"<p>{part}</p>" for part in parts if part])
