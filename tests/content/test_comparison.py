import re

from hypothesis import given
from hypothesis import strategies as st

from mainstem.content import SafeHTML, clean, differences, text


def test_changed_words_are_marked_where_they_stand():
    done = differences("<p>The mayor said nothing today.</p>", "<p>The mayor said little today.</p>")
    assert done == "<p>The mayor said <del>nothing</del><ins>little</ins> today.</p>"
    assert type(done) is SafeHTML


def test_paragraphs_come_and_go():
    assert differences("<p>One</p><p>Two</p>", "<p>One</p>") == "<p>One</p><p><del>Two</del></p>"
    assert differences("<p>One</p>", "<p>One</p><p>Two</p>") == "<p>One</p><p><ins>Two</ins></p>"


def test_the_same_text_has_no_differences():
    assert differences("<p>One</p>", "<div>One</div>") == ""


def test_what_stands_in_the_text_stays_text():
    done = differences("<p>a</p>", "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert "<script" not in done
    assert clean(done, "") == done


_TEXT = st.lists(st.sampled_from(["one", "two", "three", "&lt;", "</p><p>", "."]), max_size=12).map(
    lambda parts: f"<p>{' '.join(parts)}</p>"
)


@given(_TEXT, _TEXT)
def test_without_what_came_stands_what_was(before, after):
    done = differences(before, after)
    if done:
        for kept, dropped, version in (("del", "ins", before), ("ins", "del", after)):
            shown = re.sub(rf"<{dropped}>.*?</{dropped}>", "", done, flags=re.S).replace(f"<{kept}>", "")
            assert text(shown).split() == text(version).split()
