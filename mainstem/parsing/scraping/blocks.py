"""Repeated blocks of a page: elements of one kind, each with a link and words of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mainstem.parsing.dates import parse_date
from mainstem.parsing.pages import open_page
from mainstem.parsing.scraping.recipe import Recipe

_MOST_GROUPS = 12
_MOST_LINKS = 3000
_CLIMB = 6
_CHROME = frozenset(("nav", "footer", "aside", "form", "header", "menu"))
_CHROME_WORDS = re.compile(
    r"\b(?:nav|menu|footer|sidebar|breadcrumb|social|share|cookie|pagination|tags?|lang)\b", re.IGNORECASE
)
_NAME = re.compile(r"[A-Za-z_][\w-]*$")
_STATE = re.compile(
    r"\d{2,}|^(?:active|first|last|odd|even|current|is-|has-|js-|col|row|post-\d|wp-|sm:|md:|lg:)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"date|time|publi|posted|ago", re.IGNORECASE)
_AUTHOR_WORDS = re.compile(r"author|byline|by-line|writer", re.IGNORECASE)
_SUMMARY_WORDS = re.compile(
    r"summary|excerpt|desc|teaser|lead|intro|snippet|dek|standfirst|content|body", re.IGNORECASE
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def recipes(html: str, _url: str) -> list[Recipe]:
    """One recipe for each group of blocks that repeats, the likeliest first."""
    page = open_page(html)
    groups = _groups(page)
    ranked = sorted(groups.items(), key=lambda one: weight(one[1]), reverse=True)[:_MOST_GROUPS]
    return [recipe for selector, nodes in ranked if (recipe := _recipe(selector, nodes))]


def _groups(page: LexborHTMLParser) -> dict[str, list[LexborNode]]:
    """Selector → blocks: every ancestor of a link, some steps up, under each way to name it."""
    found: dict[str, dict[int, LexborNode]] = defaultdict(dict)
    for link in page.css("a[href]")[:_MOST_LINKS]:
        if _is_chrome(link):
            continue
        at: LexborNode | None = link
        for _ in range(_CLIMB):
            if at is None or at.tag in ("body", "html", "main"):
                break
            for selector in selectors(at):
                found[selector][at.mem_id] = at
            at = at.parent
    return {
        selector: list(nodes.values())
        for selector, nodes in found.items()
        if len(nodes) >= 2 and not _is_nested(nodes)
    }


def _is_nested(nodes: dict[int, LexborNode]) -> bool:
    """Whether one of the blocks stands in another: then they are no list."""
    for node in list(nodes.values())[:20]:
        at = node.parent
        for _ in range(_CLIMB):
            if at is None:
                break
            if at.mem_id in nodes:
                return True
            at = at.parent
    return False


def _is_chrome(node: LexborNode) -> bool:
    at: LexborNode | None = node
    for _ in range(12):
        if at is None:
            return False
        attributes = at.attributes
        if at.tag in _CHROME and not (at.tag == "header" and _inside_article(at)):
            return True
        if at.tag not in ("a", "body", "html") and _CHROME_WORDS.search(
            f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        ):
            return True
        at = at.parent
    return False


def _inside_article(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(4):
        if at is None:
            return False
        if at.tag in ("article", "li", "section"):
            return True
        at = at.parent
    return False


def _classes(node: LexborNode) -> list[str]:
    return [
        name
        for name in (node.attributes.get("class") or "").split()
        if _NAME.match(name) and not _STATE.search(name)
    ]


def own(node: LexborNode) -> list[str]:
    tag = node.tag or "div"
    return [f"{tag}.{name}" for name in _classes(node)[:3]]


def selectors(node: LexborNode) -> list[str]:
    """Ways to name the node: by class, by tag below its parent's class or id, or by a telling tag."""
    found = own(node)
    tag = node.tag or "div"
    parent = node.parent
    if parent is not None:
        identifier = parent.attributes.get("id") or ""
        if _NAME.match(identifier) and not re.search(r"\d{2,}", identifier):
            found.append(f"#{identifier} > {tag}")
        found.extend(f"{name} > {tag}" for name in own(parent)[:2])
        if not found and parent.tag and parent.tag not in ("body", "html"):
            found.append(f"{parent.tag} > {tag}")
    if tag == "article":
        found.append("article")
    return found


def weight(nodes: list[LexborNode]) -> float:
    """How likely blocks are entries: many, with words, of different words, with headings and dates."""
    sample = nodes[:30]
    texts = [_text(node) for node in sample]
    lengths = [len(text) for text in texts]
    if not lengths or max(lengths) > 20_000:
        return 0.0
    with_heading = sum(1 for node in sample if node.css_first("h1, h2, h3, h4, h5, h6")) / len(sample)
    with_time = sum(1 for node in sample if node.css_first("time")) / len(sample)
    different = len(set(texts)) / len(texts)
    words = min(sum(lengths) / len(lengths) / 60, 4.0)
    return min(len(nodes), 40) ** 0.5 * words * (1 + 2 * with_heading + 1.5 * with_time) * different


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())


def _recipe(selector: str, nodes: list[LexborNode]) -> Recipe | None:
    sample = nodes[:20]
    title = _title(sample)
    url = _link(sample, title)
    if not title or not url:
        return None
    return Recipe(
        kind="html-css",
        item=selector,
        title=title,
        url=url,
        content=_best(sample, _summary_selectors, lambda node: len(_text(node)) > 20, 0.5),
        image=_image(sample),
        author=_best(sample, _author_selectors, lambda node: 0 < len(_text(node)) < 80, 0.5),
        date=_best(sample, _date_selectors, _has_date, 0.5),
    )


def _best(
    sample: list[LexborNode],
    selectors: Callable[[LexborNode], list[str]],
    fits: Callable[[LexborNode], bool],
    share: float,
) -> str:
    """The selector whose first find fits in most of the items; "" where none fits in enough."""
    tally: Counter[str] = Counter()
    for item in sample:
        for selector in dict.fromkeys(selectors(item)):
            first = next((node for node in item.css(selector) if node.mem_id != item.mem_id), None)
            if first is not None and fits(first):
                tally[selector] += 1
    best = tally.most_common(1)
    return best[0][0] if best and best[0][1] >= len(sample) * share else ""


def _title(sample: list[LexborNode]) -> str:
    heading = _best(sample, lambda _: list(_HEADINGS), lambda node: len(_text(node)) > 3, 0.6)
    if heading:
        return heading
    marked = _best(sample, _title_selectors, lambda node: len(_text(node)) > 3, 0.6)
    if marked:
        return marked
    if all(node.tag == "a" for node in sample):
        return "."
    return _best(sample, lambda _: ["a"], lambda node: len(_text(node)) > 3, 0.6)


def _title_selectors(item: LexborNode) -> list[str]:
    return [
        name
        for node in item.css("[class]")[:40]
        for name in own(node)
        if re.search(r"titl|headline|heading|name", name, re.IGNORECASE)
    ]


def _link(sample: list[LexborNode], title: str) -> str:
    if all(node.tag == "a" for node in sample):
        return ".@href"
    inside = f"{title} a"
    if title not in ("", ".", "a") and _covers(sample, inside):
        return f"{inside}@href"
    return "a@href" if _covers(sample, "a[href]") else ""


def _covers(sample: list[LexborNode], selector: str) -> bool:
    return sum(1 for item in sample if item.css_first(selector)) >= len(sample) * 0.6


def _image(sample: list[LexborNode]) -> str:
    return "img" if sum(1 for item in sample if item.css_first("img")) >= len(sample) * 0.5 else ""


def _date_selectors(item: LexborNode) -> list[str]:
    marked = [name for node in item.css("[class]")[:40] for name in own(node) if _DATE_WORDS.search(name)]
    return ["time", *marked, "small", "span", "td", "p", "div"]


def _has_date(node: LexborNode) -> bool:
    return parse_date(node.attributes.get("datetime") or _text(node)) is not None


def _author_selectors(item: LexborNode) -> list[str]:
    marked = [name for node in item.css("[class]")[:40] for name in own(node) if _AUTHOR_WORDS.search(name)]
    return ["[rel=author]", *marked]


def _summary_selectors(item: LexborNode) -> list[str]:
    marked = [name for node in item.css("[class]")[:40] for name in own(node) if _SUMMARY_WORDS.search(name)]
    return [*marked, "p"]
