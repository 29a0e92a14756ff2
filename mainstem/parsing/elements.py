"""Readers of the elements that RSS and Atom share, or nearly: each takes a draft and completes it."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from lxml import etree

from mainstem.feeds.parsed import Author, Cloud, ParsedEnclosure, TextInput
from mainstem.parsing import constructs, texts
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.linking import address, number
from mainstem.parsing.making import make_author, make_category, make_enclosure
from mainstem.parsing.people import person
from mainstem.parsing.scope import Scope

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERSON = {"name": "name", "email": "email", "uri": "url", "url": "url", "homepage": "url", "href": "url"}
_PERSON |= {f"{{http://www.w3.org/2005/Atom}}{name}": field for name, field in _PERSON.items()}
_NOT_EXPLICIT = frozenset(("clean", "no", "false"))
_EXPLICIT = frozenset(("yes", "true", "explicit"))


def local_name(element: etree._Element) -> str:
    """The name without namespace or prefix, in lower case."""
    return _local(element.tag)


@lru_cache(maxsize=2000)
def _local(tag: str) -> str:
    return str(tag).rpartition("}")[2].rpartition(":")[2].lower()


def namespace(element: etree._Element) -> str:
    """The address of the element's vocabulary; "" where it has none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def written_name(element: etree._Element) -> str:
    """The name without namespace or prefix, as it is written."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    if not draft.title:
        draft.title = constructs.plain(element, scope)
        if scope.has_languages:
            draft.title_language = scope.language_of(element)


def identity(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """Atom's ``id``: an identifier, compared character by character, so never normalised."""
    draft.guid = constructs.text(element) or draft.guid
    if draft.guid.startswith("/") or (
        "/" in draft.guid and ":" not in draft.guid and scope.has_base(element)
    ):
        draft.guid = scope.resolve(element, draft.guid)


def guid(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """RSS's ``guid``: an address of the entry unless it says otherwise."""
    value = constructs.text(element)
    if not value:
        return
    said = element.get("isPermaLink") or element.get("ispermalink") or element.get("isPermalink") or "true"
    draft.is_permalink = said.strip().lower() not in ("false", "0", "no")
    draft.guid = scope.resolve(element, value) if draft.is_permalink and value.startswith("/") else value


def rights(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.rights = constructs.plain(element, scope) or draft.rights
    if scope.has_languages and isinstance(draft, FeedDraft):
        draft.rights_language = scope.language_of(element)


def published(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.published_text = constructs.text(element) or draft.published_text


def updated(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.updated_text = constructs.text(element) or draft.updated_text


def created(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.created_text = constructs.text(element) or draft.created_text


def expires(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.expires_text = constructs.text(element) or draft.expires_text


def language(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.language = draft.language or constructs.text(element).replace("_", "-")
    if isinstance(draft, FeedDraft):
        scope.language = draft.language


def author(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = read_person(element, scope)
    if found:
        draft.authors.append(found)


def contributor(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = read_person(element, scope)
    if found:
        draft.contributors.append(found)


def publisher(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.publisher = read_person(element, scope) or draft.publisher


def read_person(element: etree._Element, scope: Scope) -> Author | None:
    """A person by child elements (Atom) or by text (RSS); None for nobody."""
    if not len(element):
        return named(constructs.plain(element, scope))
    name = email = url = ""
    for child in element:
        field = _PERSON.get(child.tag) or _PERSON.get(local_name(child), "")
        if field == "name":
            name = constructs.plain(child, scope) or name
        elif field == "email":
            email = constructs.plain(child, scope) or email
        elif field:
            url = scope.resolve(child, constructs.text(child)) or url
    if not (name or email or url):
        return named(" ".join(str(text) for text in element.itertext()))
    if "@" in name and not email:
        found = person(name)
        return make_author(found.name, found.email, url)
    return make_author(name, email, url)


def category(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """One category; an element may name it by attribute (Atom) or by text (RSS)."""
    term = element.get("term")
    if term is None and not element.attrib:
        text = _own_text(element, scope)
        if text:
            draft.categories.append(text)
        return
    term = texts.from_unknown(term) if term else _own_text(element, scope)
    scheme = (element.get("scheme") or element.get("domain") or "").strip()
    label = element.get("label")
    add_category(draft, term or label or "", scheme, texts.from_unknown(label) if label else "")


def _own_text(element: etree._Element, scope: Scope) -> str:
    """The text without that of child elements: some put whole images beside the name."""
    own = (element.text or "").strip() if len(element) else ""
    return " ".join(own.split()) if own else constructs.plain(element, scope)


def named(text: str) -> Author | None:
    """The person that a text names; None for nobody."""
    found = person(text)
    return found if found.name or found.email else None


def add_category(draft: Draft, term: str, scheme: str, label: str = "") -> None:
    """One category; in detail only where there is more than its term."""
    if not term:
        return
    draft.categories.append(label or term)
    if scheme or label:
        draft.category_details.append(make_category(term, scheme, label))


def keywords(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """Several categories in one element, parted by commas, else one."""
    for word in constructs.plain(element, scope).split(","):
        if word.strip():
            draft.categories.append(word.strip())


def summary(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """A description or summary; a second one beside the first is the longer text, so the content."""
    html = constructs.html(element, scope)
    if not html:
        return
    draft.summary_base = draft.summary_base or scope.base_of(element)
    if scope.has_languages:
        draft.summary_language = scope.language_of(element)
        draft.offer("language", 2, draft.summary_language)
    if draft.summary and draft.summary != html and not draft.content:
        draft.content = html
    elif not draft.summary:
        draft.summary = html


def content(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """The full body; the longest of several. One that lies elsewhere (``src``) is a link."""
    elsewhere = element.get("src")
    if elsewhere:
        draft.offer("url", 3, scope.resolve(element, elsewhere))
    mime_type = element.get("type")
    if mime_type and mime_type.lower().startswith(("image/", "audio/", "video/")):
        if elsewhere:
            draft.enclosures.append(ParsedEnclosure(scope.resolve(element, elsewhere), mime_type.lower()))
        return
    html = constructs.html(element, scope)
    if len(html) > len(draft.content):
        draft.content = html
        draft.base_url = scope.base_of(element)
        if scope.has_languages:
            draft.offer("language", 1, scope.language_of(element))


def description(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    value, kind = constructs.read(element, scope)
    if not value.strip():
        return
    draft.description = constructs.to_plain(value, kind)
    draft.description_html = constructs.html(element, scope)
    draft.description_language = scope.language_of(element)


def info(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    """Atom 0.3's note for people who open the feed by mistake."""
    draft.info = constructs.plain(element, scope)
    draft.info_html = constructs.html(element, scope)
    draft.description_language = draft.description_language or scope.language_of(element)


def comments(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = address(constructs.text(element))
    if len(found.split()) == 1:  # some write the comments themselves here
        draft.comments_url = scope.resolve(element, found)


def enclosure(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """RSS's ``enclosure``; ``length`` 0 means that the publisher does not know."""
    written = element.get("url") or element.get("href") or element.get("uri") or constructs.text(element)
    found = scope.resolve(element, written)
    if found:
        draft.enclosures.append(
            make_enclosure(
                found,
                (element.get("type") or "").strip(),
                size_bytes=number(element.get("length")),
                title=(element.get("title") or "").strip(),
            )
        )


def source(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """The feed that the entry comes from: its name and address (RSS), or its whole head (Atom)."""
    draft.source_url = scope.resolve(element, element.get("url") or "") or draft.source_url
    if len(element) and scope.read_source is not None:
        scope.read_source(draft, element, scope)
    else:
        draft.source_title = constructs.plain(element, scope) or draft.source_title


def entry_image(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.offer("image", 3, scope.resolve(element, _image_address(element)))


def _image_address(element: etree._Element) -> str:
    for child in element:
        if local_name(child) in ("url", "href"):
            return constructs.text(child)
    found = element.get("href") or element.get("url") or element.get("src") or ""
    return found or (constructs.text(element) if not len(element) else "")


def image(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    """RSS's ``image`` with its own title and link."""
    draft.image_url = scope.resolve(element, _image_address(element)) or draft.image_url
    for child in element:
        name = local_name(child)
        if name == "title":
            draft.image_title = constructs.plain(child, scope)
        elif name == "link":
            draft.image_link = scope.resolve(child, constructs.text(child))
        elif name == "description":
            draft.image_description = constructs.plain(child, scope)
        elif name == "width":
            draft.image_width = number(constructs.text(child))
        elif name == "height":
            draft.image_height = number(constructs.text(child))


def text_input(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    """RSS's form of one field; in RDF the channel only points to one that stands beside it."""
    said = {local_name(child): child for child in element}
    if said:
        texts_of = {name: constructs.plain(child, scope) for name, child in said.items() if name != "link"}
        url = scope.resolve(element, constructs.text(said["link"])) if "link" in said else ""
        draft.text_input = TextInput(
            texts_of.get("title", ""), texts_of.get("description", ""), texts_of.get("name", ""), url
        )


def icon(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    draft.icon_url = scope.resolve(element, constructs.text(element)) or draft.icon_url


def logo(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    draft.image_url = scope.resolve(element, constructs.text(element)) or draft.image_url


def docs(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    draft.docs_url = scope.resolve(element, constructs.text(element))


def generator(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    draft.generator = constructs.plain(element, scope) or draft.generator
    found = element.get("uri") or element.get("url") or element.get("href") or ""
    draft.generator_url = scope.resolve(element, found)
    draft.generator_version = element.get("version") or ""


def ttl(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    minutes = number(constructs.text(element))
    if minutes is not None:
        draft.ttl = timedelta(minutes=min(minutes, 5_256_000))


def cloud(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    domain = (element.get("domain") or "").strip()
    port = number(element.get("port")) or 80
    if domain and port < 65536:
        draft.cloud = Cloud(
            domain,
            port,
            element.get("path") or "",
            element.get("registerProcedure") or element.get("registerprocedure") or "",
            element.get("protocol") or "",
        )


def skip_hours(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    """Hours in UTC; 24 is midnight, as some write it."""
    hours = [number(constructs.text(child)) for child in element if local_name(child) == "hour"]
    draft.skip_hours = frozenset(hour % 24 for hour in hours if hour is not None and hour <= 24)


def skip_days(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    names = [constructs.text(child)[:3].lower() for child in element if local_name(child) == "day"]
    draft.skip_days = frozenset(_DAYS.index(name) for name in names if name in _DAYS)


def yes_or_no(text: str) -> bool | None:
    """ "yes" or "clean" as podcasts write them; None for anything else."""
    lower = text.strip().lower()
    return True if lower in _EXPLICIT else False if lower in _NOT_EXPLICIT else None
