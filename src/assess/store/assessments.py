"""Assessments by the codes of their browsers: load, save with a revision, erase."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assess.answers import now
from assess.errors import StaleWriteError, StoreError
from assess.store.codes import CODE, code_hash
from assess.store.database import Database, Row, Work
from assess.store.records import Stored
from assess.store.tombstones import bury, forget_old, is_buried, unearth

STALE = (
    "Your last change was not kept: these answers were changed in another tab or window. "
    "Show the newer answers and make the change again."
)
GONE = "Those answers are no longer kept here. Start new, or continue from a file."

SELECT = "SELECT a.id, a.revision, a.updated, a.document FROM assessments a"
UPDATED = "updated = CASE WHEN updated > :moment THEN updated ELSE :moment END"
"""A row's `updated` in an UPDATE: it doesn't go back where this computer's clock does."""

BY_CODE = f"{SELECT} JOIN keys k ON k.assessment_id = a.id WHERE k.code_hash = :code"


class Assessments:
    """The part of a store that every page uses. Every method may raise StoreError (a sentence)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, code: str) -> Stored | None:
        """What is stored under a code, or None."""
        key = code_hash(code)
        with self._database.reading() as work:
            return found(work, BY_CODE, code=key)

    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int:
        """Keep a document whose last known revision is `expected` (0: a new one).

        Returns the new revision: from then on it survives a crash. Raises StaleWriteError, and
        changes nothing, where another revision is stored, or none any more. Repeating a save whose
        answer was lost returns its revision.
        """
        key, moment = code_hash(code), now()
        body = _text({**document, "revision": expected + 1})
        with self._database.writing() as work:
            stored = found(work, BY_CODE, code=key)
            if stored is None and expected == 0:
                _insert(work, str(document["id"]), key, body, moment)
            elif stored is None or not work.change(
                f"UPDATE assessments SET revision = :next, document = :body, {UPDATED} "  # noqa: S608
                "WHERE id = :id AND revision = :expected",
                next=expected + 1,
                body=body,
                moment=moment,
                id=stored.id,
                expected=expected,
            ):
                _refuse_unless_repeated(work, key, body)
        return expected + 1

    def erased(self, code: str) -> bool:
        """Whether the answers under a code were erased on somebody's word, not merely lost."""
        if not CODE.fullmatch(code):
            return False
        key = code_hash(code)
        with self._database.reading() as work:
            return is_buried(work, key)

    def forget(self, code: str) -> bool:
        """Erase what is stored under a code, all that hangs on it too; whether there was any."""
        key = code_hash(code)
        with self._database.writing() as work:
            stored = found(work, BY_CODE, code=key)
            deleted = bool(stored) and _delete(work, stored.id if stored else "")
        if deleted:
            self._database.erased()
        return deleted

    def list(self) -> tuple[Stored, ...]:
        """Everything stored, oldest change first."""
        with self._database.reading() as work:
            rows = work.all(f"{SELECT} ORDER BY a.updated, a.id")
        return tuple(_stored(row) for row in rows)

    def get(self, assessment_id: str) -> Stored | None:
        """One assessment by its id, for the person at the command line."""
        with self._database.reading() as work:
            return found(work, f"{SELECT} WHERE a.id = :id", id=assessment_id)

    def erase(self, assessment_id: str) -> bool:
        """Erase one assessment by its id, all that hangs on it too; whether there was one."""
        with self._database.writing() as work:
            deleted = _delete(work, assessment_id)
        if deleted:
            self._database.erased()
        return deleted

    def add_key(self, code: str, new_code: str) -> None:
        """Let a second code find the same assessment; StoreError where that code is taken."""
        key, new_key = code_hash(code), code_hash(new_code)
        with self._database.writing() as work:
            add_key(work, known(work, key).id, new_key)


def found(work: Work, sql: str, **values: Any) -> Stored | None:
    """The one assessment that a SELECT finds, or None."""
    row = work.one(sql, **values)
    return None if row is None else _stored(row)


def known(work: Work, key: str) -> Stored:
    """The assessment under the hash of a code; StoreError where there is none."""
    stored = found(work, BY_CODE, code=key)
    if stored is None:
        raise StoreError(GONE)
    return stored


def add_key(work: Work, assessment_id: str, new_key: str) -> None:
    """Add the hash of another code to an assessment; the same code twice is one key."""
    other = found(work, BY_CODE, code=new_key)
    if other is not None and other.id != assessment_id:
        raise StoreError("This browser's key already belongs to other answers. Reload the page.")
    if other is None:
        work.change(
            "INSERT INTO keys (code_hash, assessment_id, added) VALUES (:key, :id, :moment)",
            key=new_key,
            id=assessment_id,
            moment=now(),
        )


def _insert(work: Work, assessment_id: str, key: str, body: str, moment: str) -> None:
    from sqlalchemy.exc import IntegrityError

    forget_old(work)
    unearth(work, key)
    try:
        work.change(
            "INSERT INTO assessments (id, revision, document, created, updated) "
            "VALUES (:id, 1, :body, :moment, :moment)",
            id=assessment_id,
            body=body,
            moment=moment,
        )
        add_key(work, assessment_id, key)
    except IntegrityError:
        # two tabs began at the same moment, or a file's id came back under another code
        raise StaleWriteError(STALE) from None


def _refuse_unless_repeated(work: Work, key: str, body: str) -> None:
    """The answer to a save may get lost on its way; asking again must not look like a conflict."""
    row = work.one(BY_CODE, code=key)
    if row is None or row["document"] != body:
        raise StaleWriteError(STALE)


def _delete(work: Work, assessment_id: str) -> bool:
    bury(work, assessment_id)
    # what hangs on it goes by the foreign keys
    return work.change("DELETE FROM assessments WHERE id = :id", id=assessment_id) > 0


def _text(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as a hostile browser sends it
        text = json.dumps(document)
    return text


def _stored(row: Row) -> Stored:
    return Stored(row["id"], row["revision"], row["updated"], json.loads(row["document"]))
