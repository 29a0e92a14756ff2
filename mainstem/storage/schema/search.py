"""Beside the full-text index, which each database has in its own way: the languages that are in it."""

from sqlalchemy import Column, Table, Text

from mainstem.storage.schema.metadata import metadata

# Whose stems a typed word may have: a handful, so that a search need not ask all entries.
index_languages = Table("index_languages", metadata, Column("language", Text, primary_key=True))
