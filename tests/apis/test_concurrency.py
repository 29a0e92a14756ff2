"""Several apps at once against a live server, while entries arrive."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx

from mainstem.accounts.passwords import fever_key
from mainstem.apis import fever, google_reader
from mainstem.library import Library
from tests.apis.household import Household
from tests.apis.world import served

STATE = "user/-/state/com.google/"
READING_LIST, READ = f"{STATE}reading-list", f"{STATE}read"
ROUNDS = 8


def _routes(library: Library) -> list:  # type: ignore[type-arg]
    return [*google_reader.routes(library), *fever.routes(library)]


def _reader(url: str, home: Household) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=30)
    login = client.post(
        "/accounts/ClientLogin", data={"Email": "ida", "Passwd": home.secret, "output": "json"}
    )
    client.headers["authorization"] = f"GoogleLogin auth={login.json()['Auth']}"
    return client


def _ids(client: httpx.Client, **parameters: str) -> list[int]:
    """All ids of the reading list, in pages of three."""
    seen: list[int] = []
    key: dict[str, str] = {}
    while True:
        query = {"s": READING_LIST, "n": "3", **parameters, **key}
        page = client.get("/reader/api/0/stream/items/ids", params=query).raise_for_status().json()
        seen += [int(one["id"]) for one in page["itemRefs"]]
        if "continuation" not in page:
            return seen
        key = {"c": page["continuation"]}


def _toggle(url: str, home: Household, entry_id: int) -> None:
    """One app marks its own entry read and unread, and in the end read."""
    with closing(_reader(url, home)) as client:
        for turn in range(ROUNDS):
            side = "r" if turn % 2 else "a"
            form = {"i": str(entry_id), side: READ}
            assert client.post("/reader/api/0/edit-tag", data=form).text == "OK"
        assert client.post("/reader/api/0/edit-tag", data={"i": str(entry_id), "a": READ}).text == "OK"


def _star(url: str, home: Household, serial: int) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:
        key = fever_key("ida", home.secret)
        for _ in range(ROUNDS):
            form = {"api_key": key, "mark": "item", "as": "saved", "id": str(serial)}
            assert str(serial) in client.post("/fever/?api", data=form).json()["saved_item_ids"].split(",")


def _page(url: str, home: Household) -> None:
    """Paging while others mark and entries arrive: what was there is seen once, nothing twice."""
    with closing(_reader(url, home)) as client:
        for _ in range(ROUNDS):
            seen = _ids(client)
            assert len(seen) == len(set(seen))
            assert set(home.ids) <= set(seen)
            assert seen == sorted(seen, reverse=True)


def _arrive(home: Household) -> list[int]:
    came: list[int] = []
    for number in range(ROUNDS):
        came += home.arrive(home.feeds[number % 3], 5000 + number)
    return came


def test_apps_at_once_lose_nothing_and_count_right(home: Household) -> None:
    with served(_routes, home.library) as url, ThreadPoolExecutor(8) as pool:
        work = [pool.submit(_toggle, url, home, one) for one in home.ids[:3]]
        work += [pool.submit(_star, url, home, serial) for serial in (5, 6)]
        work += [pool.submit(_page, url, home)]
        arriving = pool.submit(_arrive, home)
        for one in work:
            one.result(timeout=60)
        came = arriving.result(timeout=60)
        with closing(_reader(url, home)) as client:
            unread = _ids(client, xt=READ)
            assert set(unread) == {*home.ids[3:], *came}
            counted = client.get("/reader/api/0/unread-count").json()
            assert counted["max"] == len(unread)
            starred = client.get("/reader/api/0/stream/items/ids", params={"s": f"{STATE}starred"}).json()
            assert [int(one["id"]) for one in starred["itemRefs"]] == [home.ids[5], home.ids[4]]
