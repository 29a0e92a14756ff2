"""What is said of a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """Claimed only where certain; ``UNKNOWN`` is the empty string."""

    UNKNOWN = ""
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``. ``canonical`` is the full form under which it is counted ("Xi" is
    "Xi Jinping" where the text says so); ``evidence`` tells in a word or two why the kind is claimed.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    canonical: str
    evidence: str = ""
