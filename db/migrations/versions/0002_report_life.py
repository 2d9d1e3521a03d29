"""Life of a report: its milestones (점검완료, 마감, 정정), notes at cells and rows, and notes in the log of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PLACE = ("table_uid", "row_uid", "column_key")
_ACTIONS = "'made', 'typed', 'pasted', 'imported', 'merged', 'restored', 'undone', 'redone'"
_CHANGE_TEXTS = ("at", "who", "action", "label", "why", "kind", *_PLACE)
_CHANGE_COLUMNS = ", ".join(("id", "step", "report_id", *_CHANGE_TEXTS, "old", "new"))


def upgrade() -> None:
    """Add the tables, and let the log hold changes of notes."""
    _make_milestone()
    _make_note()
    _widen_change()


def _make_milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        *(_text(name) for name in ("at", "who", "status", "why", "digest", "code", *_PLACE)),
        sa.CheckConstraint("status IN ('draft', 'checked', 'closed', 'corrected')", name=op.f("ck_milestone_status")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_milestone_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_milestone_report_id"), "milestone", ["report_id"])


def _make_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in (*_PLACE, "text", "source")),
        sa.Column("is_question", sa.Integer(), nullable=False),
        *(_text(name) for name in ("at", "who", "files")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_note_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("report_id", *_PLACE, name=op.f("uq_note_report_id_table_uid_row_uid_column_key")),
        sqlite_strict=True,
    )


def _widen_change() -> None:
    """SQLite cannot change a CHECK, so the log is copied into a new table."""
    op.drop_index(op.f("ix_change_table_uid_row_uid_column_key"), "change")
    op.drop_index(op.f("ix_change_report_id_step"), "change")
    op.rename_table("change", "change_before_0002")
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in _CHANGE_TEXTS),
        _text("old", nullable=True),
        _text("new", nullable=True),
        sa.CheckConstraint(f"action IN ({_ACTIONS})", name=op.f("ck_change_action")),
        sa.CheckConstraint("kind IN ('cell', 'row', 'table', 'definition', 'note')", name=op.f("ck_change_kind")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_change_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO change ({_CHANGE_COLUMNS}) SELECT {_CHANGE_COLUMNS} FROM change_before_0002")  # noqa: S608 - fixed names
    op.drop_table("change_before_0002")
    op.create_index(op.f("ix_change_table_uid_row_uid_column_key"), "change", _PLACE)
    op.create_index(op.f("ix_change_report_id_step"), "change", ["report_id", "step"])


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)
