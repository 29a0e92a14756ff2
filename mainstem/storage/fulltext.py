"""The full-text index: what is put in, what is taken out. Both databases hold the same terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from mainstem.feeds.entry import CleanEntry
from mainstem.search import folding
from mainstem.search.stems import language_of, signature
from mainstem.storage import installation
from mainstem.storage.postgres import fulltext as postgres
from mainstem.storage.schema import contents, entries
from mainstem.storage.schema.entries import index_languages
from mainstem.storage.sqlite import fulltext as sqlite

_SIGNATURE = "search_index"
_REBUILD_BATCH = 500


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as it is indexed: the terms of each field, joined by spaces."""

    serial: int
    title: str
    body: str
    title_stems: str
    body_stems: str
    author: str
    url: str
    category: str
    language: str = ""


def document(
    serial: int,
    title: str,
    text: str,
    authors: Iterable[str],
    url: str,
    categories: Iterable[str],
    language: str,
) -> Document:
    """The document of an entry; takes the time, so it is made before a transaction where that is possible."""
    spoken = language_of(language)
    title_terms, title_stems = folding.index_text(title, spoken)
    body_terms, body_stems = folding.index_text(text, spoken)
    return Document(
        serial,
        title_terms,
        body_terms,
        title_stems,
        body_stems,
        " ".join(folding.terms("\n".join(authors))),
        " ".join(folding.terms(url)),
        " ".join(folding.category_term(one) for one in categories),
        spoken,
    )


def of_entry(serial: int, entry: CleanEntry) -> Document:
    """The document of an entry that is about to be kept."""
    return document(
        serial, entry.title, entry.text, entry.authors, entry.url, entry.categories, entry.language
    )


def of_kept(connection: Connection, entry_ids: Sequence[int]) -> list[Document]:
    """The documents of entries as they are kept now: to be taken out before they change or go."""
    columns = (entries.c.serial, entries.c.title, contents.c.text, entries.c.authors, entries.c.url)
    found = (
        select(*columns, contents.c.categories, entries.c.language)
        .join(contents, contents.c.entry_id == entries.c.id)
        .where(entries.c.id.in_(list(entry_ids)))
    )
    return [
        document(serial, title, text, authors.split("\n") if authors else (), url, categories, language)
        for serial, title, text, authors, url, categories, language in connection.execute(found)
    ]


def put(connection: Connection, documents: Sequence[Document]) -> None:
    """Add documents to the index."""
    if not documents:
        return
    (sqlite if connection.dialect.name == "sqlite" else postgres).put(connection, documents)
    _know_languages(connection, {one.language for one in documents if one.language})


def remove(connection: Connection, documents: Sequence[Document]) -> None:
    """Take documents out; they must be as they were put in."""
    if documents:
        (sqlite if connection.dialect.name == "sqlite" else postgres).remove(connection, documents)


def languages(connection: Connection) -> tuple[str, ...]:
    """Whose stems are in the index, in a fixed order."""
    return tuple(connection.execute(select(index_languages.c.language).order_by("language")).scalars())


def _know_languages(connection: Connection, spoken: set[str]) -> None:
    missing = spoken - set(languages(connection)) if spoken else spoken
    if missing:
        connection.execute(insert(index_languages), [{"language": one} for one in sorted(missing)])


def is_current(connection: Connection) -> bool:
    """Whether the index was made by the present folding and stemming."""
    return installation.setting(connection, _SIGNATURE) == _present()


def rebuild(connection: Connection) -> int:
    """Make the whole index anew from what is kept, in the caller's transaction; returns how many entries."""
    (sqlite if connection.dialect.name == "sqlite" else postgres).clear(connection)
    last, count = 0, 0
    while True:
        ids = select(entries.c.id).where(entries.c.id > last).order_by(entries.c.id).limit(_REBUILD_BATCH)
        batch = connection.execute(ids).scalars().all()
        if not batch:
            break
        put(connection, of_kept(connection, batch))
        last, count = batch[-1], count + len(batch)
    installation.set_setting(connection, _SIGNATURE, _present())
    return count


def _present() -> str:
    return f"{folding.VERSION} {signature()}"
