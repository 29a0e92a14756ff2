"""Budgets learn what their hosts allow.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

from mainstem.storage.schema.metadata import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Columns for what is measured between two complaints of a host."""
    op.add_column("hosts", sa.Column("limit_seconds", sa.Float, nullable=False, server_default=sa.text("0")))
    op.add_column("hosts", sa.Column("served", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.add_column("hosts", sa.Column("eased_at", Moment))
    op.add_column("hosts", sa.Column("gap_seconds", sa.Float, nullable=False, server_default=sa.text("0")))
