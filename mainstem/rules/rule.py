"""A rule: where it holds, what it looks for, what it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from mainstem.feeds.errors import BadInput
from mainstem.reading.stream import Kind, Stream
from mainstem.rules import actions as lines
from mainstem.rules.actions import Action

SCOPES = (Kind.ALL, Kind.FOLDER, Kind.FEED, Kind.LABEL)
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """Rules are evaluated in their order; one that ``stop``s and hits is the last for that entry.

    ``scope`` is everything, a folder with all below it, a feed, or a label. With ``on_updated`` the rule
    also looks at entries whose publisher changed them; without, what a reader did by hand stays.
    """

    id: int
    name: str
    expression: str
    actions: tuple[Action, ...]
    scope: Stream = field(default_factory=lambda: Stream(Kind.ALL))
    stop: bool = False
    is_enabled: bool = True
    on_updated: bool = False
    position: int = 0


def rule(
    name: str,
    expression: str,
    actions: str,
    scope: str = "all",
    *,
    stop: bool = False,
    on_updated: bool = False,
) -> Rule:
    """A Rule of what a form holds. Raises BadInput with the field that is wrong.

    The expression itself is tried by ``evaluation.ready``, which knows the time.
    """
    if len(name) > MAX_NAME:
        raise BadInput(f"A name may have {MAX_NAME} characters; this has {len(name)}.", field="name")
    where = Stream.at(scope)
    if where.kind not in SCOPES:
        raise BadInput(
            f"A rule cannot hold in {scope!r}.",
            field="scope",
            advice="Choose everything, a folder, a feed or a label.",
        )
    if not expression.strip():
        raise BadInput(
            "A rule needs an expression.", field="expression", advice="Write is:unread for everything."
        )
    return Rule(0, name.strip(), expression.strip(), lines.read(actions), where, stop, True, on_updated)
