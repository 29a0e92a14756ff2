"""Folders, labels, and the counts of streams."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from mainstem.reading import Folder as KeptFolder
from mainstem.reading import Label as KeptLabel

_Name = Field(min_length=1, max_length=190)


class Folder(BaseModel):
    """A group of subscriptions."""

    id: int
    name: str
    parent_id: int | None


class NewFolder(BaseModel):
    """A folder to make."""

    name: str = _Name
    parent_id: int | None = None


class FolderChange(BaseModel):
    """Another name or place; what is left out stays, a null parent is the top."""

    name: str | None = Field(None, min_length=1, max_length=190)
    parent_id: int | None = None


class Label(BaseModel):
    """A word of the reader's on entries."""

    id: int
    name: str
    color: str
    total_count: int
    unread_count: int


class NewLabel(BaseModel):
    """A label to make, or its new name."""

    name: str = _Name


class StreamCount(BaseModel):
    """How much is in a stream."""

    stream: str = Field(description="Its address, as in /streams/{stream}.")
    unread: int
    total: int


def folder(one: KeptFolder) -> dict[str, Any]:
    """A folder."""
    return {"id": one.id, "name": one.name, "parent_id": one.parent_id}


def label(one: KeptLabel) -> dict[str, Any]:
    """A label."""
    return {name: getattr(one, name) for name in Label.model_fields}
