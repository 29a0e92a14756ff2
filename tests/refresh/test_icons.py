"""Icons of sites."""

import asyncio

import pytest

from mainstem.fetching import Page
from mainstem.parsing import siteicon
from mainstem.refresh import icons as search
from mainstem.refresh.clock import Clock
from mainstem.storage import icons
from tests.refresh.test_manners import BUSY
from tests.refresh.world import DAY, URL, World, page

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
HOME = '<html><head><link rel="icon" sizes="32x32" href="/i.png"><link rel="apple-touch-icon" href="/big.png"></head>'


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


def look(world: World) -> int:
    return asyncio.run(search.search(world.database, world.internet, Clock(lambda: world.at, world._sleep)))


def icon(world: World, feed: int) -> icons.Icon | None:
    from mainstem.storage import feeds

    with world.database.read() as connection:
        icon_id = feeds.by_id(connection, feed).icon_id
        return icons.by_id(connection, icon_id) if icon_id else None


def test_the_icon_that_a_page_names_is_kept_and_looked_for_again_after_weeks(world):
    feed = world.follow(URL, page(BUSY))
    world.internet.put("https://paper.example/feed", page(BUSY))
    with world.database.write() as connection:
        from mainstem.storage import feeds

        feeds.change(connection, feed, {"site_url": "https://paper.example/"})
    world.internet.put("https://paper.example/", Page(HOME.encode()))
    world.internet.put("https://paper.example/i.png", Page(PNG))
    world.round()
    assert look(world) == 1
    assert icon(world, feed).data == PNG
    assert icon(world, feed).mime_type == "image/png"
    asked = len(world.internet.asked)
    assert look(world) == 0
    assert len(world.internet.asked) == asked
    world.at += 22 * DAY
    assert look(world) == 1


def test_a_search_that_was_cut_off_is_made_again_tomorrow(world, monkeypatch):
    world.follow(URL, page(BUSY))
    world.internet.put("https://paper.example/favicon.ico", Page(PNG))
    world.round()
    monkeypatch.setattr(search, "_keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        look(world)
    monkeypatch.undo()
    assert look(world) == 0
    world.at += DAY
    assert look(world) == 1


def test_what_is_no_picture_is_not_kept(world):
    feed = world.follow(URL, page(BUSY))
    world.internet.put("https://paper.example/favicon.ico", Page(b"<svg onload='alert(1)'/>"))
    world.round()
    assert look(world) == 0
    assert icon(world, feed) is None
    assert look(world) == 0


def test_private_feeds_tell_no_site_of_themselves(world):
    world.follow(URL, page(BUSY), username="ann", password="secret")
    world.round()
    look(world)
    assert {one.url for one in world.internet.asked} == {URL}


def test_the_best_of_several_icons_comes_first():
    html = (
        '<link rel="shortcut icon" href="a.ico"><link rel=icon sizes="192x192" href=b.png>'
        '<link rel=icon type="image/svg+xml" href=c.svg><link rel=icon href="javascript:1">'
    )
    assert siteicon.candidates(html, "https://x.example/p/") == [
        "https://x.example/p/a.ico",
        "https://x.example/p/b.png",
    ]


def test_pictures_are_known_by_their_bytes():
    kinds = [
        PNG,
        b"GIF89a..",
        b"\xff\xd8\xff\xe0",
        b"\0\0\1\0..",
        b"RIFF0000WEBPVP8 ",
        b"<svg/>",
        b"<html>",
        b"",
    ]
    told = [siteicon.mime_type(one) for one in kinds]
    assert told == ["image/png", "image/gif", "image/jpeg", "image/x-icon", "image/webp", "", "", ""]


def picture(width: int, height: int, kind: str) -> bytes:
    from io import BytesIO

    image = pytest.importorskip("PIL.Image")
    written = BytesIO()
    noise = image.effect_noise((width, height), 80).convert("RGB")
    noise.save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "ICO"])
def test_large_icons_are_kept_as_small_as_they_are_shown(kind):
    came = picture(256, 128, kind)
    told, small = siteicon.shrunk(came)
    assert told == "image/png"
    assert len(small) < len(came)
    assert int.from_bytes(small[16:20], "big") == 64  # the width of a PNG


def test_small_icons_stay_as_they_are():
    assert siteicon.shrunk(PNG) == ("image/png", PNG)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<svg>" * 50_000, id="a drawing"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000, id="damaged"),
    ],
)
def test_what_cannot_be_made_small_is_not_kept(body):
    assert siteicon.shrunk(body) == ("", b"")


def test_a_picture_of_too_many_points_is_not_opened():
    from io import BytesIO

    image = pytest.importorskip("PIL.Image")
    written = BytesIO()
    image.new("1", (12_000, 12_000)).save(written, "GIF")
    assert siteicon.shrunk(written.getvalue() + b"\0" * 100_000) == ("", b"")
