"""Accounts, health, and sessions that end in the middle of something."""

from __future__ import annotations

import re
from html import unescape

from mainstem.library import accounts, folders
from tests.web.site import PASSWORD, Site


def _admin(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)


def test_accounts_are_made_shut_out_and_deleted(site: Site) -> None:
    _admin(site)
    admin = site.signed_in("root")
    assert admin.post("/accounts", data={"username": "ole", "password": PASSWORD}).status_code == 303
    ole = accounts.named(site.library, "ole")
    assert site.signed_in("ole").get("/").status_code == 200
    admin.post(f"/accounts/{ole.id}", data={"action": "disable"})
    assert site.visitor().post("/sign-in", data={"username": "ole", "password": PASSWORD}).status_code == 403
    assert admin.post(f"/accounts/{ole.id}", data={"action": "delete", "confirm": "ale"}).status_code == 422
    assert [one.name for one in accounts.every(site.library)] == ["ole", "root"]
    admin.post(f"/accounts/{ole.id}", data={"action": "delete", "confirm": "ole"})
    assert [one.name for one in accounts.every(site.library)] == ["root"]


def test_a_name_that_is_taken_is_told_and_stays_typed(site: Site) -> None:
    _admin(site)
    answer = site.signed_in("root").post("/accounts", data={"username": "root", "password": PASSWORD})
    assert answer.status_code == 409
    assert 'value="root"' in answer.text


def test_readers_do_not_come_near_administration(site: Site) -> None:
    _admin(site)
    site.reader()
    reader = site.signed_in()
    for address in ("/accounts", "/health"):
        assert reader.get(address).status_code == 403
    assert reader.post("/accounts", data={"username": "x", "password": PASSWORD}).status_code == 403
    assert "/accounts" not in reader.get("/").text


def test_the_health_page_shows_the_feeds(site: Site) -> None:
    _admin(site)
    site.feed(accounts.named(site.library, "root"))
    assert "No feed is in trouble." in site.signed_in("root").get("/health").text


def test_what_was_begun_before_a_session_ended_can_be_finished(site: Site) -> None:
    ida = site.reader()
    visitor = site.visitor()
    page = visitor.post("/folders", data={"action": "add-folder", "name": "Rivers & seas"})
    assert page.status_code == 401
    held = re.search(r'name="held" value="([^"]+)"', page.text)
    assert held is not None
    form = {"username": "ida", "password": PASSWORD, "held": unescape(held[1])}
    offered = visitor.post("/sign-in", data=form)
    assert '<form method="post" action="/folders"' in offered.text
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', offered.text)
    assert visitor.post("/folders", data={name: unescape(value) for name, value in pairs}).status_code == 303
    assert [one.name for one in folders.every(site.library, ida)] == ["Rivers & seas"]


def test_a_forged_beginning_leads_nowhere_else(site: Site) -> None:
    site.reader()
    for path in ("https://evil.example/", "//evil.example", "javascript:x"):
        held = f'{{"path": "{path}", "texts": {{}}}}'
        answer = site.visitor().post("/sign-in", data={"username": "ida", "password": PASSWORD, "held": held})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    broken = site.visitor().post(
        "/sign-in", data={"username": "ida", "password": PASSWORD, "held": "{nonsense"}
    )
    assert broken.status_code == 303
