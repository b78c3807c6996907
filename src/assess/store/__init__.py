"""Where answers are kept: `Store`, in SQLite or PostgreSQL, with its answers, shares and groups."""

from assess.store.answers import code_hash
from assess.store.records import (
    Access,
    Contribution,
    Group,
    Levels,
    Member,
    NewGroup,
    Purpose,
    Release,
    Share,
    Stored,
    Subjects,
)
from assess.store.store import Store, open_store

__all__ = [
    "Access",
    "Contribution",
    "Group",
    "Levels",
    "Member",
    "NewGroup",
    "Purpose",
    "Release",
    "Share",
    "Store",
    "Stored",
    "Subjects",
    "code_hash",
    "open_store",
]
