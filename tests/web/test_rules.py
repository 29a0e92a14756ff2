"""Rules on their page: tried, kept, run, undone, deleted."""

from __future__ import annotations

import re

from mainstem.library import folders, ruling, streams
from mainstem.reading import Show, View
from tests.web.site import Site, entry

MAIN = View(show=Show.UNREAD)


def test_a_rule_is_tried_before_it_is_kept(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("Cup final"), entry("Elections"))
    client = site.signed_in()
    form = {"action": "try", "expression": "intitle:cup", "scope": "all", "act-read": "on"}
    tried = client.post("/rules", data=form)
    assert "Cup final" in tried.text
    assert "1 entry of the last 90 days" in tried.text
    assert ruling.every(site.library, ida) == []
    assert client.post("/rules", data={**form, "action": "keep"}).status_code == 303
    assert [one.expression for one in ruling.every(site.library, ida)] == ["intitle:cup"]


def test_a_rule_runs_over_what_is_there_and_can_be_undone(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("Cup final"), entry("Elections"))
    label = folders.add_label(site.library, ida, "Sport")
    client = site.signed_in()
    form = {"expression": "intitle:cup", "scope": "all", "act-read": "on", "label": str(label.id)}
    client.post("/rules", data={**form, "action": "keep"})
    [rule] = ruling.every(site.library, ida)
    ran = client.post("/rules", data={"action": "run", "id": rule.id})
    assert _titles(site, ida) == ["Elections"]
    page = client.get(ran.headers["location"])
    changes = re.search(r'name="changes" value="([0-9,]+)"', page.text)
    assert changes is not None
    client.post("/rules", data={"action": "undo", "changes": changes[1]})
    assert sorted(_titles(site, ida)) == ["Cup final", "Elections"]


def test_an_expression_with_an_error_is_told_and_stays_typed(site: Site) -> None:
    site.reader()
    answer = site.signed_in().post("/rules", data={"action": "keep", "expression": "(a OR", "act-read": "on"})
    assert answer.status_code == 422
    assert 'value="(a OR"' in answer.text
    assert 'role="alert"' in answer.text


def test_the_rules_of_others_are_out_of_reach(site: Site) -> None:
    ida, _ = site.reader(), site.reader("ole")
    kept = ruling.add(site.library, ida, ruling.form("mine", "is:unread", "read"))
    ole = site.signed_in("ole")
    assert ole.get(f"/rules/{kept.id}").status_code == 404
    assert ole.post("/rules", data={"action": "remove", "id": kept.id}).status_code == 404
    assert len(ruling.every(site.library, ida)) == 1


def _titles(site: Site, user) -> list[str]:
    return [one.entry.title for one in streams.page(site.library, user, MAIN).entries]
