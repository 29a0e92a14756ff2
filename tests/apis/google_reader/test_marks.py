import pytest

from mainstem.library import folders, marking, subscribing
from mainstem.reading import Visibility
from tests.apis.google_reader.app import ALL, KEPT, READ, STARRED, STATE, App
from tests.apis.household import Household


def test_newsboats_and_lifereas_ways_of_marking_unread(app: App, home: Household) -> None:
    one = f"tag:google.com,2005:reader/item/{home.ids[0]:016x}"
    app.edit("edit-tag", i=one, a=READ, r=KEPT)
    assert home.ids[0] not in app.unread()
    app.edit("edit-tag", i=one, a=KEPT, r=READ)
    app.edit("edit-tag", i=one, a=f"{STATE}tracking-kept-unread")
    assert home.ids[0] in app.unread()
    app.edit("edit-tag", i=one, a=READ)
    app.edit(
        "edit-tag",
        i=one,
        r=READ,
        a=[KEPT, f"{STATE}tracking-kept-unread"],
        s="feed/x",
        ac="edit",
        **{"async": "true"},
    )
    assert home.ids[0] in app.unread()


def test_to_read_wins_and_leaving_kept_unread_says_nothing(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a=[KEPT, READ])
    assert home.ids[0] not in app.unread()
    app.edit("edit-tag", i=str(home.ids[1]), r=KEPT)
    assert home.ids[1] in app.unread()


def test_every_tag_of_a_call_is_honoured(app: App, home: Household) -> None:
    one = str(home.ids[0])
    app.edit("edit-tag", i=one, a=[READ, STARRED, "user/-/label/a", "user/-/label/b", f"{STATE}like"])
    [item] = app.post("stream/items/contents", i=one).json()["items"]
    assert {READ, STARRED, "user/-/label/a", "user/-/label/b"} <= set(item["categories"])
    app.edit("edit-tag", i=one, r=[READ, STARRED, "user/-/label/a", "user/-/label/none"])
    [item] = app.post("stream/items/contents", i=one).json()["items"]
    assert item["categories"] == [ALL, "user/-/label/Harbour", "user/-/label/b"]


def test_ten_thousand_ids_in_the_query_or_the_body_are_marked(app: App, home: Household) -> None:
    many = [*range(1_000_000_000_000_000, 1_000_000_000_010_000), *home.ids]
    app.edit("edit-tag", i=list(map(str, many)), a=READ)
    assert app.unread() == []
    answer = app.client.post(
        f"/reader/api/0/edit-tag?i={home.ids[0]}&r={READ}&i={home.ids[1]}", data={"T": ""}
    )
    assert answer.content == b"OK"
    assert app.unread() == [home.ids[1], home.ids[0]]


def test_repeated_and_late_calls_change_nothing_more(app: App, home: Household) -> None:
    for _ in range(3):
        app.edit("edit-tag", i=str(home.ids[0]), a=STARRED)
    assert len(marking.changes(home.library, home.ida)) == 1
    for odd in (
        "0",
        "-5",
        "99999999999999999999",
        "junk",
        "tag:google.com,2005:reader/item/ffffffffffffffff",
    ):
        app.edit("edit-tag", i=odd, a=READ)
    assert len(app.unread()) == len(home.ids)


def test_a_label_without_entries_makes_a_folder(app: App) -> None:
    app.edit("edit-tag", a="user/-/label/Empty one")
    assert {"id": "user/-/label/Empty one", "type": "folder"} in app.get("tag/list")["tags"]


def test_changes_are_kept_under_the_apps_name(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a=READ)
    [change] = marking.changes(home.library, home.ida)
    assert (change.actor.kind, change.actor.client, change.action) == ("api", "Phone", "read")


@pytest.mark.parametrize(
    "form", ["none", "zero", "empty", "microseconds", "milliseconds", "newsplus", "seconds"]
)
def test_a_bulk_mark_stops_at_what_the_client_has_seen(app: App, home: Household, form: str) -> None:
    seen = home.ids[-1]
    milliseconds = seen // 1000
    ts = {
        "none": {},
        "zero": {"ts": "0"},
        "empty": {"ts": ""},
        "microseconds": {"ts": str(seen)},
        "milliseconds": {"ts": str(milliseconds)},
        "newsplus": {"ts": f"{milliseconds}999"},
        "seconds": {"ts": str(seen // 1_000_000)},
    }[form]
    is_bounded = form not in ("none", "zero", "empty")
    late = home.arrive(home.feeds[0], 200, 201) if is_bounded else ()
    app.edit("mark-all-as-read", s=ALL, **ts)
    assert app.unread() == list(reversed(late))
    later = home.arrive(home.feeds[0], 300)
    assert app.unread() == list(reversed((*late, *later)))


def test_a_mark_for_the_future_does_not_touch_what_is_yet_to_come(app: App, home: Household) -> None:
    app.edit("mark-all-as-read", s=ALL, ts="9" * 30)
    late = home.arrive(home.feeds[0], 200)
    assert app.unread() == list(late)


def test_each_kind_of_stream_can_be_marked(app: App, home: Household) -> None:
    paper, journal, lone = home.feeds
    app.edit("mark-all-as-read", s=f"feed/{paper.feed_url}")
    assert app.unread(f"feed/{paper.id}") == []
    app.edit("edit-tag", i=[str(home.ids[1]), str(home.ids[2])], a=STARRED)
    app.edit("mark-all-as-read", s=STARRED)
    assert app.unread() == [one for one in reversed(home.ids[3:]) if one not in home.ids[0::3]]
    app.edit("mark-all-as-read", s="user/-/label/Harbour")
    assert app.unread() == [home.ids[8], home.ids[5]]
    app.edit("edit-tag", i=str(home.ids[8]), a="user/-/label/later")
    app.edit("mark-all-as-read", s="user/-/label/later")
    assert app.unread() == [home.ids[5]]
    app.edit("mark-all-as-read", s=f"feed/{lone.id}")
    assert app.unread() == []
    assert app.ids(f"feed/{journal.id}")


@pytest.mark.parametrize(
    "stream", ["feed/99999", "feed/https://no.example/", "user/-/label/none", "junk", ""]
)
def test_a_bulk_mark_of_an_unknown_stream_is_refused(app: App, stream: str) -> None:
    answer = app.post("mark-all-as-read", s=stream)
    assert answer.status_code == 400
    assert len(app.unread()) == 9


def test_a_bulk_mark_until_nonsense_marks_nothing(app: App) -> None:
    assert app.post("mark-all-as-read", s=ALL, ts="yesterday").status_code == 400
    assert app.post("mark-all-as-read", s=ALL, ts="-1").status_code == 400
    assert len(app.unread()) == 9


def test_important_feeds_are_spared_by_broad_marks_as_on_the_page(app: App, home: Household) -> None:
    lone = home.feeds[2]
    subscribing.change(home.library, home.ida, lone.id, visibility=Visibility.IMPORTANT)
    app.edit("mark-all-as-read", s=ALL)
    assert app.unread() == app.ids(f"feed/{lone.id}")
    app.edit("mark-all-as-read", s=f"feed/{lone.id}")
    assert app.unread() == []


def test_counts_follow_marks_and_sum_up(app: App, home: Household) -> None:
    app.edit("edit-tag", i=[str(home.ids[0]), str(home.ids[8])], a=READ)
    app.edit("edit-tag", i=[str(home.ids[0]), str(home.ids[1])], a="user/-/label/x")
    found = app.get("unread-count")
    counts = {one["id"]: one["count"] for one in found["unreadcounts"]}
    newest = {one["id"]: one["newestItemTimestampUsec"] for one in found["unreadcounts"]}
    paper, journal, lone = (f"feed/{feed.id}" for feed in home.feeds)
    assert counts == {
        paper: 2,
        journal: 3,
        lone: 2,
        "user/-/label/Harbour": 5,
        "user/-/label/Uncategorized": 2,
        "user/-/label/x": 1,
        ALL: 7,
    }
    assert found["max"] == 7
    assert (newest[paper], newest[ALL]) == (str(home.ids[6]), str(home.ids[8]))


def test_tags_of_nested_folders_stand_below_each_other(app: App, home: Household) -> None:
    inner = folders.add(home.library, home.ida, "Inner", home.harbour)
    subscribing.change(home.library, home.ida, home.feeds[2].id, folder_ids=(inner.id,))
    assert "user/-/label/Harbour/Inner" in [one["id"] for one in app.get("tag/list")["tags"]]
    assert app.ids("user/-/label/Harbour/Inner") == list(home.ids[::-1][::3])
    app.edit("mark-all-as-read", s="user/-/label/Harbour")
    assert app.unread() == list(home.ids[::-1][::3])
