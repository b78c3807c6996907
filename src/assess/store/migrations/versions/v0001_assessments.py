"""Version 1, of release 0.1.0: one row an assessment, found by the hash of its secret code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("code_hash", sa.Text, nullable=False, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.CheckConstraint("revision > 0", name="revision_counts"),
        sqlite_strict=True,
    )
