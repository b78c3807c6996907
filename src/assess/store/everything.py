"""All that is stored about one person, as plain data: no hash, and nothing of anybody else."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from assess.store.assessments import BY_CODE
from assess.store.codes import code_hash
from assess.store.database import Database
from assess.store.sharing import accesses_of, shares_of

_ROW = "SELECT id, revision, created, updated, document FROM assessments WHERE id = :id"


def everything_of(
    database: Database, *, code: str | None = None, assessment_id: str = ""
) -> dict[str, Any]:
    """{"assessment", "keys", "shares", "accesses", "groups"}, or {} where nothing is stored."""
    key = None if code is None else code_hash(code)
    with database.reading(snapshot=True) as work:
        if key is not None:
            found = work.one(BY_CODE, code=key)
            assessment_id = found["id"] if found else ""
        row = work.one(_ROW, id=assessment_id)
        if row is None:
            return {}
        keys = work.all(
            "SELECT added FROM keys WHERE assessment_id = :id ORDER BY added", id=assessment_id
        )
        groups = work.all(
            "SELECT g.title, g.model_id, c.levels, c.updated FROM contributions c "
            "JOIN groups g ON g.id = c.group_id WHERE c.assessment_id = :id "
            "ORDER BY c.updated, g.id",
            id=assessment_id,
        )
        return {
            "assessment": {**row, "document": json.loads(row["document"])},
            "keys": [item["added"] for item in keys],
            "shares": [asdict(share) for share in shares_of(work, assessment_id)],
            "accesses": [asdict(access) for access in accesses_of(work, assessment_id)],
            "groups": [
                {
                    "title": item["title"],
                    "model": item["model_id"],
                    "levels": None if item["levels"] is None else json.loads(item["levels"]),
                    "updated": item["updated"],
                }
                for item in groups
            ],
        }
