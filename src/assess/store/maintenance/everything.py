"""All that is stored about one person, as plain data: no hash, and nothing of anybody else."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from assess.store.answers import by_id, code_hash, find_id
from assess.store.database import Database
from assess.store.feedback import requests_of
from assess.store.shares import accesses_of, shares_of


def everything_of(
    database: Database, *, code: str | None = None, assessment_id: str = ""
) -> dict[str, Any]:
    """Return {"assessment", "keys", "shares", "accesses", "groups", "feedback"}, {} for nothing."""
    key = None if code is None else code_hash(code)
    with database.reading(snapshot=True) as work:
        if key is not None:
            assessment_id = find_id(work, key) or ""
        stored = by_id(work, assessment_id)
        row = work.one("SELECT created FROM assessments WHERE id = :id", id=assessment_id)
        if stored is None or row is None:
            return {}
        keys = work.all(
            "SELECT added FROM keys WHERE assessment_id = :id ORDER BY added", id=assessment_id
        )
        groups = work.all(
            "SELECT g.title, g.model_id, c.levels, c.updated, c.name, c.subjects "
            "FROM contributions c JOIN groups g ON g.id = c.group_id WHERE c.assessment_id = :id "
            "ORDER BY c.updated, g.id",
            id=assessment_id,
        )
        return {
            "assessment": {
                "id": stored.id,
                "revision": stored.revision,
                "created": row["created"],
                "updated": stored.updated,
                "document": stored.document,
            },
            "keys": [item["added"] for item in keys],
            "shares": [asdict(share) for share in shares_of(work, assessment_id)],
            "accesses": [asdict(access) for access in accesses_of(work, assessment_id)],
            "groups": [
                {
                    "title": item["title"],
                    "model": item["model_id"],
                    "levels": None if item["levels"] is None else json.loads(item["levels"]),
                    "updated": item["updated"],
                    **({"name": item["name"]} if item["name"] else {}),
                    **({"subjects": json.loads(item["subjects"])} if item["subjects"] else {}),
                }
                for item in groups
            ],
            "feedback": [asdict(request) for request in requests_of(work, assessment_id)],
        }
