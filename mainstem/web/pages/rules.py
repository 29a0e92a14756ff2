"""Rules: made with a look at what they would have hit, run over what is there, reported on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, MainstemError, NotFound
from mainstem.library import folders, marking, ruling, sending, sidebar
from mainstem.library.ruling import Damage
from mainstem.rules import Rule, actions
from mainstem.web import problems
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, number, post

_PLAIN = ("read", "star", "hide", "notify")
SNOOZES = (("PT6H", "for six hours"), ("P1D", "for a day"), ("P3D", "for three days"), ("P1W", "for a week"))


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: a kept rule's, or what was typed and not kept yet."""

    id: int = 0
    name: str = ""
    expression: str = ""
    scope: str = "all"
    acts: tuple[str, ...] = ("read",)
    stop: bool = False
    on_updated: bool = False


def show(visit: Visit) -> Response:
    """The rules, how each fares, and an empty form."""
    return _page(visit, Typed(expression=visit.asked("q")))


def edit(visit: Visit) -> Response:
    """The form with one of the rules in it. Raises NotFound."""
    return _page(visit, _typed(_one(visit, visit.part("id"))))


def _page(
    visit: Visit, typed: Typed, error: MainstemError | None = None, damage: Damage | None = None
) -> Response:
    return render(
        visit,
        "rules.html",
        problems.status_of(error) if error else 200,
        reports=ruling.report(visit.library, visit.reader),
        seen=sidebar.look(visit.library, visit.reader),
        labels=folders.labels_of(visit.library, visit.reader),
        services=sending.every(visit.library, visit.reader),
        snoozes=SNOOZES,
        typed=typed,
        damage=damage,
        written=_written(visit),
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def change(visit: Visit) -> Response:
    """Try, keep, run or delete a rule, as the button says."""
    typed = _sent(visit)
    try:
        return _ACTIONS[visit.form.text("action")](visit, typed)
    except KeyError:
        return _page(visit, typed, BadInput("This button is not known here.", field="action"))
    except (BadInput, NotFound) as error:
        return _page(visit, typed, error)


def _try(visit: Visit, typed: Typed) -> Response:
    return _page(visit, typed, damage=ruling.damage(visit.library, visit.reader, _rule(typed)))


def _keep(visit: Visit, typed: Typed) -> Response:
    if typed.id:
        had = _one(visit, typed.id)
        changed = replace(_rule(typed), is_enabled=had.is_enabled)
        ruling.change(visit.library, visit.reader, typed.id, changed)
    else:
        ruling.add(visit.library, visit.reader, _rule(typed))
    return to("/rules")


def _run(visit: Visit, typed: Typed) -> Response:
    done = ruling.run(visit.library, visit.reader, typed.id)
    return to("/rules" + (f"?ran={','.join(str(one.id) for one in done)}" if done else "?ran=0"))


def _remove(visit: Visit, typed: Typed) -> Response:
    ruling.remove(visit.library, visit.reader, typed.id)
    return to("/rules?removed=1")


def _switch(visit: Visit, typed: Typed) -> Response:
    had = _one(visit, typed.id)
    ruling.change(visit.library, visit.reader, had.id, replace(had, is_enabled=not had.is_enabled))
    return to("/rules")


def _undo(visit: Visit, _typed: Typed) -> Response:
    for change_id in visit.form.numbers("changes"):
        marking.undo(visit.library, visit.reader, change_id)
    return to("/rules")


_ACTIONS: dict[str, Callable[[Visit, Typed], Response]] = {
    "try": _try,
    "keep": _keep,
    "run": _run,
    "remove": _remove,
    "switch": _switch,
    "undo": _undo,
}


def _sent(visit: Visit) -> Typed:
    form = visit.form
    acts = [name for name in _PLAIN if form.has(f"act-{name}")]
    acts += [f"label:{label}" for label in form.numbers("label")]
    acts += [f"send:{service}" for service in form.numbers("send")]
    acts += [f"snooze:{form.text('snooze')}"] if form.text("snooze") else []
    return Typed(
        id=number(form.text("id", "0"), "id"),
        name=form.text("name"),
        expression=form.text("expression"),
        scope=form.text("scope", "all"),
        acts=tuple(acts),
        stop=form.has("stop"),
        on_updated=form.has("on_updated"),
    )


def _rule(typed: Typed) -> Rule:
    acts = ", ".join(typed.acts)
    return ruling.form(
        typed.name, typed.expression, acts, typed.scope, stop=typed.stop, on_updated=typed.on_updated
    )


def _typed(rule: Rule) -> Typed:
    acts = tuple(actions.write((action,)) for action in rule.actions)
    return Typed(rule.id, rule.name, rule.expression, rule.scope.address, acts, rule.stop, rule.on_updated)


def _one(visit: Visit, rule_id: int) -> Rule:
    for rule in ruling.every(visit.library, visit.reader):
        if rule.id == rule_id:
            return rule
    raise NotFound("There is no such rule.")


def _written(visit: Visit) -> Callable[[Rule], str]:
    """What a rule does, in words of the reader's language."""
    names = {f"label:{one.id}": one.name for one in folders.labels_of(visit.library, visit.reader)}
    names |= {
        f"send:{one.id}": visit.words.text("send to {name}", name=one.name)
        for one in sending.every(visit.library, visit.reader)
    }
    names |= {
        f"snooze:{span}": f"{visit.words.text('put off')} {visit.words.text(said)}" for span, said in SNOOZES
    }
    words = {name: visit.words.text(said) for name, said in _SAID.items()}

    def in_words(rule: Rule) -> str:
        return ", ".join(_said(words, names, one) for one in actions.write(rule.actions).split(", "))

    return in_words


_SAID = {"read": "mark as read", "star": "star", "hide": "hide", "notify": "notify me"}


def _said(words: dict[str, str], names: dict[str, str], line: str) -> str:
    return names.get(line) or words.get(line, line)


def arrange(visit: Visit) -> Response:
    """Put rules in this order: the first that stops is the last."""
    ruling.arrange(visit.library, visit.reader, visit.form.numbers("ids"))
    return data(visit, {})


ENTRANCES = (
    get("/rules", show),
    get("/rules/{id:int}", edit),
    post("/rules", change),
    post("/rules/order", arrange),
)
