"""The door: every request to the pages comes in here, is told who it is from, and is answered once."""

from __future__ import annotations

import logging
import pkgutil
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mainstem import languages
from mainstem.accounts import preferences
from mainstem.accounts.preferences import Preferences
from mainstem.feeds.errors import MainstemError, NotAllowed, NotFound
from mainstem.library import Library, accounts
from mainstem.web import forms, origin, pages, problems, resuming, sessions
from mainstem.web.rendering import data, to
from mainstem.web.visit import Entrance, Form, Visit

_LOG = logging.getLogger(__name__)


def routes(library: Library) -> list[BaseRoute]:
    """The addresses of all pages."""
    found: list[BaseRoute] = []
    for module in sorted(pkgutil.iter_modules(pages.__path__), key=lambda one: one.name):
        entrances = getattr(import_module(f"{pages.__name__}.{module.name}"), "ENTRANCES", ())
        found += [_route(library, entrance) for entrance in entrances]
    return found


def middleware(_library: Library) -> list[Middleware]:
    """None: what pages need is done at their door, so that no API pays for it."""
    return []


def exception_handlers(_library: Library) -> dict[Any, Callable[[Request, Exception], Awaitable[Response]]]:
    """What is answered to addresses that nobody knows, and where everything else failed."""
    return {404: _unknown, 405: _unknown, 500: _broken}


def _route(library: Library, entrance: Entrance) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            form = await forms.read(request) if entrance.method == "POST" else Form()
        except MainstemError as error:
            return problems.page(_visit(library, request, None, Form()), error)
        return await run_in_threadpool(_answer, library, entrance, request, form)

    return Route(entrance.path, endpoint, methods=[entrance.method])


def _answer(library: Library, entrance: Entrance, request: Request, form: Form) -> Response:
    visit = _visit(library, request, None, form)
    try:
        if entrance.method == "POST" and not origin.is_ours(request, library.public_url):
            raise NotAllowed("This was sent from another site, so nothing was done.", advice="Do it here.")
        visit = _visit(library, request, sessions.user_of(library, request), form)
        return _refusal(visit, entrance) or entrance.answer(visit)
    except MainstemError as error:
        return problems.page(visit, error)
    except Exception:
        _LOG.exception("%s %s failed", request.method, request.url.path)
        return problems.page(visit, MainstemError(advice="The log of this installation says what."))


def _visit(library: Library, request: Request, user: Any, form: Form) -> Visit:
    prefer = preferences.of(user.preferences) if user else Preferences()
    words = languages.choose(prefer.language, request.headers.get("accept-language", ""))
    return Visit(request, library, words, prefer, user, form)


def _refusal(visit: Visit, entrance: Entrance) -> Response | None:
    """What is answered instead where the visitor may not come in."""
    if visit.user is None and not entrance.is_open:
        if visit.wants_data:
            return data(visit, {"error": visit.words.text("Sign in first.")}, 401)
        if accounts.needs_first_account(visit.library):
            return to("/welcome")
        if visit.request.method == "POST":
            return resuming.ask(visit)
        return to(f"/sign-in?next={quote(_wanted(visit), safe='/')}")
    if entrance.is_for_admins and not visit.reader.is_admin:
        raise NotAllowed("Only administrators may do this.")
    return None


def _wanted(visit: Visit) -> str:
    """Where to go on after signing in."""
    url = visit.request.url
    return f"{url.path}?{url.query}" if url.query else url.path


async def _unknown(request: Request, _error: Exception) -> Response:
    return _plain(request, NotFound("There is no such page."))


async def _broken(request: Request, _error: Exception) -> Response:
    return _plain(request, MainstemError(advice="The log of this installation says what."))


def _plain(request: Request, error: MainstemError) -> Response:
    words = languages.choose("", request.headers.get("accept-language", ""))
    sentence = f"{words.sentence(error.message)} {words.sentence(error.advice) if error.advice else ''}\n"
    headers = {"content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff"}
    return Response(sentence, problems.status_of(error), headers)
