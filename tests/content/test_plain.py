import time

from hypothesis import given
from hypothesis import strategies as st

from mainstem.content import excerpt, text


def test_paragraphs_are_apart_by_an_empty_line():
    assert text("<h1>Title</h1><p>One\n two</p><div>Three</div>") == "Title\n\nOne two\n\nThree"


def test_items_rows_and_breaks_are_lines():
    assert text("<ul><li>a<li>b</ul>c<br>d") == "a\nb\n\nc\nd"
    assert text("<table><tr><td>1<td>2<tr><td>3<td>4</table>") == "1 2\n3 4"


def test_preformatted_text_keeps_its_lines():
    assert text("<pre>if a:\n    b</pre>") == "if a:\nb"


def test_entities_are_decoded_once():
    assert text("<p>AT&amp;amp;T &lt;b&gt; caf&eacute;&nbsp;!</p>") == "AT&amp;T <b> café !"


def test_scripts_styles_and_comments_are_silent():
    assert text("a<script>if (x < y) alert('</b>')</script><style>p{}</style><!-- <p>b --> c") == "a c"


def test_a_lone_less_than_sign_is_text():
    assert text("1 < 2 and <b>3</b> > 2") == "1 < 2 and 3 > 2"


def test_a_script_that_never_ends_hides_the_rest():
    assert text("seen<script>unseen <p>unseen") == "seen"


def test_an_excerpt_ends_between_words():
    assert excerpt("<p>The quick brown fox jumps.</p>", 100) == "The quick brown fox jumps."
    assert excerpt("<p>The quick brown fox jumps.</p>", 17) == "The quick brown…"


def test_an_excerpt_of_one_long_word_is_cut_inside_it():
    assert excerpt("x" * 100, 10) == "xxxxxxxxx…"


@given(st.text(), st.integers(1, 50))
def test_an_excerpt_is_never_longer_than_asked(html, characters):
    assert len(excerpt(html, characters)) <= characters


@given(st.text(alphabet="<>/ab!-p\"'=& \n"))
def test_any_text_can_be_read(html):
    assert isinstance(text(html), str)


def test_a_million_open_elements_are_read():
    started = time.process_time()
    assert text("<div>" * 1_000_000 + "end") == "end"
    assert time.process_time() - started < 20


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br/>", "<li>", "<td a='>'>", "&amp;", "&am", "p; ", "<", "a b\n", "<!-- x -->"]
        )
    )
)
def test_the_quick_way_reads_what_the_slow_way_reads(parts):
    """An element that keeps its lines sends the same text the slow way."""
    assert text("".join(parts)) == text("<pre></pre>" + "".join(parts))
