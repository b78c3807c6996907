"""Where answers are kept: `Store`, in SQLite or PostgreSQL: answers, shares, groups, feedback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assess.store.answers import Answers, code_hash, find_id
from assess.store.database import Address, Database, address, file_address
from assess.store.feedback import Feedback
from assess.store.groups import Groups
from assess.store.maintenance.backup import back_up, restore
from assess.store.maintenance.retention import Untouched, erase, everything_of, problems, untouched
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
from assess.store.shares import Shares


class Store:
    """A database at an address or in a file; it is opened, and made, on the first use.

    `answers`: the assessments. `shares`: the secrets that people gave away. `groups`: workshops.
    `feedback`: what others say about people's skills. Every method, also of those four, raises
    StoreError (a sentence) where the place can't be used: a directory that can't be written, a
    full disk, a file of another program or of a newer version, a server that can't be reached,
    another writer for more than five seconds.
    """

    def __init__(self, where: str | Path) -> None:
        found: Address = address(where) if isinstance(where, str) else file_address(where)
        self.place = found.place
        """Where answers are kept, in words that hold no password."""
        self.database = Database(found)
        """The database under it, for backup, restore and checks."""
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

    def back_up(self, path: Path) -> int:
        """Write a backup while others work; how many assessments are in it."""
        return back_up(self.database, path)

    def restore(self, path: Path, *, replace: bool = False) -> int:
        """Put a backup in the place of what is stored; how many assessments there are then."""
        return restore(self.database, path, replace=replace)

    def untouched(self, months: int) -> Untouched:
        """Return what nobody has changed for so many months."""
        return untouched(self.database, months)

    def erase_untouched(self, found: Untouched) -> int:
        """Erase what `untouched` found, unless it changed since; how many assessments."""
        return erase(self.database, found)

    def check(self) -> tuple[str, ...]:
        """Return sentences about what isn't whole; () where all is well."""
        return problems(self.database)

    def everything(self, code: str) -> dict[str, Any]:
        """Return all that is stored about whoever has this code, JSON-ready; {} for nothing."""
        key = code_hash(code)
        with self.database.reading(snapshot=True) as work:
            found = find_id(work, key)
            return everything_of(work, found) if found else {}

    def everything_by_id(self, assessment_id: str) -> dict[str, Any]:
        """Return all that is stored about an assessment's person, JSON-ready; {} for nothing."""
        with self.database.reading(snapshot=True) as work:
            return everything_of(work, assessment_id)


def open_store(url: str) -> Store:
    """Return the store at `sqlite:///FILE` or `postgresql://NAME:PASSWORD@HOST/DATABASE`."""
    return Store(url)


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
