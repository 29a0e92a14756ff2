"""TLS as a feed wants it: checked by default, relaxed where the reader said so, with a certificate of his own."""

from __future__ import annotations

import os
import ssl
import tempfile
from functools import lru_cache

from mainstem.feeds.errors import BadInput


@lru_cache(maxsize=64)
def context(verify: bool, client_certificate: str = "") -> ssl.SSLContext:
    """A context for outgoing connections. ``client_certificate`` is PEM holding key and certificate.

    A relaxed context takes any certificate and old servers' keys and protocols too; the feed's page warns.
    """
    made = ssl.create_default_context()
    made.set_alpn_protocols(["http/1.1"])
    if not verify:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
        made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        made.set_ciphers("ALL:@SECLEVEL=0")
    if client_certificate:
        _load(made, client_certificate)
    return made


def _load(made: ssl.SSLContext, pem: str) -> None:
    """The standard library reads certificates from files only: a private one that is gone at once."""
    handle, path = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(pem)
        made.load_cert_chain(path, password="")
    except (ssl.SSLError, OSError, ValueError) as wrong:
        raise BadInput(
            "The client certificate cannot be read.",
            field="client_certificate",
            advice="Paste a PEM text with the private key, without a passphrase, and the certificate.",
        ) from wrong
    finally:
        os.unlink(path)
