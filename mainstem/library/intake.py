"""One way in for every file of another reader or of Mainstem itself, told apart by its bytes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadFile
from mainstem.library import fromfreshrss, restoring, taking
from mainstem.library.context import Library
from mainstem.library.taking import Progress, Taken, nothing

MAX_PART = 512 << 20  # bytes of a file in a zip
_SQLITE = b"SQLite format 3\x00"
_ORDER = (".opml", ".xml", ".json", ".sqlite", ".txt")  # subscriptions first, then what belongs to them


def take(library: Library, user: User, data: bytes, progress: Progress = nothing) -> Taken:
    """Take in a file: OPML, JSON, XML, a list, a SQLite file of FreshRSS, an archive of Mainstem, or a zip of
    some of them. Raises BadFile where it is none of these."""
    if data.startswith(b"PK"):
        return _take_zip(library, user, data, progress)
    if data.startswith(_SQLITE):
        with tempfile.NamedTemporaryFile(suffix=".sqlite") as held:
            held.write(data)
            held.flush()
            return fromfreshrss.bring(library, user, Path(held.name), progress)
    return taking.take(library, user, data, progress)


def _take_zip(library: Library, user: User, data: bytes, progress: Progress) -> Taken:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename for info in archive.infolist() if _rank(info.filename) < len(_ORDER)]
            if "manifest.json" in archive.namelist():
                return restoring.restore(library, user, io.BytesIO(data), progress)
            if not names:
                seen = ", ".join(archive.namelist()[:5]) or "nothing"
                raise BadFile(f"There is nothing to take in this zip: it holds {seen}.")
            return _take_parts(library, user, archive, sorted(names, key=_rank), progress)
    except zipfile.BadZipFile as trouble:
        raise BadFile(f"This zip is damaged: {trouble}.", advice="Export it once more.") from trouble


def _take_parts(
    library: Library, user: User, archive: zipfile.ZipFile, names: list[str], progress: Progress
) -> Taken:
    whole = Taken()
    for name in names:
        if archive.getinfo(name).file_size > MAX_PART:
            whole.fault(f"{name} is larger than {MAX_PART >> 20} MB and was left out.")
            continue
        try:
            part = take(library, user, archive.read(name), progress)
        except BadFile as trouble:
            whole.fault(f"{name}: {trouble}")
            continue
        whole.new, whole.known = whole.new + part.new, whole.known + part.known
        whole.followed += part.followed
        for fault in part.faults:
            whole.fault(f"{name}: {fault}")
    return whole


def _rank(name: str) -> int:
    """Where a file stands in the order; behind it what is none of ours (and zips in zips)."""
    return next((place for place, end in enumerate(_ORDER) if name.lower().endswith(end)), len(_ORDER))
