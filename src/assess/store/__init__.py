"""Where answers are kept: `Store`, in SQLite or PostgreSQL: answers, shares, groups, feedback."""

from assess.store.answers import code_hash
from assess.store.records import (
    Access,
    Contribution,
    FeedbackReply,
    FeedbackRequest,
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
    "FeedbackReply",
    "FeedbackRequest",
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
