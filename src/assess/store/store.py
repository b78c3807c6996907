"""`Store`: answers, shares and groups, in SQLite or PostgreSQL.

Codes are never stored: whoever holds one can read and change what hangs on it. Documents are the
JSON form of an assessment; what is in them is not this package's business.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assess.store.address import Address, address, file_address
from assess.store.backup import back_up
from assess.store.checking import problems
from assess.store.database import Database
from assess.store.everything import everything_of
from assess.store.groups import Groups
from assess.store.restore import restore
from assess.store.retention import Untouched, erase, untouched


class Store(Groups):
    """Everything kept, at an address or in a file; made on the first use.

    Every method raises StoreError (a sentence) where the place can't be used: a directory that
    can't be written, a full disk, a file of another program or of a newer version, a server that
    can't be reached, another writer for more than five seconds.
    """

    def __init__(self, where: str | Path) -> None:
        found: Address = address(where) if isinstance(where, str) else file_address(where)
        self.place = found.place
        """Where answers are kept, in words that hold no password."""
        super().__init__(Database(found))

    @property
    def database(self) -> Database:
        """The database under it, for backup, restore and checks."""
        return self._database

    @property
    def path(self) -> Path:
        """The SQLite file; a ValueError for PostgreSQL."""
        path = self._database.address.path
        if path is None:
            raise ValueError("a PostgreSQL database has no file")
        return path

    def prepare(self) -> None:
        """Import, open and migrate ahead of the first question; safe in a thread of its own.

        Called again, it makes a file anew that has disappeared (see MissingError).
        """
        self._database.prepare()

    def back_up(self, path: Path) -> int:
        """Write a backup while others work; how many assessments are in it."""
        return back_up(self._database, path)

    def restore(self, path: Path, *, replace: bool = False) -> int:
        """Put a backup in the place of what is stored; how many assessments there are then."""
        count = restore(self._database, path, replace=replace)
        self._database.erased()
        return count

    def untouched(self, months: int) -> Untouched:
        """What nobody has changed for so many months."""
        return untouched(self._database, months)

    def erase_untouched(self, found: Untouched) -> int:
        """Erase what `untouched` found, unless it changed since; how many assessments."""
        return erase(self._database, found)

    def check(self) -> tuple[str, ...]:
        """Sentences about what doesn't hang together; () where all is well."""
        return problems(self._database)

    def everything(self, code: str) -> dict[str, Any]:
        """All that is stored about the person with this code, JSON-ready; {} where nothing is."""
        return everything_of(self._database, code=code)

    def everything_by_id(self, assessment_id: str) -> dict[str, Any]:
        """All that is stored about the person of an assessment, JSON-ready; {} for nothing."""
        return everything_of(self._database, assessment_id=assessment_id)


def open_store(url: str) -> Store:
    """The store at `sqlite:///FILE` or `postgresql://NAME:PASSWORD@HOST/DATABASE`."""
    return Store(url)
