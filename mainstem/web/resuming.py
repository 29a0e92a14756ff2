"""A session that ended while a form was being filled in: sign in, and finish what was begun."""

from __future__ import annotations

import json

from starlette.responses import Response

from mainstem.web.origin import local
from mainstem.web.rendering import render
from mainstem.web.visit import Visit

_LARGEST = 100_000  # characters of a form that is carried along


def ask(visit: Visit) -> Response:
    """The sign-in form, which carries along what was sent. Passwords are not carried."""
    texts = {name: list(values) for name, values in visit.form.texts.items() if "password" not in name}
    held = json.dumps({"path": visit.request.url.path, "texts": texts})
    held = held if len(held) <= _LARGEST and not visit.form.files else ""
    goal = local(visit.form.text("back"))
    return render(visit, "signin.html", 401, error=None, goal=goal, held=held)


def offer(visit: Visit) -> Response | None:
    """A button that sends the form again, as the person who signed in; None where nothing was carried along.

    What was carried came through the browser: it is shown as fields of a form on this site, and nothing else.
    """
    held = visit.form.text("held")
    if not held or len(held) > _LARGEST:
        return None
    try:
        kept = json.loads(held)
        path = local(kept["path"], "")
        pairs = [(str(name), str(value)) for name, values in kept["texts"].items() for value in values]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return render(visit, "resume.html", path=path, pairs=pairs) if path else None
