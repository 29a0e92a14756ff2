from typing import Any
from xml.etree import ElementTree

import pytest

from mainstem.apis import google_reader
from mainstem.library import accounts, subscribing
from tests.apis.google_reader.app import ALL, KEPT, READ, STARRED, STATE, App
from tests.apis.household import Household


def pages(app: App, **parameters: Any) -> list[int]:
    """All ids, page by page, while each page seen is marked read."""
    seen: list[int] = []
    key: dict[str, str] = {}
    while True:
        found = app.get("stream/items/ids", s=ALL, **parameters, **key)
        ids = [one["id"] for one in found["itemRefs"]]
        seen += map(int, ids)
        if ids:
            app.edit("edit-tag", i=ids, a=READ)
        if "continuation" not in found:
            return seen
        assert isinstance(found["continuation"], str)
        key = {"c": found["continuation"]}


def test_refs_have_one_key_and_sixteen_digits(app: App, home: Household) -> None:
    found = app.get("stream/items/ids", s=ALL, n=2)
    assert found == {
        "itemRefs": [{"id": str(home.ids[-1])}, {"id": str(home.ids[-2])}],
        "continuation": str(home.ids[-2]),
    }
    assert all(len(one["id"]) == 16 for one in found["itemRefs"])


def test_a_page_that_ends_the_list_has_no_continuation(app: App, home: Household) -> None:
    assert "continuation" not in app.get("stream/items/ids", s=ALL, n=len(home.ids))
    assert app.get("stream/items/ids", s=STARRED) == {"itemRefs": []}


@pytest.mark.parametrize("order", ["", "n", "d", "o", "nonsense"])
@pytest.mark.parametrize("only_unread", [False, True])
def test_paging_sees_each_entry_once_while_they_are_marked(
    app: App, home: Household, order: str, only_unread: bool
) -> None:
    found = pages(app, n=1, r=order, **({"xt": READ} if only_unread else {}))
    assert found == (list(home.ids) if order == "o" else list(reversed(home.ids)))


def test_paging_newest_first_is_not_disturbed_by_what_arrives(app: App, home: Household) -> None:
    first = app.get("stream/items/ids", s=ALL, n=4)
    home.arrive(home.feeds[0], 77)
    rest = app.get("stream/items/ids", s=ALL, n=100, c=first["continuation"])
    assert [int(one["id"]) for one in (*first["itemRefs"], *rest["itemRefs"])] == list(reversed(home.ids))


def test_ids_go_to_contents_and_back_in_every_notation(app: App, home: Household) -> None:
    wanted = home.ids[-1]
    forms = (
        str(wanted),
        f"tag:google.com,2005:reader/item/{wanted:016x}",
        f"tag:google.com,2005:reader/item/{wanted:x}",
        f"{wanted:016x}",
    )
    for form in forms:
        [item] = app.post("stream/items/contents", i=form).json()["items"]
        assert item["id"] == f"tag:google.com,2005:reader/item/{wanted:016x}"
        assert int(item["timestampUsec"]) == wanted


def test_an_item_has_the_members_and_types_that_strict_clients_read(app: App, home: Household) -> None:
    found = app.get("stream/contents/" + ALL, n=1)
    assert found["id"] == ALL
    assert isinstance(found["updated"], int)
    assert "self" not in found
    [item] = found["items"]
    newest, lone = home.ids[-1], home.feeds[2]
    assert item == {
        "id": f"tag:google.com,2005:reader/item/{newest:016x}",
        "crawlTimeMsec": str(newest // 1000),
        "timestampUsec": str(newest),
        "published": newest // 1_000_000,
        "updated": newest // 1_000_000,
        "title": "Title 22",
        "canonical": [{"href": "https://paper.example/22"}],
        "alternate": [{"href": "https://paper.example/22", "type": "text/html"}],
        "categories": [ALL, "user/-/label/Uncategorized"],
        "origin": {"streamId": f"feed/{lone.id}", "htmlUrl": "", "title": lone.feed_url},
        "summary": {"content": "<p>Body 22</p>"},
    }


@pytest.mark.parametrize(
    "path",
    [
        "stream/contents/feed/{0}",
        "stream/contents/feed%2F{0}",
        "stream/contents/feed/feed/{0}",
        "stream/contents/feed/https://paper.example/feed",
        "stream/contents/feed/https:/paper.example/feed",
        "stream/contents/feed%2Fhttps%3A%2F%2Fpaper.example%2Ffeed",
        "stream/contents?s=feed/{0}",
        "contents/feed/{0}",
    ],
)
def test_a_feed_is_found_however_its_stream_is_written(app: App, home: Household, path: str) -> None:
    found = app.client.get("/reader/api/0/" + path.format(home.feeds[0].id)).json()
    assert [int(one["timestampUsec"]) for one in found["items"]] == [home.ids[6], home.ids[3], home.ids[0]]
    assert found["id"] == f"feed/{home.feeds[0].id}"


def test_contents_come_in_the_order_of_ids(app: App) -> None:
    items = app.get("stream/contents/user%2F-%2Fstate%2Fcom.google%2Freading-list", n=9)["items"]
    assert [int(one["timestampUsec"]) for one in items] == app.ids()
    assert app.get("stream/contents")["items"] == items
    assert app.get("stream/contents/reading-list")["items"] == items


def test_filters_are_joined(app: App, home: Household) -> None:
    first, second, third, *_ = home.ids
    app.edit("edit-tag", i=[str(first), str(second)], a=READ)
    app.edit("edit-tag", i=[str(second), str(third)], a=STARRED)
    assert app.ids(xt=[READ, STARRED]) == list(reversed(home.ids[3:]))
    assert app.ids(it=STARRED, xt=READ) == [third]
    assert app.ids(xt=f"{STATE}unread") == app.ids(f"{STATE}read") == app.ids(it=READ) == [second, first]
    assert app.ids(f"feed/{home.feeds[1].id}", it=STARRED) == [second]
    assert app.ids(STARRED) == [third, second]
    assert app.ids(KEPT) == app.unread()
    assert app.ids(xt=f"feed/{home.feeds[0].id}", it=f"{STATE}unread") == [
        one for one in reversed(home.ids[2:]) if one not in home.ids[0::3]
    ]
    assert app.ids(ALL, s=[f"feed/{home.feeds[0].id}", f"feed/{home.feeds[1].id}"], n=3) == [
        home.ids[7],
        home.ids[6],
        home.ids[4],
    ]


def test_unknown_streams_are_empty_and_unknown_parameters_harmless(app: App, home: Household) -> None:
    for stream in (
        f"{STATE}broadcast",
        "feed/999999",
        "feed/https://no.example/",
        "user/-/label/none",
        "nonsense",
    ):
        assert app.ids(stream) == []
    assert app.ids(
        xt=[f"{STATE}like", "junk"], ck="1.5", hl="en", n="junk", c="junk", ot="x", nt="-5"
    ) == list(reversed(home.ids))
    assert len(app.ids(n="9" * 40, ot="0", nt="9" * 40)) == len(home.ids)
    assert app.ids(ot="9" * 40) == []


def test_times_bound_arrival_and_are_included(app: App, home: Household) -> None:
    middle = home.ids[4] // 1_000_000
    assert app.ids(ot=middle) == list(reversed(home.ids[4:]))
    assert app.ids(nt=middle) == list(reversed(home.ids[:5]))


@pytest.mark.parametrize("name", ["To read", "a/b", "Fish & chips + 100%", "Ærøskøbing", "名前"])
def test_labels_of_any_name_are_streams(app: App, home: Household, name: str) -> None:
    label = f"user/-/label/{name}"
    app.edit("edit-tag", i=str(home.ids[2]), a=label)
    assert app.ids(label) == app.ids(f"user/{home.ida.id}/label/{name}") == [home.ids[2]]
    assert app.ids(xt=label) == [one for one in reversed(home.ids) if one != home.ids[2]]
    [item] = app.get("stream/contents", s=label)["items"]
    assert label in item["categories"]
    app.edit("edit-tag", i=str(home.ids[2]), r=label)
    assert app.ids(label) == []


def test_a_folder_is_a_stream_of_what_it_shows(app: App, home: Household) -> None:
    expected = [one for place, one in enumerate(home.ids) if place % 3 < 2]
    assert app.ids("user/-/label/Harbour") == expected[::-1]
    assert app.ids("user/1005921515/label/harbour") == expected[::-1]
    assert app.ids("user/-/label/Uncategorized") == [home.ids[8], home.ids[5], home.ids[2]]


def test_other_readers_entries_are_not_there(app: App, home: Household) -> None:
    wanted = [str(one) for one in home.oles_ids]
    assert app.post("stream/items/contents", i=wanted).json()["items"] == []
    app.edit("edit-tag", i=wanted, a=[READ, STARRED, "user/-/label/mine"])
    oles = App(home, home.oles_secret, "ole")
    assert oles.unread() == list(reversed(home.oles_ids))
    assert oles.ids(STARRED) == app.ids(STARRED) == []


def test_what_a_reader_has_left_or_hidden_is_gone_and_comes_back(app: App, home: Household) -> None:
    feed = home.feeds[0]
    app.edit("edit-tag", i=str(home.ids[0]), a=STARRED)
    subscribing.unsubscribe(home.library, home.ida, feed.id)
    assert home.ids[0] not in app.ids()
    assert app.ids(STARRED) == []
    assert app.post("stream/items/contents", i=str(home.ids[0])).json()["items"] == []
    app.edit("subscription/edit", ac="subscribe", s=f"feed/{feed.feed_url}")
    assert app.ids(STARRED) == [home.ids[0]]


def test_ten_thousand_ids_are_taken_and_unknown_ones_dropped(app: App, home: Household) -> None:
    unknown = [f"tag:google.com,2005:reader/item/{one:016x}" for one in range(10_000)]
    answer = app.post("stream/items/contents?n=200000", i=[*unknown, *map(str, home.ids), "junk", ""])
    assert [int(one["timestampUsec"]) for one in answer.json()["items"]] == list(reversed(home.ids))
    ascending = app.post("stream/items/contents", i=[str(one) for one in home.ids], r="o")
    assert [int(one["timestampUsec"]) for one in ascending.json()["items"]] == list(home.ids)


def test_counting_a_stream_gives_a_plain_number(app: App, home: Household) -> None:
    path = "/reader/api/0/stream/items/count"
    assert app.client.get(path, params={"s": ALL}).text == "9"
    assert app.client.get(path, params={"s": f"feed/{home.feeds[0].id}", "a": "true"}).text.startswith("3#20")


def test_a_client_that_stumbles_over_an_empty_array_gets_a_zero(app: App) -> None:
    found = app.get("stream/items/ids", s=STARRED, client="newsplus")
    assert found == {"itemRefs": [{"id": "0"}]}


def test_extra_members_of_refs_come_only_when_asked_for(app: App) -> None:
    found = app.get("stream/items/ids", s=ALL, n=1, includeAllDirectStreamIds="true")
    assert set(found["itemRefs"][0]) == {"id", "directStreamIds", "timestampUsec"}


def test_atom_says_the_same(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[6]), a=READ)
    answer = app.client.get(f"/reader/atom/feed%2F{home.feeds[0].id}?n=2")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.text)
    atom, scheme = "{http://www.w3.org/2005/Atom}", "http://www.google.com/reader/"
    entries = root.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}id") for entry in entries] == [
        f"tag:google.com,2005:reader/item/{one:016x}" for one in (home.ids[6], home.ids[3])
    ]
    states = [
        {one.get("label") for one in entry.findall(f"{atom}category") if one.get("scheme") == scheme}
        for entry in entries
    ]
    assert ["read" in one for one in states] == [True, False]
    assert "fresh" in states[1]
    continuation = root.findtext("{http://www.google.com/schemas/reader/atom/}continuation")
    assert continuation == str(home.ids[3])


def test_an_answer_never_outlives_a_change(app: App, home: Household) -> None:
    for number in range(5):
        before = app.ids()
        home.arrive(home.feeds[0], 500 + number)
        assert len(app.ids()) == len(before) + 1


def test_answers_of_one_reader_are_never_given_to_another(app: App, home: Household) -> None:
    oles = App(home, home.oles_secret, "ole")
    assert app.ids() != oles.ids()
    assert app.get("subscription/list") != oles.get("subscription/list")


def test_a_revoked_app_is_out_at_once(app: App, home: Household) -> None:
    app.ids()
    [kept] = accounts.apps(home.library, home.ida)
    accounts.remove_app(home.library, home.ida, kept.id)
    assert app.client.get("/reader/api/0/stream/items/ids").status_code == 401


def test_everything_works_alike_on_both_databases(both_homes: Household) -> None:
    app = App(both_homes)
    first, second = both_homes.ids[:2]
    app.edit("edit-tag", i=[str(first), str(second)], a=[READ, "user/-/label/x"])
    assert app.unread() == list(reversed(both_homes.ids[2:]))
    assert app.ids("user/-/label/x") == [second, first]
    assert app.get("stream/contents", n=50)["items"][-1]["categories"][-1] == READ
    assert app.get("unread-count")["max"] == len(both_homes.ids) - 2
    assert len(app.get("subscription/list")["subscriptions"]) == 3
    app.edit("mark-all-as-read", s=ALL)
    assert app.unread() == []
    assert google_reader.PREFIXES


def test_a_plus_in_a_path_may_be_a_space(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a="user/-/label/to print")
    app.edit("edit-tag", i=str(home.ids[1]), a="user/-/label/C++")
    for path, wanted in (("to+print", 0), ("to%20print", 0), ("C++", 1), ("C%2B%2B", 1)):
        found = app.get(f"stream/contents/user/-/label/{path}")["items"]
        assert [int(one["timestampUsec"]) for one in found] == [home.ids[wanted]], path


@pytest.mark.parametrize("name", ["read", "Later/starred", "kept-unread"])
def test_a_label_that_is_called_like_a_state_marks_no_entry(app: App, home: Household, name: str) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a=f"user/-/label/{name}")
    [item] = app.get(f"stream/contents/user/-/label/{name}")["items"]
    assert not any(one.endswith(("/read", "/starred", "/kept-unread")) for one in item["categories"])
