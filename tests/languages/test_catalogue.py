"""Reading .po files."""

from __future__ import annotations

from mainstem.languages.catalogue import read

_PO = """
msgid ""
msgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

# a remark
#: page.html:3
msgid "One"
msgstr "Jeden"

msgid "{n} feed"
msgid_plural "{n} feeds"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"

msgid "Say \\"it\\" "
"twice"
msgstr "Řekni "
"dvakrát"

msgid "Not yet"
msgstr ""
"""


def test_messages_plurals_quotes_and_lines_are_read() -> None:
    kept = read(_PO)
    assert kept.messages["One"] == ("Jeden",)
    assert kept.messages['Say "it" twice'] == ("Řekni dvakrát",)
    assert kept.messages["{n} feed"] == ("a", "b", "c")
    assert [kept.plural(n) for n in (1, 2, 7)] == [0, 1, 2]


def test_what_is_not_translated_is_left_out() -> None:
    assert "Not yet" not in read(_PO).messages
