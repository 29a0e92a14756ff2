"""Lists of entries: ids alone, contents, and contents by id."""

from __future__ import annotations

from heapq import merge
from itertools import islice

from mainstem.apis.answers import JSON, Answer, dumps, of_text
from mainstem.apis.calls import whole
from mainstem.apis.google_reader import atom, items, named
from mainstem.apis.google_reader.numbers import entry_ids
from mainstem.apis.google_reader.visit import Visit
from mainstem.library import sync
from mainstem.library.sync import Copies
from mainstem.reading.sync import Part, Sieve, Test

_USUAL = 20
_MOST_IDS = 250_000
_MOST_ENTRIES = 10_000
_MICROSECONDS = 1_000_000


def ids(visit: Visit) -> Answer:
    """``stream/items/ids``: references with nothing but the id, or one client's parser stops."""
    found, more = _page_of_ids(visit, _MOST_IDS)
    if visit.form.one("includeAllDirectStreamIds") == "true":
        written = ",".join(f'{{"id":"{one}","directStreamIds":[],"timestampUsec":"{one}"}}' for one in found)
    else:
        joined = '"},{"id":"'.join(map(str, found))
        written = f'{{"id":"{joined}"}}' if found else ""
    if not found and visit.form.one("client") == "newsplus":
        written = '{"id":"0"}'  # an empty array stops it
    tail = f',"continuation":"{more}"' if more else ""
    return Answer(f'{{"itemRefs":[{written}]{tail}}}'.encode(), 200, (JSON,))


def count(visit: Visit) -> Answer:
    """``stream/items/count``: a plain number; with ``a`` also the date of the newest."""
    sieves = _sieves(visit, _streams(visit))
    total = sum(sync.count(visit.library, visit.user, sieve) for sieve in sieves)
    return of_text(str(total) + (f"#{atom.date(visit.now)}" if visit.form.one("a") == "true" else ""))


def contents(visit: Visit) -> Answer:
    """``stream/contents/<stream>``: a page of entries; Atom where it is asked for."""
    streams = _streams(visit)
    limit, after, is_ascending = _paging(visit, _MOST_ENTRIES)
    sieves = _sieves(visit, streams)
    if len(sieves) == 1:
        page = sync.page(visit.library, visit.user, sieves[0], limit, after, is_ascending=is_ascending)
    else:
        found, more = _page_of_ids(visit, _MOST_ENTRIES)
        page = sync.some(visit.library, visit.user, found, is_ascending=is_ascending, more=more)
    return _written(visit, streams[0] if streams else named.find(visit, named.READING_LIST), page)


def contents_by_id(visit: Visit) -> Answer:
    """``stream/items/contents``: the entries of those ids that the reader has, newest first."""
    wanted = entry_ids(visit.form.every("i"))
    is_ascending = visit.form.one("r") == "o"
    page = sync.some(visit.library, visit.user, wanted, is_ascending=is_ascending)
    return _written(visit, named.find(visit, named.READING_LIST), page)


def _written(visit: Visit, stream: named.Named, page: Copies) -> Answer:
    if visit.form.one("output") == "atom":
        return atom.of_page(visit, stream, page)
    head = dumps({"id": stream.id, "updated": visit.now})
    body = b",".join(items.of_page(page))
    tail = f',"continuation":"{page.next}"}}' if page.next else "}"
    return Answer(head[:-1] + b',"items":[' + body + b"]" + tail.encode())


def _page_of_ids(visit: Visit, most: int) -> tuple[list[int], int]:
    """Several streams are read as one: their ids merged, each once."""
    limit, after, is_ascending = _paging(visit, most)
    pages = [
        sync.ids(visit.library, visit.user, sieve, limit, after, is_ascending=is_ascending)
        for sieve in _sieves(visit, _streams(visit))
    ]
    if len(pages) == 1:
        return pages[0]
    every = dict.fromkeys(merge(*(found for found, _ in pages), reverse=not is_ascending))
    shown = list(islice(every, limit))
    has_more = len(every) > limit or any(more for _, more in pages)
    return shown, shown[-1] if shown and has_more else 0


def _paging(visit: Visit, most: int) -> tuple[int, int | None, bool]:
    """How many, after which id, and whether oldest first."""
    limit = visit.form.number("n") or _USUAL
    return min(limit if limit > 0 else _USUAL, most), whole(visit.form.one("c")), visit.form.one("r") == "o"


def _streams(visit: Visit) -> list[named.Named]:
    """The streams of the path or of ``s``; none means all that there is."""
    wanted = [visit.rest] if visit.rest else [one for one in visit.form.every("s") if one]
    return [named.find(visit, one) for one in wanted]


def _sieves(visit: Visit, streams: list[named.Named]) -> list[Sieve]:
    form = visit.form
    too = tuple(named.find(visit, one).part for one in form.every("it") if one)
    without = tuple(named.find(visit, one).part for one in form.every("xt") if one)
    oldest, newest = form.number("ot"), form.number("nt")
    oldest_id = oldest * _MICROSECONDS if oldest and oldest > 0 else None
    newest_id = newest * _MICROSECONDS + _MICROSECONDS - 1 if newest and newest > 0 else None
    bounds = (_within_64_bits(oldest_id), _within_64_bits(newest_id))
    parts = [one.part for one in streams] or [Part(Test.ALL)]
    return [_simplest((part, *too), without, *bounds) for part in dict.fromkeys(parts)]


def _simplest(
    within: tuple[Part, ...], without: tuple[Part, ...], oldest_id: int | None, newest_id: int | None
) -> Sieve:
    """Without read is within unread, for which there is an index."""
    read, unread = Part(Test.READ), Part(Test.UNREAD)
    if read in without and unread not in without:
        within, without = (*within, unread), tuple(part for part in without if part != read)
    elif unread in without and read not in without:
        within, without = (*within, read), tuple(part for part in without if part != unread)
    return Sieve(tuple(dict.fromkeys(within)), tuple(dict.fromkeys(without)), oldest_id, newest_id)


def _within_64_bits(number: int | None) -> int | None:
    return None if number is None else min(number, 2**63 - 1)
