"""Every error that Mainstem raises on purpose, as one tree.

    MainstemError
    ├─ NotAFeed             bytes that are no feed
    ├─ FetchFailed          an address that gave nothing usable
    │  ├─ BadAddress        not an http or https address
    │  ├─ AddressForbidden  an address inside a private network
    │  ├─ HostNotFound      the name has no address
    │  ├─ ConnectionFailed  refused, reset, unreachable
    │  │  └─ TLSFailed      no secure connection could be made
    │  ├─ AnswerBroken      it breaks off, or is no HTTP
    │  ├─ TooSlow           a limit on time
    │  ├─ TooLarge          a limit on size or on compression
    │  ├─ TooManyRedirects  a loop, or too long a chain
    │  ├─ HostHeld          the host is to be left alone (carries the wait)
    │  └─ BadStatus         an answer that is neither 2xx nor 304 (carries Retry-After)
    ├─ MailFailed           a letter that no mail server took
    ├─ BadInput             a form, file, expression or call that cannot be understood
    │  ├─ BadQuery          a search expression (carries the position)
    │  ├─ BadFile           an import that cannot be read
    │  └─ BadOption         configuration (carries the option's name)
    ├─ NotFound             nothing of that name or id, for this reader
    ├─ AlreadyExists        the name or address is taken
    ├─ NotAllowed           signed in, but not allowed
    ├─ WrongPassword        sign-in refused; never says which half was wrong
    ├─ TooManyTries         a rate limit (carries the wait)
    └─ StorageTrouble       the database cannot do it now
       ├─ DiskFull
       ├─ DatabaseBusy
       └─ NewerDatabase     written by a later version

A class's docstring is the sentence a person reads when no better one is given. ``about`` names the
thing concerned (an address, a field, a file); ``advice`` says what to do next. Doors (pages, APIs,
commands) translate once, at the edge.
"""

from __future__ import annotations

from datetime import timedelta

from mainstem.feeds.trip import Trip


class MainstemError(Exception):
    """Something went wrong."""

    def __init__(self, message: str = "", *, about: str = "", advice: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").split("\n")[0]
        self.about = about
        self.advice = advice
        super().__init__(self.message)

    def __str__(self) -> str:
        """One sentence or two: what was seen, then what to do."""
        about = f"{self.about}: " if self.about and self.about not in self.message else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{about}{self.message}{advice}"


class NotAFeed(MainstemError):
    """This is not a feed."""

    def __init__(
        self, message: str = "", *, saw: str = "", candidates: tuple[object, ...] = (), about: str = ""
    ) -> None:
        """``saw`` says what the bytes are instead; ``candidates`` are feeds that a page announces."""
        super().__init__(message or (f"This is not a feed: it is {saw}." if saw else ""), about=about)
        self.saw = saw
        self.candidates = candidates


class FetchFailed(MainstemError):
    """The address could not be fetched."""

    is_ours = False  # True where the cause may be our own network, so that no feed is blamed
    trip: Trip | None = None  # what went over the wire before the trouble; set by ``fetching``


class BadAddress(FetchFailed):
    """This is not an address that can be fetched: only http and https are."""


class AddressForbidden(FetchFailed):
    """This address lies in a private network, which Mainstem does not ask unless told to."""


class HostNotFound(FetchFailed):
    """There is no such host."""

    is_ours = True


class ConnectionFailed(FetchFailed):
    """The host could not be reached."""

    is_ours = True


class TLSFailed(ConnectionFailed):
    """No secure connection could be made to the host."""

    is_ours = False


class AnswerBroken(FetchFailed):
    """The host's answer breaks off or cannot be read."""


class TooSlow(FetchFailed):
    """The host took too long to answer."""


class TooLarge(FetchFailed):
    """The answer is larger than Mainstem reads."""


class TooManyRedirects(FetchFailed):
    """The address sends from one place to the next without end."""


class HostHeld(FetchFailed):
    """The host wants to be left alone for a while."""

    def __init__(self, wait: timedelta, message: str = "", *, about: str = "") -> None:
        super().__init__(message, about=about)
        self.wait = wait


class BadStatus(FetchFailed):
    """The host answered with an error."""

    def __init__(
        self, status: int, message: str = "", *, retry_after: timedelta | None = None, about: str = ""
    ) -> None:
        super().__init__(message or f"The host answered with status {status}.", about=about)
        self.status = status
        self.retry_after = retry_after


class MailFailed(MainstemError):
    """The letter could not be sent."""


class BadInput(MainstemError):
    """This cannot be understood."""

    def __init__(self, message: str = "", *, field: str = "", about: str = "", advice: str = "") -> None:
        super().__init__(message, about=about, advice=advice)
        self.field = field


class BadQuery(BadInput):
    """This search cannot be understood."""

    def __init__(self, message: str = "", *, position: int = 0, length: int = 1, advice: str = "") -> None:
        """``position`` and ``length`` point at the place, in characters of the expression."""
        super().__init__(message, field="search", advice=advice)
        self.position = position
        self.length = length


class BadFile(BadInput):
    """This file cannot be read."""


class BadOption(BadInput):
    """This option has a value that is not allowed."""


class NotFound(MainstemError):
    """There is no such thing here."""


class AlreadyExists(MainstemError):
    """This is there already."""


class NotAllowed(MainstemError):
    """This is not allowed for your account."""


class WrongPassword(MainstemError):
    """The name or the password is wrong."""


class TooManyTries(MainstemError):
    """Too many tries. Wait a little, then try again."""

    def __init__(self, wait: timedelta, message: str = "") -> None:
        super().__init__(message or f"Too many tries. Try again in {int(wait.total_seconds()) + 1} seconds.")
        self.wait = wait


class StorageTrouble(MainstemError):
    """The database cannot do this now."""


class DiskFull(StorageTrouble):
    """The disk is full. Free some space; nothing that was kept is lost."""


class DatabaseBusy(StorageTrouble):
    """The database is busy. Try again in a moment."""


class NewerDatabase(StorageTrouble):
    """This database was written by a later version of Mainstem."""
