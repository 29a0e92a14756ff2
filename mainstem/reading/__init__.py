"""What readers have: Subscription, Folder, Label, Stream, state; pure."""

from mainstem.reading.stream import Kind, Order, Show, Stream, View, Visibility
from mainstem.reading.subscription import Folder, Label, Page, ReaderEntry, State, Subscription

__all__ = [
    "Folder",
    "Kind",
    "Label",
    "Order",
    "Page",
    "ReaderEntry",
    "Show",
    "State",
    "Stream",
    "Subscription",
    "View",
    "Visibility",
]
