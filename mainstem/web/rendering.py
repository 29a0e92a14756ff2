"""Templates become answers: escaped, compressed, and not sent again where nothing changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from mainstem.library import installing
from mainstem.web import assets, keys, places, scripts, styles
from mainstem.web.compression import best
from mainstem.web.headers import PAGE
from mainstem.web.visit import Visit, remembered

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Where templates come from, and what all of them may call."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(asset=assets.address, themes=assets.themes)
    made.filters["clock"] = _clock
    return made


def _clock(seconds: float) -> str:
    """A place in a sound: 1:02:03, or 2:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def render(visit: Visit, template: str, /, status: int = 200, **values: Any) -> Response:
    """A page."""
    return answer(visit.request, text(visit, template, **values), "text/html; charset=utf-8", status)


def text(visit: Visit, template: str, /, **values: Any) -> str:
    """What a template says to this visitor."""
    return environment().get_template(template).render(_given(visit) | values)


def _given(visit: Visit) -> dict[str, Any]:
    def moment(at: datetime) -> str:
        return visit.words.moment(at.astimezone(visit.zone))

    def day(at: datetime | date) -> str:
        return visit.words.date(at.astimezone(visit.zone) if isinstance(at, datetime) else at)

    return {
        "reading_settings": lambda: scripts.settings(visit.preferences),
        "script_words": lambda: scripts.words(visit.words),
        "key_choices": lambda: keys.chosen(remembered(visit, "keys", {})),
        "own_style": lambda: styles.address(visit.preferences),
        "visit": visit,
        "may_register": lambda: installing.is_open(visit.library),
        "places": lambda: places.groups(visit),
        "words": visit.words,
        "_": visit.words.text,
        "count": visit.words.count,
        "sentence": visit.words.sentence,
        "number": visit.words.number,
        "share": visit.words.share,
        "moment": moment,
        "day": day,
        "prefer": visit.preferences,
    }


def answer(request: Request, content: str, mime_type: str, status: int = 200) -> Response:
    """Text as an answer; a plain 304 where the browser has the very same already."""
    body = content.encode("utf-8", "replace")
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {**PAGE, "content-type": mime_type, "etag": tag}
    if status == 200 and _has(request, tag):
        return Response(status_code=304, headers=headers)
    body, encoding = best(body, request.headers.get("accept-encoding", ""))
    if encoding:
        headers["content-encoding"] = encoding
    return Response(body, status, headers)


def _has(request: Request, tag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    return tag in (one.strip() for one in given.split(","))


def data(visit: Visit, value: Any, status: int = 200) -> Response:
    """Data for a script of ours."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return answer(visit.request, written, "application/json", status)


def to(address: str) -> Response:
    """Send the browser on, after a form was carried out."""
    return Response(status_code=303, headers={**PAGE, "location": address})
