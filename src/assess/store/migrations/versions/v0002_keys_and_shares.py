"""Version 2: several keys to one assessment; shares, each use of them noted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _of_an_assessment() -> sa.Column[str]:
    return sa.Column(
        "assessment_id",
        sa.Text,
        sa.ForeignKey("assessments.id", ondelete="CASCADE"),
        nullable=False,
    )


def upgrade() -> None:
    """Move each code into a table of keys, then make the tables of shares."""
    op.create_table(
        "keys",
        sa.Column("code_hash", sa.Text, primary_key=True, nullable=False),
        _of_an_assessment(),
        sa.Column("added", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("keys_of_an_assessment", "keys", ["assessment_id"])
    op.execute(
        "INSERT INTO keys (code_hash, assessment_id, added) "
        "SELECT code_hash, id, created FROM assessments"
    )
    before = sa.Table(
        "assessments",
        sa.MetaData(),
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.CheckConstraint("revision > 0", name="revision_counts"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assessments", copy_from=before) as assessments:
        assessments.drop_column("code_hash")
    op.create_table(
        "shares",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        _of_an_assessment(),
        sa.Column("secret_hash", sa.Text, nullable=False, unique=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
        sa.Column("used", sa.Text),
        sa.Column("revoked", sa.Text),
        sa.CheckConstraint("purpose IN ('continue', 'coach')", name="purpose_is_known"),
        sqlite_strict=True,
    )
    op.create_index("shares_of_an_assessment", "shares", ["assessment_id"])
    op.create_table(
        "accesses",
        _of_an_assessment(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column(
            "share_id", sa.Text, sa.ForeignKey("shares.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "number"),
        sqlite_strict=True,
    )
    op.create_index("accesses_by_share", "accesses", ["share_id"])
