from datetime import timedelta

import pytest

from mainstem.feeds.errors import AlreadyExists, BadInput, NotAllowed, WrongPassword
from mainstem.library import accounts
from mainstem.storage import Database
from tests.library.world import PASSWORD, open_library, reader


def test_signing_in_opens_a_session_until_signing_out(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    user, token = accounts.sign_in(library, " IDA ", PASSWORD)
    assert user.id == ida.id
    assert accounts.of_session(library, token) is not None
    accounts.sign_out(library, token)
    assert accounts.of_session(library, token) is None


@pytest.mark.parametrize(("name", "password"), [("ida", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_refusal_does_not_tell_which_half_was_wrong(database: Database, name: str, password: str) -> None:
    library = open_library(database)
    reader(library)
    with pytest.raises(WrongPassword) as caught:
        accounts.sign_in(library, name, password)
    assert str(caught.value) == "The name or the password is wrong."


def test_a_new_password_ends_every_session(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    _, token = accounts.sign_in(library, "ida", PASSWORD)
    accounts.set_password(library, ida, "another long one")
    assert accounts.of_session(library, token) is None


def test_a_session_ends_by_itself(sqlite_database: Database, now) -> None:
    reader(open_library(sqlite_database))
    _, token = accounts.sign_in(open_library(sqlite_database, now=now), "ida", PASSWORD)
    later = open_library(sqlite_database, now=now + accounts.SESSION_LASTS + timedelta(seconds=1))
    assert accounts.of_session(later, token) is None


def test_names_are_taken_however_they_are_cased(database: Database) -> None:
    library = open_library(database)
    reader(library)
    with pytest.raises(AlreadyExists) as caught:
        accounts.add(library, "Ida", PASSWORD)
    assert "Choose another name." in str(caught.value)


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a b", PASSWORD), ("x" * 40, PASSWORD), ("ole", "short")]
)
def test_names_and_passwords_that_cannot_be_are_refused(database: Database, name: str, password: str) -> None:
    with pytest.raises(BadInput):
        accounts.add(open_library(database), name, password)


def test_only_the_first_account_is_made_without_asking(database: Database) -> None:
    library = open_library(database)
    assert accounts.needs_first_account(library)
    assert accounts.add_first(library, "ida", PASSWORD).is_admin
    with pytest.raises(NotAllowed):
        accounts.add_first(library, "eve", PASSWORD)


def test_an_app_has_a_password_of_its_own_that_can_be_revoked(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    app, secret = accounts.add_app(library, ida, "Phone")
    found = accounts.by_app_secret(library, secret, "ida")
    assert found is not None
    assert found[0].id == ida.id
    assert accounts.by_app_secret(library, secret, "ole") is None
    accounts.remove_app(library, ida, app.id)
    assert accounts.by_app_secret(library, secret) is None


def test_preferences_are_checked_before_they_are_kept(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    assert accounts.prefer(library, ida, timezone="Europe/Oslo").zone.key == "Europe/Oslo"
    for name, value in [("timezone", "Moon"), ("page_size", 0), ("page_size", True), ("nothing", 1)]:
        with pytest.raises(BadInput):
            accounts.prefer(library, ida, **{name: value})
    with pytest.raises(BadInput):
        accounts.prefer(library, ida, page_size=30, show="sideways")
    assert accounts.prefer(library, ida).page_size == 20
