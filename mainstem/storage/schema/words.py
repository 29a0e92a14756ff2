"""Beside the full-text index, which each database has in its own way: the languages and forms in it."""

from sqlalchemy import Column, Table, Text

from mainstem.storage.schema.metadata import metadata

# Whose stems a typed word may have: a handful, so that a search need not ask all entries.
index_languages = Table("index_languages", metadata, Column("language", Text, primary_key=True))

# Every form that a stem was met in: "running finds runs" is said by naming the forms to the index, which
# so holds each word once and as written. It grows with the language, not with the entries.
vocabulary = Table(
    "vocabulary",
    metadata,
    Column("stem", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    sqlite_with_rowid=False,
)
