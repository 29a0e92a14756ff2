"""Addresses: nobody's inner network is asked, by no trick; only http and https are."""

from __future__ import annotations

from tests.refresh.picky.journey import must
from tests.refresh.picky.site import DAILY, made, moved


def _forbidden(location):
    def story(site):
        port = site.forbidden.rpartition(":")[2]
        said = location.replace("PORT", port).encode().decode("latin-1")
        site.answer = lambda asked: moved(said, 302)
        yield
        assert site.asked
        assert not site.asked_forbidden, site.asked_forbidden
        assert site.kept == 0
        assert site.words

    return story


for _name, _location in {
    "loopback": "http://127.0.0.1:PORT/",
    "loopback_elsewhere": "http://127.9.9.9:PORT/",
    "short_loopback": "http://127.1:PORT/",
    "loopback_as_a_number": "http://2130706433:PORT/",
    "loopback_in_hexadecimal": "http://0x7f000001:PORT/",
    "loopback_in_octal": "http://0177.0.0.1:PORT/",
    "nothing_as_an_address": "http://0.0.0.0:PORT/",
    "zero": "http://0:PORT/",
    "loopback_of_six": "http://[::1]:PORT/",
    "unspecified_of_six": "http://[::]:PORT/",
    "mapped_loopback": "http://[::ffff:127.0.0.1]:PORT/",
    "mapped_loopback_in_hexadecimal": "http://[::ffff:7f00:1]:PORT/",
    "compatible_loopback": "http://[::127.0.0.1]:PORT/",
    "translated_loopback": "http://[64:ff9b::7f00:1]:PORT/",
    "six_to_four_loopback": "http://[2002:7f00:1::]:PORT/",
    "localhost": "http://localhost:PORT/",
    "localhost_with_a_dot": "http://localhost.:PORT/",
    "localhost_in_capitals": "http://LOCALHOST:PORT/",
    "loopback_behind_a_name": "http://feeds.example@127.0.0.1:PORT/",
    "loopback_in_wide_digits": "http://１２７.０.０.１:PORT/",
    "a_private_ten": "http://10.0.0.1/",
    "a_private_192": "http://192.168.1.1/",
    "a_private_172": "http://172.16.0.1/",
    "a_providers_network": "http://100.64.0.1/",
    "a_metadata_service": "http://169.254.169.254/latest/meta-data/",
    "a_metadata_service_of_six": "http://[fd00:ec2::254]/",
    "a_link_local_of_six": "http://[fe80::1]/",
    "a_private_of_six": "http://[fc00::1]/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "a_file": "file:///etc/passwd",
    "ftp": "ftp://127.0.0.1:PORT/feed",
    "gopher": "gopher://127.0.0.1:PORT/_GET",
    "data": "data:application/rss+xml,<rss version='2.0'><channel><item><title>x</title></item></channel></rss>",
    "javascript": "javascript:alert(1)",
    "a_port_of_nonsense": "http://127.0.0.1:99999/",
}.items():
    _story = _forbidden(_location)
    _story.__name__ = f"a_redirect_to_{_name}_is_refused"
    must("addresses", "once")(_story)


@must("addresses", "once")
def a_feed_at_a_forbidden_address_is_refused_and_named(site):
    site.feeds = [f"http://{site.forbidden}/feed"]
    yield
    assert not site.asked_forbidden


@must("addresses", "once")
def a_hop_back_from_a_forbidden_address_is_refused(site):
    site.answer = lambda asked: (
        moved(f"http://{site.forbidden}/hop", 302) if asked.path == "/feed" else made(DAILY)
    )
    yield
    assert not site.asked_forbidden
    assert site.kept == 0
    assert "MAINSTEM_ALLOWED_ADDRESSES" in site.words


@must("addresses", "once")
def a_permanent_move_to_a_forbidden_address_is_refused(site):
    site.answer = lambda asked: moved(f"http://{site.forbidden}/feed", 301)
    yield
    assert not site.asked_forbidden
    assert site.address == f"{site.base}/feed"


@must("addresses", "once")
def an_entity_reads_no_address_and_no_file(site):
    evil = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "http://{site.forbidden}/x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    site.answer = lambda asked: made(evil.encode() + DAILY.replace(b"<title>e1<", b"<title>e1&a;&b;<"))
    yield
    assert not site.asked_forbidden
    assert not any("root:" in title for title in site.titles)


@must("addresses", "once")
def a_style_sheet_of_a_feed_is_not_asked_for(site):
    style = f'<?xml-stylesheet href="http://{site.forbidden}/x.xsl" type="text/xsl"?>'
    site.answer = lambda asked: made(style.encode() + DAILY)
    yield
    assert not site.asked_forbidden
    assert site.kept == 10
