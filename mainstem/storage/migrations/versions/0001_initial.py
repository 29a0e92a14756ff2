"""The first shape, written out: what the tables say later does not change what this revision was.

Revision ID: 0001
"""

from pathlib import Path

from alembic import op

from mainstem.storage.sqlite import statistics

revision = "0001"
down_revision = None

_END = "\n;;\n"


def upgrade() -> None:
    """Create every table, index and trigger, and the clock's one row."""
    connection = op.get_bind()
    kind = "sqlite" if connection.dialect.name == "sqlite" else "postgres"
    script = Path(__file__).with_name(f"0001_{kind}.sql").read_text("utf-8").partition("\n\n")[2]
    for statement in script.split(_END):
        if statement.strip():
            connection.exec_driver_sql(statement.replace("%", "%%") if kind == "postgres" else statement)
    if kind == "sqlite":
        statistics.assume(connection)  # advice for the planner, no part of the shape
    connection.exec_driver_sql("INSERT INTO clock (id, last_entry_id, last_serial) VALUES (1, 0, 0)")
