"""The first shape.

Revision ID: 0001
"""

from alembic import op

from mainstem.storage import postgres, sqlite
from mainstem.storage.schema import clock, metadata
from mainstem.storage.sqlite import statistics

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, index and trigger."""
    connection = op.get_bind()
    metadata.create_all(connection)
    (sqlite if connection.dialect.name == "sqlite" else postgres).prepare(connection)
    connection.execute(clock.insert().values(id=1, last_entry_id=0, last_serial=0))
    if connection.dialect.name == "sqlite":
        statistics.assume(connection)
