from datetime import datetime, timedelta

import pytest

from mainstem.accounts.passwords import fever_key
from mainstem.accounts.user import User
from mainstem.feeds.errors import TooManyTries, WrongPassword
from mainstem.library import Library, accounts, apps
from mainstem.storage import Database

HERE = "192.0.2.1"
OWN = "a password of her own"


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database, secret=b"k" * 32)


@pytest.fixture
def ida(library: Library) -> User:
    return accounts.add(library, "ida", OWN)


def test_an_app_signs_in_with_its_own_password_in_every_way(library: Library, ida: User) -> None:
    _, secret = accounts.add_app(library, ida, "Phone")
    one = apps.by_password(library, "Ida", secret, HERE)
    assert (one.user.id, one.name, one.may_write) == (ida.id, "Phone", True)
    assert apps.by_secret(library, secret, HERE).user.id == ida.id
    assert apps.by_fever_key(library, fever_key("ida", secret).upper(), HERE).user.id == ida.id
    assert apps.by_token(library, one.token, HERE).user.id == ida.id


def test_a_token_has_only_signs_that_every_client_keeps(library: Library, ida: User) -> None:
    _, secret = accounts.add_app(library, ida, "Phone")
    token = apps.by_secret(library, secret, HERE).token
    assert not set(token) - set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert len(token) >= 57


def test_revoking_an_app_ends_its_password_its_key_and_its_token_at_once(library: Library, ida: User) -> None:
    kept, secret = accounts.add_app(library, ida, "Phone")
    token = apps.by_secret(library, secret, HERE).token
    apps.by_token(library, token, HERE)
    accounts.remove_app(library, ida, kept.id)
    for refused in (
        lambda: apps.by_secret(library, secret, HERE),
        lambda: apps.by_token(library, token, HERE),
        lambda: apps.by_password(library, "ida", secret, HERE),
        lambda: apps.by_fever_key(library, fever_key("ida", secret), HERE),
    ):
        with pytest.raises(WrongPassword):
            refused()


def test_an_apps_password_belongs_to_one_name(library: Library, ida: User) -> None:
    accounts.add(library, "ole", "another password")
    _, secret = accounts.add_app(library, ida, "Phone")
    with pytest.raises(WrongPassword):
        apps.by_password(library, "ole", secret, HERE)


def test_the_accounts_own_password_opens_only_where_its_reader_allows_it(library: Library, ida: User) -> None:
    with pytest.raises(WrongPassword):
        apps.by_password(library, "ida", OWN, HERE)
    accounts.prefer(library, ida, allow_password_in_apps=True)
    token = apps.by_password(library, "ida", OWN, HERE).token
    assert apps.by_token(library, token, HERE).user.id == ida.id
    accounts.prefer(library, ida, allow_password_in_apps=False)
    with pytest.raises(WrongPassword):
        apps.by_token(library, token, HERE)


def test_a_new_password_ends_the_tokens_of_the_old(library: Library, ida: User) -> None:
    accounts.prefer(library, ida, allow_password_in_apps=True)
    token = apps.by_password(library, "ida", OWN, HERE).token
    accounts.set_password(library, ida, "quite another one")
    for refused in (
        lambda: apps.by_token(library, token, HERE),
        lambda: apps.by_password(library, "ida", OWN, HERE),
    ):
        with pytest.raises(WrongPassword):
            refused()


@pytest.mark.parametrize("name", ["ida", "nobody"])
def test_guessing_is_slowed_alike_whether_the_name_exists(library: Library, ida: User, name: str) -> None:
    accounts.prefer(library, ida, allow_password_in_apps=True)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            apps.by_password(library, name, "guess", HERE)
    with pytest.raises(TooManyTries):
        apps.by_password(library, name, OWN, HERE)


def test_a_right_app_password_is_never_slowed(library: Library, ida: User) -> None:
    _, secret = accounts.add_app(library, ida, "Phone")
    for _ in range(30):
        with pytest.raises((WrongPassword, TooManyTries)):
            apps.by_secret(library, "guess", HERE)
    assert apps.by_secret(library, secret, HERE).user.id == ida.id


@pytest.mark.parametrize(
    "token",
    ["", "app-1", "app-/x", "user-1/", "app-99999999999999999999/x", "app-²/x", "\0", "é/", "x" * 9999],
)
def test_an_odd_token_is_refused(library: Library, ida: User, token: str) -> None:
    with pytest.raises(WrongPassword):
        apps.by_token(library, token, HERE)


def test_the_last_use_is_kept_but_not_at_every_call(
    library: Library, ida: User, now: datetime, database: Database
) -> None:
    moments = [now]
    clocked = Library(database, secret=b"k" * 32, now=lambda: moments[-1])
    _, secret = accounts.add_app(clocked, ida, "Phone")
    for minutes in (0, 1, 4, 6):
        moments.append(now + timedelta(minutes=minutes))
        apps.by_secret(clocked, secret, HERE)
        [kept] = accounts.apps(clocked, ida)
        assert kept.used_at == now + timedelta(minutes=6 if minutes == 6 else 0)


def test_an_app_that_may_only_read_says_so(library: Library, ida: User) -> None:
    _, secret = accounts.add_app(library, ida, "Screen", "read")
    assert not apps.by_secret(library, secret, HERE).may_write


def test_fevers_key_of_the_own_password_works_where_that_is_allowed(library: Library, ida: User) -> None:
    key = fever_key("ida", OWN)
    with pytest.raises(WrongPassword):
        apps.by_fever_key(library, key, HERE)
    accounts.allow_in_apps(library, ida, OWN)
    assert apps.by_fever_key(library, key, HERE).user.id == ida.id
    assert accounts.apps(library, ida) == []
    accounts.prefer(library, ida, allow_password_in_apps=False)
    with pytest.raises(WrongPassword):
        apps.by_fever_key(library, key, HERE)


def test_guessing_the_own_password_by_fevers_key_is_slowed(library: Library, ida: User) -> None:
    accounts.allow_in_apps(library, ida, OWN)
    for number in range(25):
        with pytest.raises((WrongPassword, TooManyTries)):
            apps.by_fever_key(library, fever_key("ida", f"guess {number}"), HERE)
    with pytest.raises(TooManyTries):
        apps.by_fever_key(library, fever_key("ida", OWN), HERE)
    assert apps.by_fever_key(library, fever_key("ida", OWN), "198.51.100.7").user.id == ida.id


def test_fevers_key_follows_the_own_password(library: Library, ida: User) -> None:
    accounts.allow_in_apps(library, ida, OWN)
    accounts.set_password(library, ida, "quite another one")
    assert apps.by_fever_key(library, fever_key("ida", "quite another one"), HERE).user.id == ida.id
    with pytest.raises(WrongPassword):
        apps.by_fever_key(library, fever_key("ida", OWN), HERE)


def test_fevers_key_is_made_at_the_next_sign_in_where_the_reader_allowed_it_later(
    library: Library, ida: User
) -> None:
    accounts.prefer(library, ida, allow_password_in_apps=True)
    accounts.sign_in(library, "ida", OWN)
    assert apps.by_fever_key(library, fever_key("ida", OWN), HERE).may_write


def test_a_password_that_was_pasted_with_a_space_is_right(library: Library, ida: User) -> None:
    _, secret = accounts.add_app(library, ida, "Phone")
    assert apps.by_password(library, "ida", f"{secret} ", HERE).user.id == ida.id
    assert apps.by_secret(library, f" {secret}\n", HERE).user.id == ida.id
