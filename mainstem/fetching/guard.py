"""Which addresses may be asked: never the inside of somebody's network, unless the installation says so.

The check is made on the address that the socket connects to, at every hop, so that a name which answers
differently the second time gains nothing. Source: IANA's special-purpose registries (RFC 6890 and its
successors), the metadata services of the large hosting providers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from mainstem.feeds.errors import AddressForbidden, BadOption

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_INSIDE: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this machine"),
    ("10.0.0.0/8", "a private network"),
    ("100.64.0.0/10", "a provider's inner network"),
    ("127.0.0.0/8", "this machine"),
    ("168.63.129.16/32", "a hosting provider's inner service"),
    ("169.254.0.0/16", "a link-local network or metadata service"),
    ("172.16.0.0/12", "a private network"),
    ("192.0.0.0/24", "a reserved network"),
    ("192.0.2.0/24", "a network for documentation"),
    ("192.88.99.0/24", "a reserved network"),
    ("192.168.0.0/16", "a private network"),
    ("198.18.0.0/15", "a network for tests"),
    ("198.51.100.0/24", "a network for documentation"),
    ("203.0.113.0/24", "a network for documentation"),
    ("224.0.0.0/4", "a multicast group"),
    ("240.0.0.0/4", "a reserved network"),
    ("::/128", "this machine"),
    ("::1/128", "this machine"),
    ("64:ff9b:1::/48", "a private network"),
    ("100::/64", "a reserved network"),
    ("2001:2::/48", "a network for tests"),
    ("2001:db8::/32", "a network for documentation"),
    ("3fff::/20", "a network for documentation"),
    ("5f00::/16", "a reserved network"),
    ("fc00::/7", "a private network"),
    ("fe80::/10", "a link-local network"),
    ("fec0::/10", "a private network"),
    ("ff00::/8", "a multicast group"),
)
_NETWORKS: tuple[tuple[Network, str], ...] = tuple((ip_network(text), what) for text, what in _INSIDE)
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")


def read(text: str) -> Address | None:
    """The address that a literal stands for, without its zone; None where it is a name."""
    try:
        return ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return None


def carried(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, compatible, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is None and (address in _NAT64 or (address in _COMPATIBLE and int(address) > 1)):
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


@lru_cache(maxsize=20_000)
def inside(text: str) -> str:
    """What kind of inner network an address lies in, in words; "" for one on the open internet."""
    address = read(text)
    if address is None:
        return "an unreadable address"
    for network, what in _NETWORKS:
        if any(each.version == network.version and each in network for each in {address, carried(address)}):
            return what
    return ""


class Guard:
    """Lets through what lies on the open internet, and what the installation allows.

    ``allowed`` holds networks (``10.0.0.0/8``, ``::1``), names (``nas.lan``, ``*.lan``), either with a port
    (``127.0.0.1:1200``, ``[::1]:80``, ``nas.lan:8080``), or ``*`` for everything. Raises BadOption.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._networks: list[tuple[Network, int]] = []
        self._names: list[tuple[str, int]] = []
        self._everything = False
        for entry in allowed:
            self._allow(entry.strip().lower())

    def is_allowed(self, host: str, port: int, address: str) -> bool:
        """Whether the installation's list names this host or address."""
        if self._everything:
            return True
        if any(_names(pattern, host) and only in (0, port) for pattern, only in self._names):
            return True
        literal = read(address)
        return literal is not None and any(
            each.version == network.version and each in network and only in (0, port)
            for network, only in self._networks
            for each in {literal, carried(literal)}
        )

    def lets(self, host: str, port: int, address: str) -> bool:
        """Whether ``address``, to which ``host`` leads, may be asked."""
        return not inside(address) or self.is_allowed(host, port, address)

    def check(self, host: str, port: int, address: str) -> None:
        """Raise AddressForbidden where ``host`` leads to ``address`` and that lies inside a network."""
        if not self.lets(host, port, address):
            what = inside(address)
            way = f"{host} leads to {address}" if host != address else address
            raise AddressForbidden(
                f"{way}: this lies in {what}, which Mainstem does not ask unless told to.",
                about=host,
                advice=f"To allow it, add {host}:{port} or {address} to MAINSTEM_ALLOWED_ADDRESSES.",
            )

    def _allow(self, entry: str) -> None:
        if not entry:
            return
        if entry == "*":
            self._everything = True
            return
        place, port = _split_port(entry)
        try:
            self._networks.append((ip_network(place, strict=False), port))
        except ValueError:
            if "/" in place or " " in place:
                raise BadOption(
                    f"{entry!r} is neither a network, an address nor a host.",
                    field="allowed_addresses",
                    advice="Write 192.168.0.0/16, nas.lan, nas.lan:8080 or [::1]:80.",
                ) from None
            self._names.append((place, port))


def _names(pattern: str, host: str) -> bool:
    return pattern == host or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _split_port(entry: str) -> tuple[str, int]:
    """``[::1]:80`` → ``::1``, 80; ``nas:8080`` → ``nas``, 8080; 0 where no port is given."""
    if entry.startswith("[") and "]" in entry:
        place, _, rest = entry[1:].partition("]")
        return (
            (place + rest, 0)
            if rest.startswith("/")
            else (place, int(rest[1:] or 0) if rest[1:].isdigit() else 0)
        )
    place, colon, port = entry.rpartition(":")
    if colon and ":" not in place and port.isdigit():
        return place, int(port)
    return entry, 0
