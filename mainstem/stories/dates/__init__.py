"""Dates in prose, read against the day of publication by rules; pure."""

from mainstem.stories.dates.mention import DateMention, Granularity, Kind
from mainstem.stories.dates.reading import read

__all__ = ["DateMention", "Granularity", "Kind", "read"]
