"""Where answers are kept: `Store`, in SQLite or PostgreSQL, with shares and groups."""

from assess.store.codes import code_hash
from assess.store.records import (
    Access,
    Contribution,
    Group,
    Levels,
    Purpose,
    Release,
    Share,
    Stored,
)
from assess.store.store import Store, open_store

__all__ = [
    "Access",
    "Contribution",
    "Group",
    "Levels",
    "Purpose",
    "Release",
    "Share",
    "Store",
    "Stored",
    "code_hash",
    "open_store",
]
