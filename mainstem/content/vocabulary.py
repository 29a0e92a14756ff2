"""Which elements and attributes an entry may have; the tables behind the policy.

Element names follow the HTML Living Standard and MathML Core. What stands in none of the tables is taken
out and its text stays.
"""

from __future__ import annotations

FRAME = "x-frame"
"""The name under which frames pass through the parser: the content of a real iframe is never parsed."""

SECTIONS = frozenset("address article aside footer header hgroup main nav section".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = frozenset(
    "blockquote center dd details div dl dt figcaption figure hr li ol p pre search summary ul".split()
)
TABLES = frozenset("caption col colgroup table tbody td tfoot th thead tr".split())
PHRASES = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em i ins kbd mark meter progress q rb rp rt rtc "
    "ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
MEDIA = frozenset(["audio", "img", "picture", "source", "track", "video", FRAME])
MATHS = frozenset(
    "annotation math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
    "mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
    "semantics".split()
)
TAGS = SECTIONS | HEADINGS | BLOCKS | TABLES | PHRASES | MEDIA | MATHS

RAW = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Their content is text to a parser, whatever it looks like."""

DROPPED = frozenset(
    "annotation-xml applet button canvas datalist desc embed foreignobject frame frameset head input maction "
    "map mglyph malignmark noembed noframes optgroup option param plaintext portal script select style svg "
    "template textarea title xmp".split()
)
"""Taken out together with what they hold."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())

MATHS_ATTRIBUTES = frozenset(
    "accent accentunder alttext close columnalign columnspan display displaystyle encoding fence form largeop "
    "linethickness mathvariant movablelimits notation open rowalign rowspan scriptlevel separator separators "
    "stretchy symmetric".split()
)
_LAZY = frozenset("data-src data-lazy-src data-original data-srcset data-lazy-srcset".split())

EVERYWHERE = frozenset("class data-sanitized-class data-sanitized-id dir id lang title".split())
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset("href hreflang name type".split()),
    "audio": frozenset("loop muted src".split()),
    "blockquote": frozenset(["cite"]),
    "col": frozenset(["span"]),
    "colgroup": frozenset(["span"]),
    "data": frozenset(["value"]),
    "del": frozenset(["cite", "datetime"]),
    "details": frozenset(["open"]),
    "img": frozenset("alt height hidden sizes src srcset style width".split()) | _LAZY,
    "ins": frozenset(["cite", "datetime"]),
    "li": frozenset(["type", "value"]),
    "meter": frozenset("high low max min optimum value".split()),
    "ol": frozenset("reversed start type".split()),
    "progress": frozenset(["max", "value"]),
    "q": frozenset(["cite"]),
    "source": frozenset("height media sizes src srcset type width".split()) | _LAZY,
    "td": frozenset("abbr align colspan rowspan valign".split()),
    "th": frozenset("abbr align colspan rowspan scope valign".split()),
    "time": frozenset(["datetime"]),
    "track": frozenset("default kind label src srclang".split()),
    "ul": frozenset(["type"]),
    "video": frozenset("height loop muted playsinline poster src style width".split()),
    FRAME: frozenset("data-src height src width".split()),
    **dict.fromkeys(MATHS, MATHS_ATTRIBUTES),
}

CALM = (TAGS - TABLES - MATHS - {FRAME, "bdo"}) | {"script", "style", "link", "meta", "body", "html"}
"""Elements that leave a tree which reads back as itself; anything else is cleaned until it does."""
