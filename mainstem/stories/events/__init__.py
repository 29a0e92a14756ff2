"""Who does what, where and when, and what is next; pure."""

from mainstem.stories.events.event import Event, EventKind, Status
from mainstem.stories.events.finding import find
from mainstem.stories.events.timeline import Next, Told, later_reports, timeline, upcoming

__all__ = ["Event", "EventKind", "Next", "Status", "Told", "find", "later_reports", "timeline", "upcoming"]
