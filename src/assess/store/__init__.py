"""Where answers are kept: `Store`, in SQLite or PostgreSQL: answers, shares, groups, feedback."""

from __future__ import annotations

from pathlib import Path

from assess.store.answers import Answers, code_hash
from assess.store.database import Database, address, file_address
from assess.store.feedback import Feedback
from assess.store.groups import Groups
from assess.store.maintenance.backup import Backups
from assess.store.maintenance.retention import Retention
from assess.store.records import (
    Contribution,
    FeedbackRequest,
    Group,
    Levels,
    NewGroup,
    Release,
    Stored,
    Subjects,
)
from assess.store.shares import Shares


class Store(Backups, Retention):
    """A database at an address or in a file; it is opened, and made, on the first use.

    `answers`: the assessments. `shares`: the secrets that people gave away. `groups`: workshops.
    `feedback`: what others say about people's skills. Every method, also of those four, raises
    StoreError (a sentence) where the place can't be used: a directory that can't be written, a
    full disk, a file of another program or of a newer version, a server that can't be reached,
    another writer for more than ten seconds.
    """

    def __init__(self, where: str | Path) -> None:
        found = address(where) if isinstance(where, str) else file_address(where)
        self.place = found.place
        """Where answers are kept, in words that hold no password."""
        super().__init__(Database(found))
        self.answers = Answers(self.database)
        self.shares = Shares(self.database)
        self.groups = Groups(self.database)
        self.feedback = Feedback(self.database)

    @property
    def path(self) -> Path:
        """Return the SQLite file; a ValueError for PostgreSQL."""
        path = self.database.address.path
        if path is None:
            raise ValueError("a PostgreSQL database has no file")
        return path

    def prepare(self) -> None:
        """Import, open and migrate ahead of the first question; safe in a thread of its own.

        Called again, it makes a file anew that has disappeared (see MissingError).
        """
        self.database.prepare()


def open_store(url: str) -> Store:
    """Return the store at `sqlite:///FILE` or `postgresql://NAME:PASSWORD@HOST/DATABASE`."""
    return Store(url)


__all__ = [
    "Contribution",
    "FeedbackRequest",
    "Group",
    "Levels",
    "NewGroup",
    "Release",
    "Store",
    "Stored",
    "Subjects",
    "code_hash",
    "open_store",
]
