"""The full-text index: what is put in, what is taken out. Both databases hold the same terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import URL, Connection, event, func, insert, select, text

from mainstem.feeds.entry import CleanEntry
from mainstem.search import folding
from mainstem.search.stems import language_of, signature
from mainstem.storage import installation
from mainstem.storage.postgres import fulltext as postgres
from mainstem.storage.schema import contents, entries, index_languages, vocabulary
from mainstem.storage.sqlite import fulltext as sqlite

_SIGNATURE = "search_index"
_REBUILD_BATCH = 500
_MOST_REMEMBERED = 300_000


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as it is indexed: the terms of each field, joined by spaces; and its words, where they have stems."""

    serial: int
    body: str
    title: str
    author: str
    url: str
    category: str
    language: str
    words: Set[str]


def document(
    serial: int,
    title: str,
    body: str,
    authors: Iterable[str],
    url: str,
    categories: Iterable[str],
    language: str,
) -> Document:
    """The document of an entry; takes the time, so it is made before a transaction where that is possible."""
    spoken = language_of(language)
    title_terms, body_terms = folding.terms(title), folding.terms(body)
    return Document(
        serial=serial,
        body=" ".join(body_terms),
        title=" ".join(title_terms),
        author=folding.index_text("\n".join(authors)),
        url=folding.index_text(url),
        category=" ".join(folding.category_term(one) for one in categories),
        language=spoken,
        words={*title_terms, *body_terms} if spoken else frozenset(),
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
    _know_words(connection, documents)


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


def _know_words(connection: Connection, documents: Iterable[Document]) -> None:
    """Keep pairs of stem and word; words that this process met and committed before are not looked at again."""
    url = connection.engine.url
    committed = _committed(url) if url.database else {}  # databases in memory share an address
    met: dict[str, set[str]] = {}
    for one in documents:
        met.setdefault(one.language, set()).update(one.words - committed.get(one.language, frozenset()))
    stems = {pair for language, words in met.items() for pair in folding.stems(words, language).items()}
    if stems:
        insertion = text("INSERT INTO vocabulary (stem, word) VALUES (:stem, :word) ON CONFLICT DO NOTHING")
        # in one order always, so that two writers on PostgreSQL never wait for each other in a ring
        connection.execute(insertion, [{"stem": stem, "word": word} for word, stem in sorted(stems)])

    def remember(_connection: Connection) -> None:
        if sum(map(len, committed.values())) > _MOST_REMEMBERED:
            committed.clear()
        for language, words in met.items():
            committed.setdefault(language, set()).update(words)

    event.listen(connection, "commit", remember, once=True)


@lru_cache(maxsize=64)
def _committed(_database: URL) -> dict[str, set[str]]:
    """By language, the words whose stems are in the vocabulary, where they have any."""
    return {}


def forms(connection: Connection, words: Iterable[str], spoken: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Of each word all the forms that mean the same to a search: itself, its stems, and what has them."""
    wanted = {word: folding.variants(word, tuple(spoken)) for word in words}
    stems = sorted({stem for variants in wanted.values() for stem in variants})
    met: dict[str, list[str]] = {}
    for start in range(0, len(stems), _REBUILD_BATCH):
        some = vocabulary.c.stem.in_(stems[start : start + _REBUILD_BATCH])
        for stem, word in connection.execute(select(vocabulary).where(some).order_by("word")):
            met.setdefault(stem, []).append(word)
    return {
        word: tuple(dict.fromkeys([*variants, *(one for stem in variants for one in met.get(stem, ()))]))
        for word, variants in wanted.items()
    }


def is_current(connection: Connection) -> bool:
    """Whether the index was made by the present folding and stemming."""
    return installation.setting(connection, _SIGNATURE) == _present()


def is_outdated(connection: Connection) -> bool:
    """Whether the index is known to have been made by another folding or stemming."""
    return installation.setting(connection, _SIGNATURE) not in (None, _present())


def size(connection: Connection) -> int:
    """How many entries there are to index."""
    return connection.execute(select(func.count()).select_from(entries)).scalar_one()


def rebuild(connection: Connection) -> int:
    """Make the whole index anew from what is kept, in the caller's transaction; returns how many entries."""
    (sqlite if connection.dialect.name == "sqlite" else postgres).clear(connection)
    _committed(connection.engine.url).clear()
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
