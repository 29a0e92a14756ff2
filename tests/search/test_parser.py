"""The language, from what is typed to the tree."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import BadQuery
from mainstem.reading.stream import Order
from mainstem.search import normal, parse
from mainstem.search.parser import MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from mainstem.search.query import (
    And,
    AnyLabel,
    Everything,
    Field,
    Has,
    Ids,
    Is,
    Kind,
    Language,
    Length,
    Named,
    Near,
    Node,
    Not,
    Or,
    Query,
    Regex,
    Saved,
    Text,
    both,
    either,
    negated,
)

NOW = datetime(2026, 5, 20, 12, 30, tzinfo=UTC)
A, B, C = Text("a"), Text("b"), Text("c")


def tree(text: str, **saved: str) -> Node:
    return parse(text, NOW, saved=saved).root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a or b Or c", Or((A, B, C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("((a))", A),
        ("!a", Not(A)),
        ("-a NOT b", And((Not(A), Not(B)))),
        ("!(a b)", Not(And((A, B)))),
        ("!!a", A),
        ("a-b", Text("a-b")),
        ("a - b", And((A, B))),
        ('"a b"', Text("a b", is_exact=True)),
        ("'a b'", Text("a b", is_exact=True)),
        ("“a b”", Text("a b", is_exact=True)),
        ('"(a OR b)"', Text("(a OR b)", is_exact=True)),
        ("don't won't", And((Text("don't"), Text("won't")))),
        ("'tis", Text("'tis")),
        (r"\(a\)", Text("(a)")),
        ("a*", Text("a", is_prefix=True)),
        ('"a b"*', Text("a b", is_exact=True, is_prefix=True)),
        ('"a b"~5', Near("a b", 5)),
        ('near:"a b"', Near("a b", 10)),
        ('intitle:"a b"~0', Near("a b", 0, Field.TITLE)),
        ("/a.b/im", Regex("a.b", "im")),
        (r"/a\/(b c)/", Regex("a/(b c)")),
        ("/2026/05", Text("/2026/05")),
        (r"\-1 \#x", And((Text("-1"), Text("#x")))),
        ("intitle:a", Text("a", Field.TITLE)),
        ("InTitle:'a b'", Text("a b", Field.TITLE, is_exact=True)),
        ("intitle:/^a/i", Regex("^a", "i", Field.TITLE)),
        ("intext:a author:b inurl:c", And((Text("a", Field.TEXT), Text("b", Field.AUTHOR), Text("c", Field.URL)))),
        ("title:a text:b url:c tag:d", And((
            Text("a", Field.TITLE), Text("b", Field.TEXT), Text("c", Field.URL), Text("d", Field.CATEGORY),
        ))),
        ("#a+b", Text("a b", Field.CATEGORY)),
        ('#"a b"', Text("a b", Field.CATEGORY, is_exact=True)),
        ("#/^a$/m", Regex("^a$", "m", Field.CATEGORY)),
        ("f:1,2", Ids(Kind.FEED, (1, 2))),
        ("!c:3", Not(Ids(Kind.FOLDER, (3,)))),
        ("l:4", Ids(Kind.LABEL, (4,))),
        ("e:1234567890123456", Ids(Kind.ENTRY, (1234567890123456,))),
        ("!L:*", Not(AnyLabel())),
        ('labels:"a,b c"', Named(Kind.LABEL, ("a", "b c"))),
        ("in:folder/News", Named(Kind.FOLDER, ("News",))),
        ("in:News/World", Named(Kind.ANY, ("News/World",))),
        ("is:unread has:video", And((Is("unread"), Has("video")))),
        ("is:favourite", Is("starred")),
        ("lang:de-AT,en", Language(("de", "en"))),
        ("length:>2000", Length(2001, None)),
        ("length:500..2000", Length(500, 2000)),
        ("length:<3min", Length(None, 2999)),
        ("length:2k", Length(2000, None)),
        ("10:30", Text("10:30")),
        ("https://a.example/?b", Text("https://a.example/?b")),
        ('"re:publica"', Text("re:publica", is_exact=True)),
        ("intitle:re:publica", Text("re:publica", Field.TITLE)),
        ("🚀", Text("🚀")),
    ],
)  # fmt: skip
def test_an_expression_means(text: str, root: Node) -> None:
    assert tree(text) == root


def test_an_order_is_apart_from_the_conditions() -> None:
    assert parse("a sort:oldest", NOW) == Query(A, Order.ARRIVAL, True)
    assert parse("sort:relevance", NOW) == Query(Everything(), Order.RELEVANCE)


def test_saved_searches_are_expanded_once_by_name_and_by_place() -> None:
    saved = {"Mine": "a OR b", "my other": "search:Mine"}
    assert parse("c search:mine", NOW, saved=saved).root == And((C, Saved("Mine", Or((A, B)))))
    assert parse("S:1", NOW, saved=saved).root == Saved("Mine", Or((A, B)))
    with pytest.raises(BadQuery, match="In the saved search 'my other'"):
        parse('search:"my other"', NOW, saved=saved)


@pytest.mark.parametrize(
    ("text", "position", "length", "says"),
    [
        ('ab "cd', 3, 3, "never closed"),
        ("a (b", 2, 1, "never closed"),
        ("a) b", 1, 1, "closes nothing"),
        ("a OR", 2, 2, "after OR"),
        ("OR a", 0, 2, "before OR"),
        ("a OR )", 2, 2, "after OR"),
        ("a intitle: b", 2, 8, "Nothing follows"),
        ("a tilte:b", 2, 6, "no field 'tilte'"),
        ("a !auther:b", 3, 7, "Perhaps author: was meant"),
        ("re:publica", 0, 3, "There are author, date"),
        ("a f:x", 2, 3, "list of numbers"),
        ("a date:2026-13", 2, 12, "There is no date"),
        ("a date:0000", 2, 9, "There is no date"),
        ("is:funny", 0, 8, "unread"),
        ("has:cheese", 0, 10, "image"),
        ("length:long", 0, 11, "not a length"),
        ("length:9..2", 0, 11, "before its beginning"),
        ("lang:!", 0, 6, "not a language"),
        ("sort:up", 0, 7, "relevance"),
        ("a /(/", 2, 3, "regular expression"),
        ("search:none", 0, 11, "no saved search"),
        ('near:"one"', 0, 10, "two words"),
        ('"a b"~999', 0, 9, "further apart"),
        ("&", 0, 1, "no word"),
        ("intitle:&", 0, 9, "no letter or digit"),
        ('label:","', 0, 9, "name is missing"),
    ],
)
def test_an_error_points_at_the_place(text: str, position: int, length: int, says: str) -> None:
    with pytest.raises(BadQuery, match=says) as caught:
        tree(text)
    assert (caught.value.position, caught.value.length) == (position, length)


@pytest.mark.parametrize(
    "text",
    ["a " * MAX_LENGTH, "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), "a " * (MAX_TERMS + 1),
     "!" * 300 + "a", "(" * 9_000],
)  # fmt: skip
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(BadQuery):
        tree(text)


@given(st.text(alphabet=st.sampled_from(list("ab ()!-\"'/:*~#\\,|ORintledf12é日")), max_size=40))
def test_whatever_is_typed_is_understood_or_refused_with_a_place(text: str) -> None:
    try:
        query = parse(text, NOW)
    except BadQuery as caught:
        trouble = caught
    else:
        assert parse(normal(query), NOW) == query
        return
    assert 0 <= trouble.position <= len(text)
    assert trouble.length >= 1


words = st.sampled_from(["a", "don't", "a-b", "日本", "x:y", "(b", "2026", "or-else", "a*b"])
phrases = st.sampled_from(["a b", "OR", "in:title", "it's (so)", 'say "x" now', "日本 語", "!a"])
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Text, words, st.sampled_from(Field), st.just(False), st.booleans()),
    st.builds(Text, phrases, st.sampled_from(Field), st.just(True), st.booleans()),
    st.builds(Near, st.just("a b"), st.integers(0, 100), st.sampled_from(Field)),
    st.builds(Regex, st.sampled_from(["a/b", r"\d+", "x y(z)", "^a$"]), st.sampled_from(["", "i", "im"])),
    st.builds(Ids, st.sampled_from([Kind.FEED, Kind.LABEL, Kind.ENTRY]), st.just((1, 22))),
    st.builds(Named, st.sampled_from([Kind.ANY, Kind.FOLDER]), st.sampled_from([("a",), ("b c", "it's")])),
    st.sampled_from([AnyLabel(), Is("unread"), Has("image"), Language(("de", "en")), Length(None, 3), Length(1, 2)]),
    st.sampled_from(["date:2014-02/04", "!pubdate:/P1W", "mdate:PT5M"]).map(tree),
)  # fmt: skip
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(both),
        st.lists(inner, min_size=2, max_size=3).map(either),
        inner.map(negated),
    ),
    max_leaves=12,
)


@given(nodes, st.sampled_from([None, Order.RELEVANCE, Order.RANDOM]))
def test_the_normal_form_of_any_query_parses_to_that_query(root: Node, order: Order | None) -> None:
    query = Query(root, order)
    assert parse(normal(query), NOW) == query
