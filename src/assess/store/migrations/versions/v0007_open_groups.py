"""Version 7: groups whose members see each other, with the names and subjects they chose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; every group that is there stays closed."""
    op.add_column("groups", sa.Column("open", sa.Integer, nullable=False, server_default="0"))
    # null: the role that the model wants
    op.add_column("groups", sa.Column("role", sa.Text))
    # both null in a closed group
    op.add_column("contributions", sa.Column("name", sa.Text))
    op.add_column("contributions", sa.Column("subjects", sa.Text))
