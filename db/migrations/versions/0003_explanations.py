"""Explanations hold for single findings, also several of one rule at one place, and stand in the log of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_PLACE = ("table_uid", "row_uid", "column_key")
_ACTIONS = "'made', 'typed', 'pasted', 'imported', 'merged', 'restored', 'undone', 'redone'"
_KINDS = "'cell', 'row', 'table', 'definition', 'note', 'explanation'"
_CHANGE_TEXTS = ("at", "who", "action", "label", "why", "kind", *_PLACE)
_CHANGE_COLUMNS = ", ".join(("id", "step", "report_id", *_CHANGE_TEXTS, "old", "new"))
_SUBJECT = ("report_id", "code", *_PLACE, "digest")


def upgrade() -> None:
    """Let the figures be part of what an explanation is about, and the log hold explanations."""
    _remake_explanation()
    _widen_change()


def _remake_explanation() -> None:
    """No version before this one wrote an explanation: the table is empty."""
    op.drop_table("explanation")
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in ("code", *_PLACE, "digest", "text", "at", "who")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_explanation_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint(*_SUBJECT, name=op.f("uq_explanation_" + "_".join(_SUBJECT))),
        sqlite_strict=True,
    )


def _widen_change() -> None:
    """SQLite cannot change a CHECK, so the log is copied into a new table."""
    op.drop_index(op.f("ix_change_table_uid_row_uid_column_key"), "change")
    op.drop_index(op.f("ix_change_report_id_step"), "change")
    op.rename_table("change", "change_before_0003")
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in _CHANGE_TEXTS),
        _text("old", nullable=True),
        _text("new", nullable=True),
        sa.CheckConstraint(f"action IN ({_ACTIONS})", name=op.f("ck_change_action")),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_change_kind")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_change_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO change ({_CHANGE_COLUMNS}) SELECT {_CHANGE_COLUMNS} FROM change_before_0003")  # noqa: S608 - fixed names
    op.drop_table("change_before_0003")
    op.create_index(op.f("ix_change_table_uid_row_uid_column_key"), "change", _PLACE)
    op.create_index(op.f("ix_change_report_id_step"), "change", ["report_id", "step"])


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)
