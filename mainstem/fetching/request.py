"""What is asked of a host, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How a feed wants to be asked. What is set here makes a fetch private: it is part of the feed's identity.

    ``auth`` is basic, digest or bearer (then ``password`` is the token). ``cookies`` is a Cookie header as
    the reader gave it. ``payload`` is the body of a POST. ``client_certificate`` is PEM: key and chain.
    ``timeout_seconds`` replaces the limit on the total time; 0 leaves it.
    """

    username: str = ""
    password: str = field(default="", repr=False)
    auth: str = "basic"
    cookies: str = field(default="", repr=False)
    headers: tuple[tuple[str, str], ...] = ()
    user_agent: str = ""
    method: str = "GET"
    payload: str = ""
    payload_type: str = ""
    proxy_url: str = field(default="", repr=False)
    verify_tls: bool = True
    client_certificate: str = field(default="", repr=False)
    timeout_seconds: float = 0.0


NO_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Request:
    """One address to ask. The validators are sent byte for byte as they were received; "" sends none.

    ``validators_url`` is the address that gave them (the ``final_url`` of then): they are sent there and to
    no other stop of a redirected way; "" sends them everywhere. ``accept`` replaces the Accept header (""
    asks for feeds); ``subscribers`` is told to the host, 0 is not.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    subscribers: int = 1
    options: Options = NO_OPTIONS
    accept: str = ""
    validators_url: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host may cost us at most. ``ratio`` bounds decompressed to compressed bytes, from ``ratio_free_bytes``
    decompressed bytes on; ``bytes_per_second`` is asked of the body on average after ``first_byte_seconds``."""

    body_bytes: int = 20_000_000
    header_bytes: int = 64_000
    ratio: float = 200.0
    ratio_free_bytes: int = 2_000_000
    connect_seconds: float = 10.0
    first_byte_seconds: float = 20.0
    total_seconds: float = 60.0
    bytes_per_second: float = 500.0
    redirects: int = 10
