"""What browsers load besides pages: own modules, styles, pictures. Read once, compressed once.

All of a version lie below one hash, ``/static/<hash>/``: modules import each other by relative addresses,
browsers keep them for ever, and a new version has a new address.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from mainstem.feeds.errors import NotFound
from mainstem.web.compression import best

_HERE = Path(__file__).parent
_FOR_READERS = re.compile(rb"^\s*//.*\n|^[ \t]+|[ \t]+// .*$", re.MULTILINE)  # comments and indents
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve."""

    content: bytes
    mime_type: str


@cache
def _every() -> dict[str, Asset]:
    found = {path.relative_to(_HERE / "static"): path for path in _files("static")}
    found |= {path.relative_to(_HERE): path for path in _files("themes")}
    return {name.as_posix(): Asset(_content(path), _type(path)) for name, path in sorted(found.items())}


def _content(path: Path) -> bytes:
    """A file as browsers get it: scripts without what is only for those who read them."""
    content = path.read_bytes()
    return _FOR_READERS.sub(b"", content) if path.suffix == ".js" else content


def _files(folder: str) -> list[Path]:
    return [
        path for path in (_HERE / folder).rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")
    ]


def _type(path: Path) -> str:
    known = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known


@cache
def version() -> str:
    """A hash over all files."""
    every = sha256()
    for name, asset in _every().items():
        every.update(name.encode() + b"\0" + asset.content + b"\0")
    return every.hexdigest()[:12]


def address(name: str) -> str:
    """Where a file is served."""
    return f"/static/{version()}/{name}"


def names() -> list[str]:
    """All files."""
    return list(_every())


def find(name: str) -> Asset:
    """The file of that name. Raises NotFound."""
    found = _every().get(name)
    if found is None:
        raise NotFound("There is no such file.")
    return found


@cache
def compressed(name: str, accepted: str) -> tuple[bytes, str]:
    """The file as one of the encodings that a browser accepts, and which; compressed once, and well."""
    return best(find(name).content, accepted, is_lasting=True)


@cache
def themes() -> tuple[str, ...]:
    """The themes there are: their folders."""
    return tuple(sorted(path.parent.name for path in (_HERE / "themes").glob("*/theme.css")))
