"""Version 5: hashes of codes whose answers were erased on somebody's word, and the day of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "erased",
        sa.Column("code_hash", sa.Text, primary_key=True, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sqlite_strict=True,
    )
