"""Databases for tests: a SQLite file, and a PostgreSQL cluster of the suite's own on a free port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Where initdb and pg_ctl are, or None."""
    found = shutil.which("pg_ctl")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in ([Path(found).resolve().parent] if found else []) + places:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a private PostgreSQL on loopback; gives its address without a database's name."""
    folder = binaries()
    assert folder is not None
    root = Path(tempfile.mkdtemp(prefix="mainstem-postgres-"))
    as_user = _unprivileged(root)
    port = _free_port()
    data = root / "data"
    try:
        _run(
            as_user, folder / "initdb", "-D", data, "-U", "mainstem", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        options += (
            " -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB"
        )
        _run(as_user, folder / "pg_ctl", "-D", data, "-w", "-l", root / "log", "-o", options, "start")
        try:
            yield f"postgresql://mainstem@127.0.0.1:{port}"
        finally:
            _run(as_user, folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def create(address: str, name: str, template: str = "template0") -> None:
    """A database of that name."""
    _administer(address, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(address: str, name: str) -> None:
    """No such database any more, whoever is connected."""
    _administer(address, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(statement)


def _unprivileged(root: Path) -> dict[str, int]:
    """PostgreSQL refuses to run as root: then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(root, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid}


def _run(as_user: dict[str, int], *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd="/", check=False, **as_user
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
