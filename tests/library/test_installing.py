"""What administrators decide, what is checked, copied and left; on both databases."""

from __future__ import annotations

import pytest

from mainstem.feeds.errors import BadInput, NotAllowed, NotFound, WrongPassword
from mainstem.library import (
    accounts,
    administration,
    backing,
    checking,
    folders,
    installing,
    outgoing,
    sending,
    staying,
)
from mainstem.library.installing import Decisions
from mainstem.storage import Database
from tests.library.world import PASSWORD, open_library, reader


def test_decisions_are_kept_and_only_administrators_make_them(database: Database) -> None:
    library = open_library(database)
    root = accounts.add_first(library, "root", PASSWORD)
    made = Decisions(is_open=True, most_accounts=3, closed_words="  Ask Ida. ")
    installing.decide(library, root, made)
    assert installing.decided(library) == Decisions(is_open=True, most_accounts=3, closed_words="Ask Ida.")
    with pytest.raises(NotAllowed):
        installing.decide(library, reader(library), made)
    with pytest.raises(BadInput) as raised:
        installing.decide(library, root, Decisions(most_feeds=-1))
    assert raised.value.field == "most_feeds"


def test_accounts_are_counted_before_the_last_place_is_given(database: Database) -> None:
    library = open_library(database)
    root = accounts.add_first(library, "root", PASSWORD)
    installing.decide(library, root, Decisions(is_open=True, most_accounts=2))
    installing.register(library, "ida", PASSWORD)
    assert not installing.is_open(library)
    with pytest.raises(NotAllowed):
        installing.register(library, "ole", PASSWORD)
    assert administration.sizes(library, root) == {}


def test_the_check_knows_its_database_and_finds_it_sound(database: Database) -> None:
    found = {one.name: one for one in checking.look(open_library(database), is_thorough=True)}
    assert found["Database"].saw.startswith("SQLite" if database.is_sqlite else "PostgreSQL")
    assert found["Shape"].is_good
    assert found["Soundness"].is_good
    assert all(one.is_good or one.advice for one in found.values())


def test_a_copy_is_given_to_who_knows_the_password(database: Database) -> None:
    library = open_library(database)
    root = accounts.add_first(library, "root", PASSWORD)
    with pytest.raises(WrongPassword):
        backing.copy(library, root, "guess")
    ending, pieces = backing.copy(library, root, PASSWORD)
    start = next(iter(pieces))[:5]
    assert (ending, start) == (("db", b"SQLit") if database.is_sqlite else ("dump", b"PGDMP"))


def test_sessions_are_shown_and_ended_one_by_one_or_all_but_this(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    ole = reader(library, "ole")
    tokens = [accounts.sign_in(library, "ida", PASSWORD, f"Browser {n}")[1] for n in range(3)]
    seen = staying.where(library, ida, tokens[0])
    assert [one.user_agent for one in seen if one.is_this] == ["Browser 0"]
    other = next(one for one in seen if one.user_agent == "Browser 1")
    with pytest.raises(NotFound):
        staying.sign_out(library, ole, other.name)
    staying.sign_out(library, ida, other.name)
    assert accounts.of_session(library, tokens[1]) is None
    staying.sign_out_others(library, ida, tokens[0])
    assert accounts.of_session(library, tokens[2]) is None
    assert accounts.of_session(library, tokens[0]) is not None


def test_the_last_administrator_stays_while_others_need_one(database: Database) -> None:
    library = open_library(database)
    root = accounts.add_first(library, "root", PASSWORD)
    ida = reader(library)
    with pytest.raises(NotAllowed):
        staying.leave(library, root, PASSWORD)
    with pytest.raises(WrongPassword):
        staying.leave(library, ida, "guess")
    staying.leave(library, ida, PASSWORD)
    staying.leave(library, root, PASSWORD)
    assert accounts.every(library) == []


def test_what_waits_is_the_readers_own(database: Database) -> None:
    library = open_library(database)
    ida, ole = reader(library), reader(library, "ole")
    kept = sending.add(library, ida, "ntfy", "Phone", {}, [])
    folders.add(library, ida, "News")
    with library.database.write() as connection:
        sending.put(connection, ida.id, [1], [kept.id], library)
    [parcel] = outgoing.waiting(library, ida)
    assert outgoing.waiting(library, ole) == []
    with pytest.raises(NotFound):
        outgoing.drop(library, ole, parcel.id)
    outgoing.retry(library, ida, parcel.id)
    outgoing.drop(library, ida, parcel.id)
    assert outgoing.waiting(library, ida) == []
