"""A filter rule: text becomes a Rule, a Rule and an entry become actions; pure."""

from mainstem.rules.actions import Action, Hide, Notify, PutLabel, Read, Send, Snooze, Star
from mainstem.rules.evaluation import Hit, Ready, evaluate, ready
from mainstem.rules.rule import Rule

__all__ = [
    "Action",
    "Hide",
    "Hit",
    "Notify",
    "PutLabel",
    "Read",
    "Ready",
    "Rule",
    "Send",
    "Snooze",
    "Star",
    "evaluate",
    "ready",
]
