import pytest

from mainstem.apis import google_reader
from mainstem.library import accounts
from tests.apis.google_reader.app import App
from tests.apis.household import OWN_PASSWORD, Household

LOGIN = "/accounts/ClientLogin"
INFO = "/reader/api/0/user-info"


@pytest.mark.parametrize(
    "path",
    [
        LOGIN,
        f"/api/greader.php{LOGIN}",
        f"/api/greader.php/{LOGIN}",
        "/reader/api/0/accounts/ClientLogin",
        "http://reader.example//accounts//ClientLogin",
    ],
)
def test_sign_in_works_at_every_address_that_clients_build(home: Household, path: str) -> None:
    answer = home.client(google_reader).post(path, data={"Email": "ida", "Passwd": home.secret})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    sid, lsid, auth = answer.text.splitlines()
    assert (sid[:4], lsid, auth[:5]) == ("SID=", "LSID=null", "Auth=")
    assert "=" not in auth[5:]
    assert not any(sign.isspace() for sign in auth)


def test_sign_in_takes_a_query_and_multipart_and_answers_json_when_asked(home: Household) -> None:
    client = home.client(google_reader)
    parameters = {"Email": "ida", "Passwd": home.secret}
    assert client.get(LOGIN, params=parameters).status_code == 200
    assert (
        client.post(LOGIN, files={name: (None, value) for name, value in parameters.items()}).status_code
        == 200
    )
    found = client.post(LOGIN, data={**parameters, "output": "json"}).json()
    assert found["SID"] == found["Auth"] == found["LSID"]


@pytest.mark.parametrize("header", ["undefined", "GoogleLogin auth=app-1/0000", "GoogleLogin auth="])
def test_sign_in_ignores_whatever_header_came_along(home: Household, header: str) -> None:
    client = home.client(google_reader)
    data = {"Email": "ida", "Passwd": home.secret}
    assert client.post(LOGIN, data=data, headers={"authorization": header}).status_code == 200


@pytest.mark.parametrize("name", ["ida", "nobody", "ole", ""])
def test_refusals_do_not_say_which_half_was_wrong(home: Household, name: str) -> None:
    secret = home.secret if name == "ole" else "wrong"
    answer = home.client(google_reader).post(LOGIN, data={"Email": name, "Passwd": secret})
    assert (answer.status_code, answer.text) == (401, "Error=BadAuthentication")


def test_the_accounts_own_password_needs_its_readers_leave(home: Household) -> None:
    client = home.client(google_reader)
    data = {"Email": "ida", "Passwd": OWN_PASSWORD}
    assert client.post(LOGIN, data=data).status_code == 401
    accounts.prefer(home.library, home.ida, allow_password_in_apps=True)
    assert client.post(LOGIN, data=data).status_code == 200


def test_too_many_failures_have_to_wait(home: Household) -> None:
    client = home.client(google_reader)
    answers = [client.post(LOGIN, data={"Email": "ida", "Passwd": "x"}) for _ in range(8)]
    assert [one.status_code for one in answers[:5]] == [401] * 5
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize("token", [None, "", "x", "{token}", "{token}\n", "wrong/token"])
def test_with_a_right_header_any_write_token_will_do(app: App, token: str | None) -> None:
    form = {} if token is None else {"T": token.format(token=app.token)}
    app.edit("edit-tag", i="1", a="user/-/state/com.google/read", **form)


def test_without_a_header_the_login_token_in_the_form_signs_in(app: App) -> None:
    del app.client.headers["authorization"]
    assert app.post("edit-tag", i="1", T=app.token).content == b"OK"
    refused = app.post("edit-tag", i="1", T="x")
    assert refused.status_code == 401
    assert refused.headers["x-reader-google-bad-token"] == refused.headers["google-bad-token"] == "true"


def test_the_write_token_is_long_and_has_no_newline(app: App) -> None:
    token = app.client.get("/reader/api/0/token")
    assert len(token.text) >= 57
    assert token.text.strip() == token.text


def test_without_sign_in_nothing_is_told(home: Household) -> None:
    client = home.client(google_reader)
    for path in ("user-info", "tag/list", "subscription/list", "unread-count", "stream/items/ids", "nowhere"):
        assert client.get(f"/reader/api/0/{path}").status_code == 401
    assert client.post("/reader/api/0/edit-tag", data={"i": "1"}).status_code == 401


def test_an_app_that_may_only_read_changes_nothing(home: Household) -> None:
    _, secret = accounts.add_app(home.library, home.ida, "Screen", "read")
    app = App(home, secret)
    before = app.unread()
    for path in ("edit-tag", "mark-all-as-read", "subscription/edit", "disable-tag"):
        answer = app.post(
            path, i=str(home.ids[0]), a="user/-/state/com.google/read", s="feed/1", ac="unsubscribe"
        )
        assert answer.status_code == 403
    assert app.unread() == before


def test_user_info_is_four_texts(app: App, home: Household) -> None:
    found = app.get("user-info")
    assert found == {
        "userId": str(home.ida.id),
        "userName": "ida",
        "userProfileId": str(home.ida.id),
        "userEmail": "ida",
    }


def test_probes_are_answered_without_sign_in(home: Household) -> None:
    client = home.client(google_reader)
    assert client.get("/api/greader.php").text == "OK"
    assert client.get("/api/greader.php/check/compatibility").text == "PASS"
    assert client.get("/reader/ping").status_code == 401


@pytest.mark.parametrize("prefix", ["", "/api/greader.php", "//", "/api//greader.php/"])
def test_calls_work_below_both_bases_and_with_doubled_slashes(app: App, prefix: str) -> None:
    assert app.client.get(f"http://reader.example{prefix}/reader/api/0/status").json() == {"status": "up"}


def test_small_calls_have_their_shapes(app: App) -> None:
    assert app.get("preference/list")["prefs"][0]["value"] == '{"subscriptions":{"ssa":"true"}}'
    assert app.get("preference/stream/list") == {"streamprefs": {}}
    assert app.get("friend/list") == {"friends": []}
    app.edit("preference/set", k="x", v="y")
    assert app.client.get("/reader/api/0/nothing/here").status_code == 404
    assert app.client.get("/reader/ping").text == "OK"
