"""Puts the parts together; the only module that knows them all."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import pkgutil
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from starlette.applications import Starlette

from mainstem import apis
from mainstem.config import Config
from mainstem.feeds.errors import BadOption, StorageTrouble
from mainstem.fetching import Fetched, Fetcher, Limits, NotModified, Request, mail
from mainstem.integrations import deliver
from mainstem.library import Library, logs, sealing, upkeep
from mainstem.library.briefings import mailing as letters
from mainstem.library.context import no_mail
from mainstem.refresh import gates, worker
from mainstem.refresh.readers import Readers
from mainstem.storage import Database, connect
from mainstem.storage.migrations import migrate

_T = TypeVar("_T")
_UPKEEP_SECONDS = 60
_LAST_SECONDS = 5


def open_database(config: Config) -> Database:
    """The database, opened and brought to the present shape; a backup is made before a migration."""
    _make_folder(config.data)
    database = connect(config.database_url)
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    migrate(database, config.data / "backups" / f"before-migration-{moment}.db")
    return database


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadOption(
            f"The folder {folder} cannot be made ({error.strerror}).",
            about="MAINSTEM_DATA",
            advice="Name a folder that can be written to.",
        ) from error


def secret(config: Config) -> bytes:
    """The installation's own key, made at the first start and readable by its owner alone."""
    path = config.data / "secret.key"
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


def fetcher(config: Config, key: bytes = b"") -> Fetcher:
    """The way out to the network, within the limits of the configuration; ``key`` opens secrets of feeds."""
    return Fetcher(
        Limits(body_bytes=config.body_megabytes * 1_000_000),
        config.allowed_addresses,
        user_agent=config.user_agent,
        page=f"{config.public_url.rstrip('/')}/poller" if config.public_url else "",
        connections=config.connections,
        proxy_url=config.proxy,
        unseal=partial(sealing.opened, key),
    )


@dataclass(frozen=True, slots=True)
class Loop:
    """An event loop in a thread of its own, where all fetching happens; plain functions call into it."""

    loop: asyncio.AbstractEventLoop
    thread: Thread

    @classmethod
    def start(cls) -> Loop:
        """A running loop, on uvloop where it is installed."""
        try:
            import uvloop

            loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
        except ImportError:
            loop = asyncio.new_event_loop()
        thread = Thread(target=loop.run_forever, name="mainstem-network", daemon=True)
        thread.start()
        return cls(loop, thread)

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Wait for what a coroutine gives."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def stop(self) -> None:
        """End what still runs on the loop, the loop and its thread."""
        self.run(_end_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


async def _end_all() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    if left:
        await asyncio.wait(left, timeout=_LAST_SECONDS)


@dataclass(frozen=True, slots=True)
class Mainstem:
    """Everything opened: the library, the fetcher, the loop that it lives on, the processes that read."""

    config: Config
    library: Library
    internet: Fetcher
    loop: Loop
    readers: Readers


@contextmanager
def opened(config: Config) -> Iterator[Mainstem]:
    """Open everything, and close it in order."""
    logs.listen()
    database = open_database(config)
    loop = Loop.start()
    key = secret(config)
    internet = fetcher(config, key)
    internet.gate = gates.of(database)
    readers = Readers(_parsers(config))
    try:
        loop.run(internet.__aenter__())
        library = Library(
            database,
            key,
            fetch=_blocking(internet, loop),
            call=lambda request: loop.run(internet.call(request)),
            mail=_post(config),
            public_url=config.public_url.rstrip("/"),
        )
        sealing.seal_kept(library)
        yield Mainstem(config, library, internet, loop, readers)
    finally:
        readers.close()
        loop.run(internet.__aexit__(None, None, None))
        loop.stop()
        database.close()


def _post(config: Config) -> Callable[[mail.Letter], None]:
    """The way for letters, where a mail server is named."""
    server = mail.server(config.smtp, config.mail_from)
    return partial(mail.send, server) if server else no_mail


def _parsers(config: Config) -> int:
    """One processor is left to the database and the network."""
    return config.parsers if config.parsers >= 0 else max((os.cpu_count() or 2) - 1, 1)


def _blocking(internet: Fetcher, loop: Loop) -> Callable[[Request], Fetched | NotModified]:
    """Who waits for a page waits at its host's gate, too."""
    gated = gates.Gated(internet, internet.gate)
    return lambda request: loop.run(gated.fetch(request))


def application(mainstem: Mainstem, *, is_refreshing: bool = True) -> Starlette:
    """The pages and every API folder, with the refresh running beside them unless told otherwise."""
    from mainstem import web

    routes = []
    for found in sorted(pkgutil.iter_modules(apis.__path__), key=lambda one: one.name):
        if found.ispkg:
            routes += importlib.import_module(f"mainstem.apis.{found.name}").routes(mainstem.library)
    routes += web.routes(mainstem.library)
    handlers = web.exception_handlers(mainstem.library)
    return Starlette(
        routes=routes,
        middleware=web.middleware(mainstem.library),
        exception_handlers=handlers,
        lifespan=_lifespan(mainstem) if is_refreshing else None,
    )


def _lifespan(mainstem: Mainstem) -> Callable[[Starlette], Any]:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with refreshing(mainstem):
            yield

    return lifespan


@contextmanager
def refreshing(mainstem: Mainstem) -> Iterator[None]:
    """Poll what is due and deliver what waits while the block runs; leaving it stops what is under way."""
    stop = mainstem.loop.run(_event())
    work = worker.forever(
        mainstem.library.database,
        mainstem.internet,
        stop,
        readers=mainstem.readers,
        public_url=mainstem.library.public_url,
    )
    telling = deliver.forever(mainstem.library, mainstem.library.call, stop)
    keeping = _keeping(mainstem.library, upkeep.turn, stop)
    mailing = _keeping(mainstem.library, letters.send_due, stop)
    futures = [
        asyncio.run_coroutine_threadsafe(each, mainstem.loop.loop)
        for each in (work, telling, keeping, mailing)
    ]
    try:
        yield
    finally:
        mainstem.loop.loop.call_soon_threadsafe(stop.set)
        for future in futures:
            _settle(future)


async def _keeping(
    library: Library, turn: Callable[[Library, Callable[[], bool]], object], stop: asyncio.Event
) -> None:
    """Do what is to be done once a minute; trouble of the database is told and waited out."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(turn, library, stop.is_set)
        except StorageTrouble as trouble:
            logging.getLogger("mainstem").warning("Upkeep has to wait: %s", trouble)
        except Exception:
            logging.getLogger("mainstem").exception("Upkeep failed; it is tried again.")
        try:
            await asyncio.wait_for(stop.wait(), _UPKEEP_SECONDS)
        except TimeoutError:
            continue


async def _event() -> asyncio.Event:
    return asyncio.Event()


def _settle(future: Any) -> None:
    """Give what is under way a moment to be kept whole, then cut it off: nothing is lost, it comes again."""
    try:
        future.result(timeout=5)
    except TimeoutError:
        future.cancel()
