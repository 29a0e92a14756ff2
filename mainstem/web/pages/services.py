"""Services that entries can be sent to: set up, tried, switched off; and what waits to be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, MainstemError, NotFound
from mainstem.integrations import catalogue, deliver, setting
from mainstem.integrations.declared import Service
from mainstem.library import outgoing, sending
from mainstem.library.sending import Service as Kept
from mainstem.web import problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

EVENTS = {"save_entry": "Entries that you or a rule send to it", "new_entries": "All new entries"}


def show(visit: Visit) -> Response:
    """The services there are, those that could be, and the outbox."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    kept = sending.every(visit.library, visit.reader)
    return render(
        visit,
        "services.html",
        problems.status_of(error) if error else 200,
        kept=kept,
        known=catalogue.every(),
        names={one.id: one.name for one in kept},
        waiting=outgoing.waiting(visit.library, visit.reader),
        said=problems.sentence(visit, error) if error else "",
    )


def begin(visit: Visit) -> Response:
    """The empty form of a kind of service. Raises NotFound."""
    kind = str(visit.request.path_params["kind"])
    service = catalogue.one(kind)
    return _form(visit, kind, service, {one.name: one.default for one in service.settings})


def _form(
    visit: Visit,
    kind: str,
    service: Service,
    values: Mapping[str, str],
    kept: Kept | None = None,
    error: BadInput | None = None,
) -> Response:
    is_sent = visit.request.method == "POST"
    events = visit.form.texts.get("event", ()) if is_sent else kept.events if kept else ("save_entry",)
    return render(
        visit,
        "service.html",
        problems.status_of(error) if error else 200,
        kind=kind,
        service=service,
        values=values,
        kept=kept,
        name=visit.form.text("service") if is_sent else kept.name if kept else service.name,
        events=EVENTS,
        chosen=events,
        error=error,
    )


def add(visit: Visit) -> Response:
    """Set the service up."""
    kind = str(visit.request.path_params["kind"])
    service = catalogue.one(kind)
    given = _given(visit, service)
    name, events = visit.form.text("service"), visit.form.texts.get("event", ())
    try:
        kept = setting.add(visit.library, visit.reader, kind, name, given, events)
    except BadInput as error:
        return _form(visit, kind, service, given, error=error)
    return to(f"/services?saved={kept.id}")


def edit(visit: Visit) -> Response:
    """The form of a service that is set up; its secrets are not shown."""
    kept = sending.one(visit.library, visit.reader, visit.part("service_id"))
    return _form(visit, kept.kind, catalogue.one(kept.kind), setting.shown(kept), kept)


def change(visit: Visit) -> Response:
    """Save, try, switch or remove a service, as the button says."""
    kept = sending.one(visit.library, visit.reader, visit.part("service_id"))
    action = _ACTIONS.get(visit.form.text("action"))
    if action is None:
        raise BadInput("This button is not known here.", field="action")
    return action(visit, kept)


def _save(visit: Visit, kept: Kept) -> Response:
    service = catalogue.one(kept.kind)
    given = _given(visit, service)
    values = {
        "name": visit.form.text("service") or service.name,
        "settings": given,
        "events": visit.form.texts.get("event", ()),
    }
    try:
        setting.change(visit.library, visit.reader, kept.id, values)
    except BadInput as error:
        return _form(visit, kept.kind, service, given, kept, error)
    return to(f"/services?saved={kept.id}")


def _test(visit: Visit, kept: Kept) -> Response:
    try:
        trouble = deliver.test(visit.library, visit.reader, kept.id)
    except BadInput as error:
        return _page(visit, error)
    sending.change(visit.library, visit.reader, kept.id, {"trouble": trouble[:500]})
    return to(f"/services?{'refused' if trouble else 'took'}={kept.id}")


def _switch(visit: Visit, kept: Kept) -> Response:
    sending.change(visit.library, visit.reader, kept.id, {"is_enabled": not kept.is_enabled})
    return to("/services")


def _remove(visit: Visit, kept: Kept) -> Response:
    sending.remove(visit.library, visit.reader, kept.id)
    return to("/services?removed=1")


_ACTIONS: dict[str, Callable[[Visit, Kept], Response]] = {
    "save": _save,
    "test": _test,
    "switch": _switch,
    "remove": _remove,
}


def _given(visit: Visit, service: Service) -> dict[str, str]:
    return {one.name: visit.form.text(f"s-{one.name}") for one in service.settings}


def deal(visit: Visit) -> Response:
    """Try something of the outbox again, or drop it."""
    parcel_id = number(visit.form.text("parcel"), "parcel")
    act = outgoing.retry if visit.form.text("action") == "retry" else outgoing.drop
    try:
        act(visit.library, visit.reader, parcel_id)
    except NotFound as error:
        return _page(visit, error)
    return to("/services#outbox")


ENTRANCES = (
    get("/services", show),
    get("/services/new/{kind}", begin),
    post("/services/new/{kind}", add),
    post("/services/outbox", deal),
    get("/services/{service_id:int}", edit),
    post("/services/{service_id:int}", change),
)
