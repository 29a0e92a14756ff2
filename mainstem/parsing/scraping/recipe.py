"""The recipe: what a person writes, or accepts, to turn a page into a feed."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("html-xpath", "html-css", "xml-xpath", "json", "json-in-html")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Expressions by ``kind``; an empty one is left out. All but ``feed_title``, ``item`` and ``fragment``
    are relative to an item.

    - ``html-xpath``, ``xml-xpath``: XPath 1.0; a quoted string stands for itself.
    - ``html-css``: a selector, and after ``@`` an attribute ("a.more@href"); "." is the item itself.
    - ``json``: dot notation ("data.posts[0].name", "$" for the root), parts joined by ``&``, quoted strings
      for themselves ('"https://example.org/" & slug').
    - ``json-in-html``: the same, on the JSON in the nodes that the XPath ``fragment`` finds in the page.

    ``date_form`` is how dates are written, in the letters of PHP's createFromFormat or of strptime; empty
    where they can be read as any feed's.
    """

    kind: str
    item: str
    title: str = ""
    url: str = ""
    content: str = ""
    image: str = ""
    author: str = ""
    date: str = ""
    date_form: str = ""
    categories: str = ""
    guid: str = ""
    feed_title: str = ""
    fragment: str = ""
