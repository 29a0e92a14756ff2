"""Passwords and tokens: made, hashed, compared. Nothing here is ever logged."""

from __future__ import annotations

import hmac
import secrets
from hashlib import md5, sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's figures for argon2id
# verified against when there is no such user, so that both refusals take as long
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt."""
    return _HASHER.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one; takes as long where there is no hash."""
    try:
        return _HASHER.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def new_app_password() -> str:
    """A password for an app: 25 letters and digits in five groups, 120 random bits, easy to type."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"  # without l, o, 0, 1
    letters = "".join(secrets.choice(alphabet) for _ in range(25))
    return "-".join(letters[at : at + 5] for at in range(0, 25, 5))


def hash_token(token: str) -> str:
    """SHA-256 in hexadecimal: enough for a secret that is random itself."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def fever_key(name: str, secret: str) -> str:
    """The key that Fever's apps send for a name and a password (its protocol fixes MD5)."""
    return md5(f"{name}:{secret}".encode(), usedforsecurity=False).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
