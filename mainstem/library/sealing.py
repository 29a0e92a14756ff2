"""Secrets that must be read again (of services, of feeds) are kept sealed under the installation's key.

AES-GCM of the extra ``secrets``; without it they are kept as they are, in a database that its owner alone
can read, and are sealed when they are next changed. How a feed is asked is part of its identity, so equal
secrets of feeds have to stay equal: those are sealed by AES-SIV (RFC 5297), which gives the same for the same.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256, sha512
from typing import Any

from mainstem.feeds.errors import StorageTrouble
from mainstem.feeds.feed import identity
from mainstem.fetching import stored
from mainstem.library.context import Library
from mainstem.storage import feeds, installation

_MARK = "sealed:"
_SAME_MARK = "sealed-same:"
_KEPT = "feeds_are_sealed"
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
    closed = AESGCM(_key(library.secret)).encrypt(nonce, plain.encode(), None)
    return _MARK + urlsafe_b64encode(nonce + closed).decode()


def unseal(library: Library, kept: str) -> str:
    """The text as it was. Raises StorageTrouble where the installation's key is another one."""
    return opened(library.secret, kept)


def opened(secret: bytes, kept: str) -> str:
    """As ``unseal``, for who holds the installation's key itself."""
    if not kept.startswith((_MARK, _SAME_MARK)):
        return kept
    try:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
    except ImportError as error:
        raise StorageTrouble("A secret is sealed.", advice="Install mainstem[secrets] again.") from error
    mark, _, text = kept.partition(":")
    data = urlsafe_b64decode(text)
    try:
        if f"{mark}:" == _SAME_MARK:
            return AESSIV(_same_key(secret)).decrypt(data, None).decode()
        return AESGCM(_key(secret)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None).decode()
    except InvalidTag as error:
        raise StorageTrouble(
            "A secret cannot be read: the file secret.key is not the one it was sealed with.",
            advice="Put the old file back, or enter the secret anew.",
        ) from error


def seal_options(library: Library, options: Mapping[str, Any]) -> dict[str, Any]:
    """How a feed is asked, as it is kept: its secrets sealed, those that are sealed already as they are."""
    return stored.changed(options, lambda plain: _seal_same(library.secret, plain))


def open_options(library: Library, kept: Mapping[str, Any]) -> dict[str, Any]:
    """How a feed is asked, readable again. Raises StorageTrouble."""
    return stored.changed(kept, lambda closed: opened(library.secret, closed))


def seal_kept(library: Library) -> int:
    """Seal what an earlier version, or one without the extra, kept readable; returns of how many feeds."""
    with library.database.read() as connection:
        if installation.setting(connection, _KEPT):
            return 0
    count = 0
    with library.database.write() as connection:
        for one in feeds.private(connection):
            sealed = seal_options(library, one.options)
            if sealed != one.options:
                key = identity(one.feed_url, feeds.privacy(sealed, one.recipe))
                feeds.change(connection, one.id, {"options": sealed, "identity": key})
                count += 1
        if _seal_same(library.secret, "?") != "?":
            installation.set_setting(connection, _KEPT, True)
    return count


def _seal_same(secret: bytes, plain: str) -> str:
    if not plain or plain.startswith(_SAME_MARK):
        return plain
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV
    except ImportError:
        return plain
    return _SAME_MARK + urlsafe_b64encode(AESSIV(_same_key(secret)).encrypt(plain.encode(), None)).decode()


def _key(secret: bytes) -> bytes:
    return sha256(b"seal\n" + secret).digest()


def _same_key(secret: bytes) -> bytes:
    return sha512(b"seal the same\n" + secret).digest()
