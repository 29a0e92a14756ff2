"""Names: what entries say of one, its forms as the reader mended them, and which names are rising."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library.context import Library
from mainstem.reading import ReaderEntry
from mainstem.storage import Connection, entries, happenings, names
from mainstem.stories.events import Told, timeline
from mainstem.stories.names import Aliases, NameKind, Place, Rising, place
from mainstem.stories.names import rising as rising_names

MOST_ENTRIES = 100
LONGEST_NAME = 200
MOST_ALIASES = 2_000
LOOKED_AT = 200  # names of today whose past is looked up
LEAST_TODAY = 3
_PAST = timedelta(days=28)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NamePage:
    """A name as a reader knows it: what it is, where (for a place of the table), its other forms, what happens
    around it in the order of time, the newest entries that hold it.
    """

    name: str
    kind: NameKind
    place: Place | None
    forms: tuple[str, ...]
    timeline: tuple[Told, ...]
    entries: tuple[ReaderEntry, ...]


def page(library: Library, user: User, name: str) -> NamePage:
    """The page of a name, or of the name that it is another form of. Raises NotFound."""
    with library.database.read() as connection:
        mended = names.aliases(connection, user.id)
        known = Aliases(mended).of(name)
        canonical = known[0] if known else name
        forms = tuple(form for of, _, form in mended if of == canonical and form != canonical)
        found = names.entries_with(connection, user.id, [canonical, *forms], MOST_ENTRIES)
        if not found:
            raise NotFound("None of your entries of late has this name.")
        kind = known[1] if known else names.kind_of(connection, user.id, [canonical, *forms])
        told = happenings.of_entries(connection, sorted(found))
        shown = entries.of_reader(connection, user.id, found, with_content=False)
    about = [line for form in (canonical, *forms) for line in timeline(told, about=form)]
    where = place(canonical) if kind in (NameKind.PLACE, NameKind.UNKNOWN) else None
    return NamePage(canonical, kind, where, forms, tuple(_once(about)), tuple(shown))


def _once(told: Iterable[Told]) -> list[Told]:
    found = {(one.entry_ids, one.event.start, one.event.what): one for one in told}
    return sorted(found.values(), key=lambda one: (one.day, one.published_at, one.event.start))


def mend(library: Library, user: User, form: str, name: str, kind: str) -> None:
    """Let one form of a name count as another, of a kind. Raises BadInput."""
    form, name = form.strip(), name.strip()
    if not form or not name or max(len(form), len(name)) > LONGEST_NAME:
        raise BadInput("A name has between 1 and 200 characters.", field="name")
    if kind not in list(NameKind):
        raise BadInput(f"There is no kind {kind!r} of names.", field="kind")
    with library.database.write() as connection:
        if len(names.aliases(connection, user.id)) >= MOST_ALIASES:
            raise BadInput(f"There are {MOST_ALIASES} names already.", field="name", advice="Take some away.")
        names.mend(connection, user.id, form, name, NameKind(kind))


def unmend(library: Library, user: User, form: str) -> None:
    """Let a form stand for itself again."""
    with library.database.write() as connection:
        names.unmend(connection, user.id, form)


def mended(library: Library, user: User) -> list[tuple[str, NameKind, str]]:
    """What the reader mended: the name that counts, its kind, the other form."""
    with library.database.read() as connection:
        return names.aliases(connection, user.id)


def rising(library: Library, user: User) -> list[Rising]:
    """Names that stand in far more of the reader's entries of the last day than in those of the four weeks before."""
    now = library.now()
    with library.database.read() as connection:
        counts = names.counted(connection, user.id, now - _DAY, now + _DAY)
        aliases = Aliases(names.aliases(connection, user.id))
        today = _by_name(counts, aliases)
        often = sorted((name for name in today if today[name] >= LEAST_TODAY), key=lambda name: -today[name])
        before = _before(library, connection, user, often[:LOOKED_AT], aliases)
    return rising_names({name: today[name] for name in often[:LOOKED_AT]}, before)


def _by_name(counts: Iterable[tuple[str, int, int]], aliases: Aliases) -> dict[str, int]:
    found: dict[str, int] = {}
    for form, _, count in counts:
        known = aliases.of(form)
        name = known[0] if known else form
        found[name] = found.get(name, 0) + count
    return found


def _before(
    library: Library, connection: Connection, user: User, wanted: list[str], aliases: Aliases
) -> dict[str, list[int]]:
    """The counts of names for each of the days before that had any."""
    until = library.now() - _DAY
    days: dict[str, dict[int, int]] = {}
    for form, day, count in names.counted(connection, user.id, until - _PAST, until, wanted):
        known = aliases.of(form)
        held = days.setdefault(known[0] if known else form, {})
        held[day] = held.get(day, 0) + count
    return {name: list(held.values()) for name, held in days.items()}
