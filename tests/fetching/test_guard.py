"""Which addresses may be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import AddressForbidden, BadOption
from mainstem.fetching.guard import Guard, inside

FORBIDDEN = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16
169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
64:ff9b:1::1 100::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 3fff::1 5f00::1 nonsense
""".split()
OPEN = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1
192.167.0.1 192.169.0.1 223.255.255.255 2606:4700::1111 2001:4860:4860::8888 64:ff9b::808:808 2002:808:808::1
::ffff:8.8.8.8
""".split()


@pytest.mark.parametrize("address", FORBIDDEN)
def test_inner_addresses_are_refused(address: str):
    with pytest.raises(AddressForbidden) as refused:
        Guard().check("host.example", 80, address)
    assert "host.example" in str(refused.value)
    assert "MAINSTEM_ALLOWED_ADDRESSES" in str(refused.value)


@pytest.mark.parametrize("address", OPEN)
def test_open_addresses_are_let_through(address: str):
    Guard().check("host.example", 80, address)


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_treated_as_itself(address):
    plain = bool(inside(str(address)))
    number = int(address)
    high, low = number >> 16, number & 0xFFFF
    for disguise in (f"::ffff:{address}", f"64:ff9b::{high:x}:{low:x}", f"2002:{high:x}:{low:x}::1"):
        assert bool(inside(disguise)) >= plain


@pytest.mark.parametrize(
    ("entry", "host", "port", "address", "lets"),
    [
        ("192.168.0.0/16", "nas", 80, "192.168.3.4", True),
        ("192.168.0.0/16", "nas", 80, "10.0.0.1", False),
        ("192.168.0.7/16", "nas", 80, "192.168.3.4", True),
        ("192.168.0.0/16", "nas", 80, "::ffff:192.168.3.4", True),
        ("127.0.0.1", "localhost", 80, "127.0.0.1", True),
        ("127.0.0.1", "localhost", 80, "::1", False),
        ("127.0.0.1:1200", "localhost", 1200, "127.0.0.1", True),
        ("127.0.0.1:1200", "localhost", 80, "127.0.0.1", False),
        ("::1", "localhost", 80, "::1", True),
        ("[::1]", "localhost", 80, "::1", True),
        ("[::1]:8080", "localhost", 8080, "::1", True),
        ("[::1]:8080", "localhost", 80, "::1", False),
        ("fd00::/8", "nas", 80, "fd00::5", True),
        ("nas.lan", "nas.lan", 80, "10.0.0.1", True),
        ("NAS.lan", "nas.lan", 80, "10.0.0.1", True),
        ("nas.lan", "evil.lan", 80, "10.0.0.1", False),
        ("nas.lan:8080", "nas.lan", 8080, "10.0.0.1", True),
        ("nas.lan:8080", "nas.lan", 22, "10.0.0.1", False),
        ("*.lan", "nas.lan", 80, "10.0.0.1", True),
        ("*.lan", "lan", 80, "10.0.0.1", False),
        ("*", "anything", 80, "169.254.169.254", True),
        ("", "nas", 80, "10.0.0.1", False),
    ],
)
def test_the_allow_list(entry: str, host: str, port: int, address: str, lets: bool):
    assert Guard([entry]).lets(host, port, address) is lets


@pytest.mark.parametrize("entry", ["10.0.0.0/99", "a b", "10.0.0/8/9"])
def test_an_allow_list_that_makes_no_sense_is_refused(entry: str):
    with pytest.raises(BadOption):
        Guard([entry])
