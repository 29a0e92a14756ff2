"""Names, doubts, threads and reports beside stories; what a reader's attention is worth.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add tables; entries that were gathered count as read. Corrections became each reader's own."""
    op.add_column(
        "gathering", sa.Column("read_entry_id", sa.BigInteger, nullable=False, server_default=sa.text("0"))
    )
    op.execute("UPDATE gathering SET read_entry_id = last_entry_id")
    op.drop_column("gathering", "last_correction_id")
    _of_entries()
    _of_readers()


def _entry(name: str = "entry_id") -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)


def _user(*, is_key: bool = True) -> sa.Column[int]:
    return sa.Column(
        "user_id",
        sa.Integer,
        sa.ForeignKey("users.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _of_entries() -> None:
    number = sa.Column("number", sa.Integer, primary_key=True)
    op.create_table(
        "event_reports", _entry(), number, _entry("report_id"), _text("sentence"), sqlite_with_rowid=False
    )
    op.create_index("ix_event_reports_report_id", "event_reports", ["report_id"])
    name = sa.Column("name", sa.Text, primary_key=True)
    op.create_table("entry_names", _entry(), name, _text("kind"), sqlite_with_rowid=False)
    op.create_index("ix_entry_names_name", "entry_names", ["name", "entry_id"])
    number = sa.Column("number", sa.Integer, primary_key=True)
    op.create_table("entry_doubts", _entry(), number, _text("doubt"), sqlite_with_rowid=False)
    op.create_table(
        "story_threads",
        sa.Column("story_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("thread_id", sa.Integer, nullable=False),
    )
    op.create_index("ix_story_threads_thread_id", "story_threads", ["thread_id"])


def _of_readers() -> None:
    op.create_table(
        "secret_addresses",
        sa.Column("token", sa.Text, primary_key=True),
        _user(is_key=False),
        _text("purpose"),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("user_id", "purpose", name="uq_secret_addresses_user_id_purpose"),
    )
    form = sa.Column("form", sa.Text, primary_key=True)
    op.create_table("reader_aliases", _user(), form, _text("name"), _text("kind"), sqlite_with_rowid=False)
    op.create_table(
        "tastes",
        _user(),
        _text("learnt"),
        sa.Column("last_change_id", sa.Integer, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("tested_from", sa.BigInteger, nullable=False),
        sa.Column("verdict", sa.Text),
    )
    op.create_table(
        "drafts",
        _user(),
        sa.Column("entry_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("is_learnt", sa.Boolean, nullable=False),
        sa.Column("is_opened", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rewrites",
        _user(),
        sa.Column("prompt_hash", sa.Text, primary_key=True),
        _text("model"),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        _text("sentences"),
        sqlite_with_rowid=False,
    )
    _briefings()


def _briefings() -> None:
    texts = ("endpoint_url", "endpoint_model", "endpoint_key")
    op.create_table(
        "briefings",
        _user(),
        sa.Column("visited_at", sa.BigInteger),
        sa.Column("mail_days", sa.Text, nullable=False, server_default=""),
        sa.Column("mail_hour", sa.Integer, nullable=False, server_default=sa.text("7")),
        sa.Column("mail_address", sa.Text, nullable=False, server_default=""),
        sa.Column("confirmed_address", sa.Text, nullable=False, server_default=""),
        sa.Column("mailed_at", sa.BigInteger),
        sa.Column("mail_trouble", sa.Text, nullable=False, server_default=""),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in texts),
    )
