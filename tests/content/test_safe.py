from mainstem.content import POLICY, SafeHTML, clean, trusted


def test_cleaning_makes_safe_html_which_is_text():
    done = clean("<p>One</p>", "https://example.org/")
    assert type(done) is SafeHTML
    assert isinstance(done, str)
    assert done == "<p>One</p>"


def test_a_template_engine_may_show_it_as_it_is():
    assert trusted("<b>kept</b>").__html__() == "<b>kept</b>"


def test_a_part_of_safe_html_is_plain_text_again():
    done = trusted('<a title="<">x</a>')
    assert type(done[3:]) is str
    assert type(done + "") is str


def test_the_policy_has_a_number_to_keep_with_an_entry():
    assert POLICY >= 1
