"""First schema: reports, their tables, rows and cells, and the log of all changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_PLACE = ("table_uid", "row_uid", "column_key")


def upgrade() -> None:
    """Make the tables of the first released workspace format."""
    _make_workspace()
    _make_report()
    _make_change()
    _make_explanation()
    _make_origins()


def _make_workspace() -> None:
    op.create_table(
        "workspace",
        _id(),
        _text("program_version"),
        _text("created_at"),
        _text("views_digest"),
        sa.CheckConstraint("id = 1", name=op.f("ck_workspace_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sqlite_strict=True,
    )
    op.create_table(
        "organization",
        _id(),
        _text("name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("name", name=op.f("uq_organization_name")),
        sqlite_strict=True,
    )


def _make_report() -> None:
    op.create_table(
        "report",
        _id(),
        _text("uid"),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        _text("template"),
        sa.Column("template_version", sa.Integer(), nullable=False),
        _text("title"),
        _text("occasion"),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        _text("as_of"),
        _text("reported_on"),
        _text("status"),
        sa.CheckConstraint("status IN ('draft', 'checked', 'closed', 'corrected')", name=op.f("ck_report_status")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_report_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("uid", name=op.f("uq_report_uid")),
        sqlite_strict=True,
    )
    op.create_table(
        "report_table",
        _id(),
        _text("uid"),
        sa.Column("report_id", sa.Integer(), nullable=False),
        _text("code"),
        _text("owner"),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("definition_json"),
        _of_report("report_table"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_table")),
        sa.UniqueConstraint("uid", name=op.f("uq_report_table_uid")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_report_table_report_id_code_owner"),
        "report_table",
        ["report_id", "code", "owner"],
        unique=True,
        sqlite_where=sa.text("definition_json = ''"),
    )
    op.create_table(
        "table_row",
        _id(),
        sa.Column("table_id", sa.Integer(), nullable=False),
        _text("uid"),
        sa.Column("position", sa.Integer(), nullable=True),
        _text("parent"),
        _text("carried_from", nullable=True),
        sa.ForeignKeyConstraint(["table_id"], ["report_table.id"], name=op.f("fk_table_row_table_id_report_table")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_row")),
        sa.UniqueConstraint("table_id", "uid", name=op.f("uq_table_row_table_id_uid")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_table_row_table_id_position"), "table_row", ["table_id", "position"])
    op.create_table(
        "cell",
        sa.Column("row_id", sa.Integer(), nullable=False),
        _text("column_key"),
        _text("state"),
        _text("text"),
        _text("mark"),
        sa.CheckConstraint(
            "state IN ('value', 'none', 'not_applicable', 'not_yet', 'invalid')", name=op.f("ck_cell_state")
        ),
        sa.ForeignKeyConstraint(["row_id"], ["table_row.id"], name=op.f("fk_cell_row_id_table_row")),
        sa.PrimaryKeyConstraint("row_id", "column_key", name=op.f("pk_cell")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_change() -> None:
    op.create_table(
        "change",
        _id(),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in ("at", "who", "action", "label", "why", "kind", *_PLACE)),
        _text("old", nullable=True),
        _text("new", nullable=True),
        sa.CheckConstraint(
            "action IN ('made', 'typed', 'pasted', 'imported', 'merged', 'restored', 'undone', 'redone')",
            name=op.f("ck_change_action"),
        ),
        sa.CheckConstraint("kind IN ('cell', 'row', 'table', 'definition')", name=op.f("ck_change_kind")),
        _of_report("change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_change_table_uid_row_uid_column_key"), "change", _PLACE)
    op.create_index(op.f("ix_change_report_id_step"), "change", ["report_id", "step"])


def _make_explanation() -> None:
    op.create_table(
        "explanation",
        _id(),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in ("code", *_PLACE, "digest", "text", "at", "who")),
        _of_report("explanation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint(
            "report_id", "code", *_PLACE, name=op.f("uq_explanation_report_id_code_table_uid_row_uid_column_key")
        ),
        sqlite_strict=True,
    )


def _make_origins() -> None:
    op.create_table(
        "submission",
        _id(),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in ("department", "file_name", "sha256", "at", "who")),
        _of_report("submission"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("report_id", "sha256", name=op.f("uq_submission_report_id_sha256")),
        sqlite_strict=True,
    )
    op.create_table(
        "source",
        _id(),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        *(_text(name) for name in (*_PLACE, "sheet", "address", "text")),
        _of_report("source"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_source_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_source_report_id_table_uid_row_uid_column_key"), "source", ["report_id", *_PLACE])
    op.create_table(
        "attachment",
        _id(),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *(_text(name) for name in (*_PLACE, "file_name", "sha256")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *(_text(name) for name in ("at", "who")),
        _of_report("attachment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attachment_report_id_table_uid_row_uid_column_key"), "attachment", ["report_id", *_PLACE])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _of_report(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f(f"fk_{table}_report_id_report"))
