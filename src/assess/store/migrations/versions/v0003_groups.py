"""Version 3: groups of a workshop, the levels that people add to them, what is released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _of_a_group() -> sa.Column[str]:
    return sa.Column(
        "group_id", sa.Text, sa.ForeignKey("groups.id", ondelete="CASCADE"), nullable=False
    )


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "groups",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("model_id", sa.Text, nullable=False),
        sa.Column("k", sa.Integer, nullable=False),
        sa.Column("join_hash", sa.Text, nullable=False, unique=True),
        sa.Column("owner_hash", sa.Text, nullable=False, unique=True),
        sa.Column("created", sa.Text, nullable=False),
        sa.CheckConstraint("k > 0", name="k_counts"),
        sqlite_strict=True,
    )
    op.create_table(
        "contributions",
        _of_a_group(),
        sa.Column(
            "assessment_id",
            sa.Text,
            sa.ForeignKey("assessments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        # null: withdrawn since the last release
        sa.Column("levels", sa.Text),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("released", sa.Integer, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "assessment_id"),
        sqlite_strict=True,
    )
    op.create_index("contributions_of_an_assessment", "contributions", ["assessment_id"])
    op.create_table(
        "releases",
        _of_a_group(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "number"),
        sqlite_strict=True,
    )
