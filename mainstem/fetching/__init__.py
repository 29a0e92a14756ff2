"""The only folder that opens outgoing sockets."""

from mainstem.fetching.answers import Answer, Fetched, NotModified
from mainstem.fetching.fake import Asked, FakeInternet, Page
from mainstem.fetching.fetcher import Fetcher
from mainstem.fetching.request import Limits, Options, Request

__all__ = [
    "Answer",
    "Asked",
    "FakeInternet",
    "Fetched",
    "Fetcher",
    "Limits",
    "NotModified",
    "Options",
    "Page",
    "Request",
]
