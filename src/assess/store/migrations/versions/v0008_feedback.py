"""Version 8: what others say about skills, where somebody asked them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "feedback_requests",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column(
            "assessment_id",
            sa.Text,
            sa.ForeignKey("assessments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        # null: it went out as a file
        sa.Column("code_hash", sa.Text, unique=True),
        sa.Column("model_id", sa.Text, nullable=False),
        sa.Column("model_version", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("skills", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        # both null where there is no code
        sa.Column("expires", sa.Text),
        sa.Column("ended", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("requests_of_an_assessment", "feedback_requests", ["assessment_id"])
    op.create_table(
        "feedback_replies",
        sa.Column(
            "request_id",
            sa.Text,
            sa.ForeignKey("feedback_requests.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("id", sa.Text, nullable=False),
        # null: it came as a file
        sa.Column("key_hash", sa.Text, unique=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("request_id", "id"),
        sqlite_strict=True,
    )
