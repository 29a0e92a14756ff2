"""Newsboat, the real program, run without a terminal."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from tests.conftest import missing


def reload(folder: Path, *settings: str) -> list[tuple[str, str, int]]:
    """Let Newsboat fetch everything with these settings; returns title, address and unread of each entry."""
    program = shutil.which("newsboat") or missing("newsboat (Debian: newsboat)")
    (folder / "config").write_text("\n".join((*settings, "")))
    (folder / "urls").write_text("")
    cache = folder / "cache.db"
    command = [str(program), "-C", str(folder / "config"), "-u", str(folder / "urls"), "-c", str(cache)]
    environment = {**os.environ, "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*command, "-x", "reload"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with closing(sqlite3.connect(cache)) as connection:
        found = connection.execute("SELECT title, url, unread FROM rss_item ORDER BY title").fetchall()
    return [(title, url, unread) for title, url, unread in found]
