"""The way of a new user, without scripts."""

from __future__ import annotations

from tests.web.site import PASSWORD, Site, entry


def test_the_first_visitor_makes_the_administrators_account(site: Site) -> None:
    visitor = site.visitor()
    assert visitor.get("/").headers["location"] == "/welcome"
    answer = visitor.post(
        "/welcome", data={"username": "ida", "password": PASSWORD, "timezone": "Europe/Oslo"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/begin")
    page = visitor.get("/")
    assert page.status_code == 200
    assert 'data-zone="Europe/Oslo"' in page.text


def test_a_second_first_account_is_refused(site: Site) -> None:
    site.reader()
    answer = site.visitor().post("/welcome", data={"username": "eve", "password": PASSWORD})
    assert answer.status_code == 403
    assert "There is an account already." in answer.text


def test_what_was_typed_stays_and_the_error_stands_at_its_field(site: Site) -> None:
    answer = site.visitor().post("/welcome", data={"username": "ida", "password": "short"})
    assert answer.status_code == 422
    assert 'value="ida"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "The password has 5 characters." in answer.text


def test_nobody_comes_in_with_a_wrong_password_and_nobody_learns_which_half_was_wrong(site: Site) -> None:
    site.reader()
    visitor = site.visitor()
    wrong = visitor.post("/sign-in", data={"username": "ida", "password": "not it at all"})
    unknown = visitor.post("/sign-in", data={"username": "ole", "password": "not it at all"})
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace('"ida"', '"ole"') == unknown.text
    assert "set-cookie" not in wrong.headers


def test_too_many_wrong_passwords_have_to_wait(site: Site) -> None:
    site.reader()
    visitor = site.visitor()
    for _ in range(5):
        assert visitor.post("/sign-in", data={"username": "ida", "password": "no"}).status_code == 403
    answer = visitor.post("/sign-in", data={"username": "ida", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_signing_in_leads_back_to_where_one_wanted_to_go_and_nowhere_else(site: Site) -> None:
    site.reader()
    visitor = site.visitor()
    goal = visitor.get("/stream/starred?show=all").headers["location"]
    assert goal == "/sign-in?next=/stream/starred%3Fshow%3Dall"
    form = {"username": "ida", "password": PASSWORD}
    assert (
        visitor.post("/sign-in", data={**form, "next": "/stream/starred"}).headers["location"]
        == "/stream/starred"
    )
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert visitor.post("/sign-in", data={**form, "next": elsewhere}).headers["location"] == "/"


def test_signing_out_ends_the_session(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    token = reader.cookies["mainstem"]
    assert reader.post("/sign-out").headers["location"] == "/sign-in"
    stranger = site.visitor()
    stranger.cookies.set("mainstem", token)
    assert stranger.get("/").status_code == 303


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    site.reader()
    answer = site.visitor().post("/sign-in", data={"username": "ida", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_a_form_sent_from_another_site_does_nothing(site: Site) -> None:
    ida = site.reader()
    [entry_id] = site.publish(site.feed(ida), entry("One"))
    reader = site.signed_in()
    mark = {"do": f"star:{entry_id}"}
    foreign = (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"referer": "https://evil.example/x"},
    )
    for headers in foreign:
        assert reader.post("/mark", data=mark, headers=headers).status_code == 403
    assert "starred" not in reader.get(f"/entry/{entry_id}").text.split('class="entry')[1][:40]
    assert reader.post("/mark", data=mark, headers={"origin": "http://testserver"}).status_code == 303
    assert "starred" in reader.get(f"/entry/{entry_id}").text.split('class="entry')[1][:40]


def test_pages_say_how_they_may_be_used(site: Site) -> None:
    site.reader()
    for page in (site.visitor().get("/sign-in"), site.signed_in().get("/")):
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "<script>" not in page.text
        assert "<style" not in page.text
        assert " style=" not in page.text


def test_a_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    ida = site.reader()
    site.publish(site.feed(ida), entry("One"))
    reader = site.signed_in()
    page = reader.get("/")
    again = reader.get("/", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_pages_come_compressed(site: Site) -> None:
    site.reader()
    answer = site.signed_in().get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "Main stream" in answer.text
