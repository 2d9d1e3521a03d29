"""The words of an office: how a word is written, its other spellings, and who changed the list when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the list and its log; nothing that is stored changes."""
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("word", "spellings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("word", name=op.f("uq_term_word")),
        sqlite_strict=True,
    )
    op.create_table(
        "term_change",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("at", "who", "word")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("old", "new")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_change")),
        sqlite_strict=True,
    )
