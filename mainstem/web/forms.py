"""Reading what a form sends, within bounds."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from mainstem.feeds.errors import BadInput
from mainstem.web.visit import Form

LARGEST_BYTES = 64 * 1024 * 1024  # an export with thousands of starred entries
_MOST_FIELDS = 20_000  # a bulk edit of 5,000 subscriptions


async def read(request: Request) -> Form:
    """The form in a request's body. Raises BadInput where it is too large or broken."""
    if int(request.headers.get("content-length") or 0) > LARGEST_BYTES:
        raise BadInput("This is larger than 64 MB.", advice="Send it in parts.")
    try:
        sent = await request.form(max_files=10, max_fields=_MOST_FIELDS, max_part_size=4 * 1024 * 1024)
    except MultiPartException as error:
        raise BadInput("This form arrived broken.", advice="Send it again.") from error
    texts: dict[str, list[str]] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files[name] = (value.filename, await value.read())
        else:
            texts.setdefault(name, []).append(value)
    await sent.close()
    return Form(texts, files)
