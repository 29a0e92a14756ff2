"""Secrets at rest: nothing readable in the database, everything readable with the installation's key."""

import json

import pytest
from sqlalchemy import select

from mainstem.feeds.errors import StorageTrouble
from mainstem.fetching import stored
from mainstem.library import sealing
from mainstem.storage import feeds
from mainstem.storage.schema import feeds as table
from tests.library.world import open_library

SECRETS = {
    "username": "ida",
    "password": "sesame",
    "cookies": "id=1",
    "headers": [["X-Key", "key"]],
    "proxy_url": "http://a:b@proxy",
    "client_certificate": "PEM",
    "payload": "token=1",
}


@pytest.fixture
def library(sqlite_database, now):
    return open_library(sqlite_database, now=now)


def test_what_is_sealed_opens_again_and_equal_secrets_stay_equal(library):
    sealed = sealing.seal_options(library, SECRETS)
    assert sealed == sealing.seal_options(library, SECRETS) == sealing.seal_options(library, sealed)
    assert sealing.open_options(library, sealed) == SECRETS
    told = json.dumps(sealed)
    assert not [word for word in ("sesame", "id=1", '"key"', "a:b", "PEM", "token") if word in told]
    assert sealed["username"] == "ida"


def test_options_are_opened_when_they_are_sent(library):
    sealed = stored.read(sealing.seal_options(library, SECRETS))
    sent = stored.opened(sealed, lambda closed: sealing.opened(library.secret, closed))
    assert (sent.password, sent.cookies, sent.headers) == ("sesame", "id=1", (("X-Key", "key"),))


def test_another_key_opens_nothing_and_says_so(library):
    closed = sealing.seal_options(library, SECRETS)["password"]
    with pytest.raises(StorageTrouble, match=r"secret\.key"):
        sealing.opened(b"another" * 5, closed)


def test_what_was_kept_readable_is_sealed_once(library):
    with library.database.write() as connection:
        feed = feeds.add(connection, "https://a.example/f", library.now(), options=SECRETS)
    assert sealing.seal_kept(library) == 1
    assert sealing.seal_kept(library) == 0
    with library.database.write() as connection:
        kept = connection.execute(select(table.c.options)).scalar_one()
        again = feeds.add(
            connection, "https://a.example/f", library.now(), options=sealing.seal_options(library, SECRETS)
        )
    assert "sesame" not in json.dumps(kept)
    assert again.id == feed.id
