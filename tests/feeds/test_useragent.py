"""The name that we give to publishers."""

from mainstem.feeds import useragent


def test_it_says_who_where_and_for_how_many():
    assert (
        useragent.compose("1.0", "https://news.example", 3)
        == "Mainstem/1.0 (+https://news.example; 3 subscribers)"
    )
    assert useragent.compose("1.0", "https://news.example", 1).endswith("; 1 subscriber)")
    assert useragent.compose("1.0", subscribers=0) == f"Mainstem/1.0 (+{useragent.PAGE})"
