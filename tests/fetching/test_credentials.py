"""Signing in: the examples of the RFCs."""

import pytest

from mainstem.fetching import Options
from mainstem.fetching.credentials import at_once, digest
from mainstem.fetching.target import read

MUFASA = Options("Mufasa", "Circle of Life", auth="digest")
PAGE = read("http://www.example.org/dir/index.html")
CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_of_rfc_7616(algorithm: str, response: str):
    answer = digest(CHALLENGE.format(algorithm), MUFASA, PAGE, "GET", NONCE)
    assert f'response="{response}"' in answer
    assert 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"' in answer


def test_digest_of_rfc_2069_without_qop():
    challenge = (
        'Basic realm="x", Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
    )
    options = Options("Mufasa", "CircleOfLife", auth="digest")
    answer = digest(challenge, options, PAGE, "GET")
    assert 'response="1949323746fe6a43ef61f9606e7febea"' in answer
    assert "qop" not in answer


@pytest.mark.parametrize(
    "challenge",
    [
        "",
        "Basic realm=x",
        "Digest",
        'Digest realm="x"',
        'Digest nonce="n", algorithm=ROT13',
        'Digest nonce="n", qop="auth-int"',
    ],
)
def test_challenges_that_cannot_be_answered_are_not(challenge: str):
    assert digest(challenge, MUFASA, PAGE, "GET") == ""


def test_basic_and_bearer():
    assert at_once(Options("Aladdin", "open sesame"), PAGE) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert at_once(Options(password="t", auth="bearer"), PAGE) == "Bearer t"
    assert at_once(Options(), PAGE) == ""
    assert at_once(MUFASA, PAGE) == ""
