"""What every page says about how it may be used.

Scripts and styles come from here alone, none stand in the page itself; pictures, sounds and the players that
cleaning lets through come from anywhere. ``same-origin`` referrers keep sites from learning what is read
here, and forms from losing their origin.
"""

from __future__ import annotations

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' http: https: data:",
    "media-src": "'self' http: https:",
    "frame-src": "'self' https:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

PAGE = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "private, no-cache",
    "vary": "Accept-Encoding, Accept-Language, Cookie",
}

_STAGE = {
    "default-src": "'none'",
    "img-src": "http: https:",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
    "sandbox": "allow-same-origin",  # no scripts, so that ours outside may look in
}

STAGE = {
    **PAGE,
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _STAGE.items()),
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
}
