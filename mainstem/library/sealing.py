"""Secrets that must be read again (the passwords of services) are kept sealed under the installation's key.

AES-GCM of the extra ``secrets``; without it they are kept as they are, in a database that its owner alone
can read, and are sealed when they are next changed.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from mainstem.feeds.errors import StorageTrouble
from mainstem.library.context import Library

_MARK = "sealed:"
_NONCE_BYTES = 12


def seal(library: Library, plain: str) -> str:
    """The text sealed; "" stays ""."""
    if not plain:
        return ""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        return plain
    nonce = os.urandom(_NONCE_BYTES)
    closed = AESGCM(_key(library)).encrypt(nonce, plain.encode(), None)
    return _MARK + urlsafe_b64encode(nonce + closed).decode()


def unseal(library: Library, kept: str) -> str:
    """The text as it was. Raises StorageTrouble where the installation's key is another one."""
    if not kept.startswith(_MARK):
        return kept
    try:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError as error:
        raise StorageTrouble("A secret is sealed.", advice="Install mainstem[secrets] again.") from error
    data = urlsafe_b64decode(kept.removeprefix(_MARK))
    try:
        return AESGCM(_key(library)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None).decode()
    except InvalidTag as error:
        raise StorageTrouble(
            "A secret cannot be read: the file secret.key is not the one it was sealed with.",
            advice="Put the old file back, or enter the secret anew.",
        ) from error


def _key(library: Library) -> bytes:
    return sha256(b"seal\n" + library.secret).digest()
