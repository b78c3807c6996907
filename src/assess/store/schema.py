"""The tables of the newest schema, those that others refer to first; for backup and restore."""

from __future__ import annotations

from collections.abc import Mapping

TABLES: Mapping[str, tuple[str, ...]] = {
    "assessments": ("id", "revision", "document", "created", "updated"),
    "keys": ("code_hash", "assessment_id", "added"),
    "shares": (
        *("id", "assessment_id", "secret_hash", "purpose", "created", "expires", "used", "revoked"),
    ),
    "accesses": ("assessment_id", "number", "share_id", "who", "what", "at"),
    "groups": ("id", "title", "model_id", "k", "join_hash", "owner_hash", "created"),
    "contributions": ("group_id", "assessment_id", "levels", "changed", "released", "updated"),
    "releases": ("group_id", "number", "document", "created"),
    "tries": ("minute", "number"),
    "erased": ("code_hash", "day"),
}
"""Table → its columns."""
