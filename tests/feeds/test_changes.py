from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.changes import Have, decide, in_order
from mainstem.feeds.entry import CleanEntry

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def clean(guid: str, **changes: object) -> CleanEntry:
    values: dict[str, object] = {"guid": guid, "url": "", "title": guid, "html": "", "text": ""}
    return CleanEntry(**{**values, **changes})  # type: ignore[arg-type]


def test_what_was_never_seen_is_new() -> None:
    assert [one.entry.guid for one in decide([clean("a")], {}).new] == ["a"]


def test_what_is_kept_alike_is_only_listed() -> None:
    entry = clean("a")
    decided = decide([entry], {entry.guid_key: Have(7, entry.content_key)})
    assert (decided.new, decided.changed, decided.listed) == ((), (), (7,))


def test_other_words_are_a_change_and_not_a_new_entry() -> None:
    entry = clean("a", title="New words")
    decided = decide([entry], {entry.guid_key: Have(7, clean("a").content_key)})
    assert [one.entry_id for one in decided.changed] == [7]


def test_what_was_deleted_here_does_not_come_back() -> None:
    entry = clean("a", title="New words")
    decided = decide([entry], {entry.guid_key: Have(7, "")})
    assert (decided.new, decided.changed, decided.listed) == ((), (), ())


def test_of_two_with_one_guid_the_first_counts() -> None:
    decided = decide([clean("a", title="first"), clean("a", title="second")], {})
    assert [one.entry.title for one in decided.new] == ["first"]


def test_a_change_told_twice_in_one_document_is_one_change() -> None:
    entry = clean("a", title="New")
    decided = decide([entry, clean("a", title="Other")], {entry.guid_key: Have(7, clean("a").content_key)})
    assert [one.entry.title for one in decided.changed] == ["New"]


def test_entries_without_dates_arrive_from_the_bottom_up() -> None:
    assert [one.guid for one in in_order([clean("newest"), clean("oldest")])] == ["oldest", "newest"]


def test_an_undated_entry_goes_with_the_dated_one_below_it() -> None:
    came = [clean("c"), clean("b", published_at=NOON), clean("a", published_at=NOON - timedelta(days=1))]
    assert [one.guid for one in in_order(came)] == ["a", "b", "c"]


@given(st.lists(st.tuples(st.text(max_size=3), st.none() | st.integers(0, 99))))
def test_every_guid_arrives_once_in_the_order_of_its_dates(rows: list[tuple[str, int | None]]) -> None:
    came = [
        clean(guid, published_at=None if day is None else NOON + timedelta(days=day)) for guid, day in rows
    ]
    new = [one.entry for one in decide(came, {}).new]
    assert len(new) == len({one.guid_key for one in came})
    dated = [one.published_at for one in new if one.published_at]
    assert dated == sorted(dated)
