"""Version 4: how many codes were typed in a minute, whoever typed them; nothing about anybody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tries",
        sa.Column("minute", sa.Text, primary_key=True, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
