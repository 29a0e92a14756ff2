"""Signing in to a feed's host: Basic (RFC 7617), Digest (RFC 7616), bearer (RFC 6750)."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from mainstem.fetching.request import Options
from mainstem.fetching.target import Target

_PAIR = re.compile(r'([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))', re.IGNORECASE)
_ALGORITHMS = {"md5": "md5", "sha-256": "sha256", "sha-512-256": "sha512_256"}


def at_once(options: Options, target: Target) -> str:
    """The Authorization to send without being asked; "" where there is none, or Digest, which waits to be asked."""
    username, password = options.username or target.username, options.password or target.password
    if options.auth == "bearer":
        return f"Bearer {password}" if password else ""
    if options.auth == "digest" or not (username or password):
        return ""
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode("ascii")


def digest(challenge: str, options: Options, target: Target, method: str, nonce: str = "") -> str:
    """The answer to a Digest challenge (WWW-Authenticate as received); "" where it cannot be answered.

    ``nonce`` is the client's, made at random when not given.
    """
    at = challenge.lower().find("digest ")
    if at < 0 or not options.username:
        return ""
    asked = {name.lower(): quoted or plain for name, quoted, plain in _PAIR.findall(challenge[at + 7 :])}
    algorithm = asked.get("algorithm", "MD5")
    name = _ALGORITHMS.get(algorithm.lower().removesuffix("-sess"))
    qops = [part.strip() for part in asked.get("qop", "").split(",")]
    if name is None or "nonce" not in asked or (asked.get("qop") and "auth" not in qops):
        return ""
    client_nonce = nonce or secrets.token_hex(8)
    response = _response(name, algorithm, asked, options, (method, target.path), client_nonce)
    said = [
        f'username="{_quoted(options.username)}"',
        f'realm="{asked.get("realm", "")}"',
        f'nonce="{asked["nonce"]}"',
        f'uri="{target.path}"',
        f'response="{response}"',
        f"algorithm={algorithm}",
    ]
    if "opaque" in asked:
        said.append(f'opaque="{asked["opaque"]}"')
    if asked.get("qop"):
        said += ["qop=auth", "nc=00000001", f'cnonce="{client_nonce}"']
    return "Digest " + ", ".join(said)


def _response(
    name: str,
    algorithm: str,
    asked: dict[str, str],
    options: Options,
    what: tuple[str, str],
    client_nonce: str,
) -> str:
    def hashed(text: str) -> str:
        return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()

    secret = hashed(f"{options.username}:{asked.get('realm', '')}:{options.password}")
    if algorithm.lower().endswith("-sess"):
        secret = hashed(f"{secret}:{asked['nonce']}:{client_nonce}")
    request = hashed(":".join(what))
    if asked.get("qop"):
        return hashed(f"{secret}:{asked['nonce']}:00000001:{client_nonce}:auth:{request}")
    return hashed(f"{secret}:{asked['nonce']}:{request}")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
