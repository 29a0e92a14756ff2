"""Which requests count as going to the same host, for the budget that they share.

Public names count by registrable domain, since limits are set by operators, not by names; public addresses by
address. Inside a private network a name or address with its port is one service among unrelated ones: it has
no budget, and what one address of it says is not said for its others (an RSSHub in the house, for one).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

_INNER_SUFFIXES = (".local", ".lan", ".internal", ".home.arpa", ".home", ".localhost", ".intranet", ".corp")


@dataclass(frozen=True, slots=True)
class HostKey:
    """``key`` names the budget. ``is_private`` hosts are not paced."""

    key: str
    is_private: bool


def key(url: str) -> HostKey:
    """The budget to which a request for ``url`` belongs."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return HostKey(url[:100], is_private=True)
    name = host.rstrip(".")
    is_private, domain = _place(name)
    return HostKey(
        f"{name}:{port or (443 if parts.scheme == 'https' else 80)}" if is_private else domain, is_private
    )


@lru_cache(maxsize=50_000)
def _place(host: str) -> tuple[bool, str]:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        is_inner = "." not in host or host.endswith(_INNER_SUFFIXES)
        return is_inner, host if is_inner else registrable(host)
    return not address.is_global, host


def registrable(host: str) -> str:
    """The registrable domain (``a.tumblr.com`` → ``tumblr.com``, ``x.co.uk`` stays); the host where there is none.

    Only ICANN's suffixes count: names below a platform's own suffix (``me.github.io``) share its servers.
    """
    return _list().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
