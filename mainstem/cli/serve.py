"""``mainstem serve`` and ``mainstem web``: the pages and APIs, with or without the polling beside them."""

from __future__ import annotations

import typer

from mainstem import config
from mainstem.app import Mainstem, application
from mainstem.cli import opening
from mainstem.feeds.errors import BadOption


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def serve() -> None:
        """Serve the pages and APIs, and poll the feeds, in one process."""
        _run(is_refreshing=True)

    @app.command()
    def web() -> None:
        """Serve the pages and APIs only; another process polls the feeds."""
        _run(is_refreshing=False)


def _run(*, is_refreshing: bool) -> None:
    config.load()
    with opening.mainstem() as mainstem:
        _serve(mainstem, is_refreshing=is_refreshing)


def _serve(mainstem: Mainstem, *, is_refreshing: bool) -> None:
    import uvicorn

    settings = mainstem.config
    app = application(mainstem, is_refreshing=is_refreshing)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning" if settings.log_level == "info" else settings.log_level,
            access_log=settings.log_level == "debug",
            proxy_headers=True,
            forwarded_allow_ips=list(settings.trusted_proxies),
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )
    _listen(settings)
    typer.echo(f"Mainstem is at {settings.page_url} – stop it with Ctrl-C.")
    server.run()


def _listen(settings: config.Config) -> None:
    """Say in a sentence if the port is taken, before the server prints a trace."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise BadOption(
                f"Port {settings.port} of {settings.host} cannot be listened on ({error.strerror}).",
                about="MAINSTEM_PORT",
                advice="Stop what uses it, or choose another.",
            ) from error
