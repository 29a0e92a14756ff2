"""From the outbox to a service, whatever the service does."""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import b64encode
from hashlib import sha256

import pytest

from mainstem.feeds.errors import BadInput, ConnectionFailed, NotFound
from mainstem.fetching import Answer, Asked, Page, Request
from mainstem.integrations import catalogue, deliver, setting
from mainstem.library import sending, streams
from mainstem.reading import Kind, Stream, View
from mainstem.storage import services
from tests.apis.world import World

HOOK = "https://hook.example/in"


def call(world: World):
    def asked(request: Request) -> Answer:
        return asyncio.run(world.internet.call(request))

    return asked


def told(world: World) -> list[Asked]:
    return [one for one in world.internet.asked if "tidepool" not in one.url]


def set_up(world: World, events: tuple[str, ...] = ()) -> int:
    values = {"url": HOOK, "secret": "geheim"}
    return setting.add(world.library, world.user, "webhook", "Mine", values, events).id


def entry_id(world: World) -> int:
    return streams.ids(world.library, world.user, View(Stream(Kind.ALL)))[0][0]


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("whsec_c2Vjb25kIGtleQ==", b"second key"),
        ("whsec_no base64", b"whsec_no base64"),
        ("plain_c2Vj", b"plain_c2Vj"),
    ],
)
def test_a_secret_of_the_standard_holds_its_key_in_base64(world: World, secret: str, key: bytes) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=204))
    setting.add(world.library, world.user, "webhook", "Mine", {"url": HOOK, "secret": secret}, ())
    sending.save(world.library, world.user, entry_id(world))
    deliver.once(world.library, call(world))
    [asked] = told(world)
    head = {name.lower(): value for name, value in asked.headers.items()}
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + asked.payload
    expected = b64encode(hmac.new(key, signed, sha256).digest()).decode()
    assert head["webhook-signature"] == f"v1,{expected}"


def test_an_entry_is_sent_signed_and_once(world: World) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=204))
    set_up(world)
    assert sending.save(world.library, world.user, entry_id(world)) == 1
    assert deliver.once(world.library, call(world)) == 1
    assert deliver.once(world.library, call(world)) == 0
    [asked] = told(world)
    head = {name.lower(): value for name, value in asked.headers.items()}
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + asked.payload
    expected = b64encode(hmac.new(b"geheim", signed, sha256).digest()).decode()
    assert head["webhook-signature"] == f"v1,{expected}"
    body = json.loads(asked.payload)
    assert (body["type"], body["entries"][0]["id"]) == ("save_entry", entry_id(world))
    assert sending.every(world.library, world.user)[0].used_at is not None


def test_what_fails_for_now_is_told_again_later_under_the_same_id(world: World) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=503), ConnectionFailed(), Page(status=429), Page(status=200))
    service_id = set_up(world)
    sending.save(world.library, world.user, entry_id(world))
    for _ in range(4):
        assert deliver.once(world.library, call(world)) == 1
        assert deliver.once(world.library, call(world)) == 0
        world.later(3600)
    ids = {dict(one.headers).get("webhook-id") or one.headers["webhook-id"] for one in told(world)}
    assert len(told(world)) == 4
    assert len(ids) == 1
    assert sending.one(world.library, world.user, service_id).trouble == ""


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_what_is_refused_for_good_is_given_up_and_said(world: World, status: int) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=status))
    service_id = set_up(world)
    sending.save(world.library, world.user, entry_id(world))
    deliver.once(world.library, call(world))
    world.later(90_000)
    assert deliver.once(world.library, call(world)) == 0
    assert str(status) in sending.one(world.library, world.user, service_id).trouble


def test_after_six_tries_it_is_given_up(world: World) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=500))
    set_up(world)
    sending.save(world.library, world.user, entry_id(world))
    tries = 0
    for _ in range(12):
        tries += deliver.once(world.library, call(world))
        world.later(90_000)
    assert tries == 6


def test_one_broken_service_does_not_keep_the_others_waiting(world: World) -> None:
    world.feed(1, 1)
    world.internet.put(HOOK, Page(status=200))
    setting.add(
        world.library, world.user, "webhook", "Broken", {"url": "https://gone.example/", "secret": "s"}
    )
    set_up(world)
    assert sending.save(world.library, world.user, entry_id(world)) == 2
    assert deliver.once(world.library, call(world)) == 2
    assert [bool(one.trouble) for one in sending.every(world.library, world.user)] == [True, False]


def test_a_service_that_was_removed_is_told_nothing(world: World) -> None:
    world.feed(1, 1)
    service_id = set_up(world)
    sending.save(world.library, world.user, entry_id(world))
    sending.remove(world.library, world.user, service_id)
    assert deliver.once(world.library, call(world)) == 1
    assert deliver.once(world.library, call(world)) == 0
    assert told(world) == []


def test_new_entries_are_announced_to_whoever_wants_to_know(world: World) -> None:
    feed = world.feed(1, 0)
    world.internet.put(HOOK, Page(status=200))
    set_up(world, ("new_entries",))
    stranger, _ = world.reader("una")
    setting.add(world.library, stranger, "webhook", "", {"url": HOOK, "secret": "s"}, ["new_entries"])
    new_ids = world.bring(feed, 2)
    with world.library.database.write() as connection:
        services.announce(connection, {feed.id: new_ids}, world.clock[0])
    assert deliver.once(world.library, call(world)) == 1
    body = json.loads(told(world)[0].payload)
    assert (body["type"], [one["id"] for one in body["entries"]]) == ("new_entries", list(new_ids))


def test_secrets_are_neither_kept_nor_shown_as_they_are(world: World) -> None:
    pytest.importorskip("cryptography")
    service_id = set_up(world)
    kept = sending.one(world.library, world.user, service_id)
    assert "geheim" not in str(kept.settings)
    assert setting.shown(kept) == {"url": HOOK, "secret": ""}
    assert setting.opened(world.library, kept)["secret"] == "geheim"
    changed = setting.change(
        world.library, world.user, service_id, {"settings": {"url": f"{HOOK}2", "secret": ""}}
    )
    assert setting.opened(world.library, changed) == {"url": f"{HOOK}2", "secret": "geheim"}


def test_settings_are_held_to_what_is_declared(world: World) -> None:
    for given in ({}, {"url": "ftp://x", "secret": "s"}, {"url": HOOK, "secret": "s", "more": "x"}):
        with pytest.raises(BadInput):
            setting.add(world.library, world.user, "webhook", "", given)
    with pytest.raises(NotFound):
        setting.add(world.library, world.user, "nothing", "", {})


@pytest.mark.parametrize("kind", list(catalogue.every()))
def test_every_service_tells_an_entry_and_takes_a_refusal(world: World, kind: str) -> None:
    """The contract of the catalogue: declared settings suffice, an answer is enough, a refusal is no crash."""
    world.feed(1, 1)
    service = catalogue.one(kind)
    values = {
        one.name: "https://service.example/base" if one.kind == "address" else one.default or "x"
        for one in service.settings
    }
    if kind == "chat":
        values["url"] = "https://service.example/room"
    kept = setting.add(world.library, world.user, kind, "", values)
    seen: list[Request] = []

    def answering(status: int):
        def asked(request: Request) -> Answer:
            seen.append(request)
            page = Page(b'{"access_token": "t"}', status=status)
            world.internet.put(request.url, page)
            return asyncio.run(world.internet.call(request))

        return asked

    sending.save(world.library, world.user, entry_id(world))
    deliver.once(world.library, answering(403))
    assert "403" in sending.one(world.library, world.user, kept.id).trouble
    sending.save(world.library, world.user, entry_id(world))
    deliver.once(world.library, answering(200))
    assert sending.one(world.library, world.user, kept.id).trouble == ""
    url = streams.entry(world.library, world.user, entry_id(world)).entry.url
    payload = seen[-1].options.payload
    assert url in payload or url.replace(":", "%3A").replace("/", "%2F") in payload
