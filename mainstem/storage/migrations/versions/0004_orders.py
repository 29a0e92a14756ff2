"""Streams by title and by length walk an index, whatever their size.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_entries_title", "entries", [sa.text("lower(substr(title, 1, 40))"), "id"])
    op.create_index("ix_entries_length", "entries", ["length", "id"])
