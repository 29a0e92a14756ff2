"""Squares that a phone's camera reads."""

from __future__ import annotations

from markupsafe import Markup


def code(text: str) -> Markup:
    """The QR code of a text as SVG; nothing where the extra ``qr`` is not installed."""
    try:
        import segno
    except ImportError:
        return Markup()
    # dark on light in every theme: that is how cameras read them
    drawn = segno.make(text, error="m", micro=False).svg_inline(scale=4, border=3, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 (made here of squares alone)
