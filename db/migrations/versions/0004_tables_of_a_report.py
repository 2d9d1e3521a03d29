"""The tables of one report are found by an index, so that opening it does not read all other reports of ten years."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the index; nothing that is stored changes."""
    op.create_index(op.f("ix_report_table_report_id_position"), "report_table", ["report_id", "position"])
