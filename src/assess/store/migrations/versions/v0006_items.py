"""Version 6: progress, earlier states and kept plans in rows of their own, out of the document."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from assess.store.answers import as_text

revision = "0006"
down_revision = "0005"

FORMS = {"progress": dict, "history": list, "plans": list}


def upgrade() -> None:
    """Make the table, then move the items of each document into it."""
    items = op.create_table(
        "items",
        sa.Column(
            "assessment_id",
            sa.Text,
            sa.ForeignKey("assessments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "section", "number"),
        sa.CheckConstraint("section IN ('progress', 'history', 'plans')", name="section_is_known"),
        sqlite_strict=True,
    )
    connection, read = op.get_bind(), "SELECT document FROM assessments WHERE id = :id"
    for key in connection.scalars(sa.text("SELECT id FROM assessments")).all():
        rest, rows = _split(str(connection.scalar(sa.text(read), {"id": key})))
        if rows:
            connection.execute(items.insert(), [{"assessment_id": key, **row} for row in rows])
            write = sa.text("UPDATE assessments SET document = :rest WHERE id = :id")
            connection.execute(write, {"rest": rest, "id": key})


def _split(text: str) -> tuple[str, list[dict[str, Any]]]:
    try:
        document = json.loads(text)
    except ValueError:
        document = None  # `assess data check` says so
    rows: list[dict[str, Any]] = []
    for section, form in FORMS.items() if isinstance(document, dict) else ():
        value = document.get(section)
        if value and isinstance(value, form):
            del document[section]
            for number, item in enumerate(value.items() if form is dict else value, start=1):
                rows.append({"section": section, "number": number, "body": as_text(item)})
    return as_text(document), rows
