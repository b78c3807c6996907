"""Answers, and in rows of their own plans, progress and earlier states.

A document is split into these items and the rest, which is one text; whoever reads it gets it
whole.

Whoever holds a code may read and change what it opens. Only a hash of it is ever kept, also of a
code whose answers were erased: an open page learns from it that they aren't merely missing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from assess.clock import now
from assess.errors import StaleWriteError, StoreError
from assess.store.database import Database, Row, Work
from assess.store.records import Stored

SECTIONS: Mapping[str, type] = {"progress": dict, "history": list, "plans": list}
"""The keys of a document whose items have rows, and their form; the rest keeps its size."""

Items = Mapping[str, Sequence[Any]]
"""Section → its items in order; one of progress is the pair (activity id, how far it got)."""


def split(document: Mapping[str, Any]) -> tuple[dict[str, Any], Items]:
    """Take the items out of a document; a section that has not its form stays in the rest."""
    rest: dict[str, Any] = {}
    items: dict[str, Any] = {}
    for key, value in document.items():
        if value and isinstance(value, SECTIONS.get(key, ())):
            items[key] = list(value.items()) if isinstance(value, dict) else value
        else:
            rest[key] = value
    return rest, items


def joined(text: str, rows: Iterable[Row]) -> dict[str, Any]:
    """Put a document together again; ValueError where a text of it isn't what `split` gave."""
    document, items = json.loads(text), [(row["section"], json.loads(row["body"])) for row in rows]
    try:
        for section, item in items:
            if section == "progress":
                key, value = item
                document.setdefault(section, {})[key] = value
            else:
                document.setdefault(section, []).append(item)
        return dict(document)
    except (AttributeError, TypeError):
        raise ValueError("the items don't fit the document") from None


def rows_of(work: Work, assessment_id: str | None = None) -> dict[str, list[Row]]:
    """Assessment → its items as stored, in order; of one assessment or of all."""
    one = "" if assessment_id is None else "WHERE assessment_id = :id "
    rows = work.all(
        f"SELECT assessment_id, section, number, body FROM items {one}"  # noqa: S608
        "ORDER BY assessment_id, section, number",
        **({} if assessment_id is None else {"id": assessment_id}),
    )
    return {key: list(items) for key, items in groupby(rows, itemgetter("assessment_id"))}


def write(work: Work, assessment_id: str, items: Items, sections: Collection[str]) -> None:
    """Bring the stored items of some sections to these: write what is new, erase what is gone."""
    one = "assessment_id = :assessment_id AND section = :section"
    for section in sections:
        of = {"assessment_id": assessment_id, "section": section}
        rows = work.all(f"SELECT number, body FROM items WHERE {one} ORDER BY number", **of)  # noqa: S608
        bodies, same = [as_text(item) for item in items.get(section, ())], 0
        for row in rows:
            if same < len(bodies) and row["body"] == bodies[same]:
                same += 1
            else:
                gone = {**of, "number": row["number"]}
                work.change(f"DELETE FROM items WHERE {one} AND number = :number", **gone)  # noqa: S608
        following = enumerate(bodies[same:], start=rows[-1]["number"] + 1 if rows else 1)
        work.insert(
            "items", *({**of, "number": number, "body": body} for number, body in following)
        )


def as_text(value: object) -> str:
    """JSON that both databases can keep."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as a hostile browser sends it
        text = json.dumps(value)
    return text


CODE = re.compile(r"[A-Za-z0-9_-]{22,128}")
"""A code is at least 22 characters of base64url: 128 random bits."""

REMEMBERED = timedelta(days=400)
"""How long an erasure is known: hardly a page stays open that long."""

STALE = (
    "Your last change was not kept: these answers were changed in another tab or window. "
    "Show the newer answers and make the change again."
)
GONE = "Those answers are no longer kept here. Start new, or continue from a file."

SELECT = "SELECT id, revision, updated, document FROM assessments"
UPDATED = "updated = CASE WHEN updated > :moment THEN updated ELSE :moment END"
"""A row's `updated` in an UPDATE: it doesn't go back where this computer's clock does."""


def code_hash(code: str) -> str:
    """Return what is kept of a code; StoreError where it has not the form of one."""
    if not CODE.fullmatch(code):
        raise StoreError("That code is not one of ours: it has at least 22 letters and digits.")
    # no slow hash: nobody guesses 128 random bits
    return hashlib.sha256(code.encode()).hexdigest()


class Part:
    """What each part of a store has: the database, and the way from a code to its assessment."""

    def __init__(self, database: Database) -> None:
        self.database = database
        """The database under it."""

    @contextmanager
    def _of(
        self, code: str, *, writing: bool = False, snapshot: bool = False
    ) -> Iterator[tuple[Work, str]]:
        """A transaction, and the id of the assessment under a code; StoreError where it's none."""
        key, database = code_hash(code), self.database
        with database.writing() if writing else database.reading(snapshot=snapshot) as work:
            yield work, id_of(work, key)


class Answers(Part):
    """The assessments of a store. Every method may raise StoreError (a sentence)."""

    def load(self, code: str) -> Stored | None:
        """Return what is stored under a code, or None."""
        key = code_hash(code)
        with self.database.reading(snapshot=True) as work:
            found = find_id(work, key)
            return None if found is None else by_id(work, found)

    def save(
        self,
        code: str,
        document: Mapping[str, Any],
        *,
        expected: int,
        known: Mapping[str, Any] | None = None,
    ) -> int:
        """Keep a document whose last known revision is `expected` (0: a new one).

        `known`: the document of that revision, where it is at hand. Its plans, progress and
        earlier states are then only looked at where they are others in `document`.

        Returns the new revision: from then on it survives a crash. Raises StaleWriteError, and
        changes nothing, where another revision is stored, or none any more. Repeating a save whose
        answer was lost returns its revision.
        """
        key, moment = code_hash(code), now()
        document = {**document, "revision": expected + 1}
        rest, items = split(document)
        text = as_text(rest)
        changed = [
            section
            for section in SECTIONS
            if known is None or known.get(section) != document.get(section)
        ]
        with self.database.writing() as work:
            found = find_id(work, key)
            if found is None and expected == 0:
                found = str(document["id"])
                _insert(work, found, key, text, moment)
                changed = list(SECTIONS)
            elif found is None or not work.change(
                f"UPDATE assessments SET revision = :next, document = :text, {UPDATED} "  # noqa: S608
                "WHERE id = :id AND revision = :expected",
                next=expected + 1,
                text=text,
                moment=moment,
                id=found,
                expected=expected,
            ):
                # the answer to a save may get lost on its way; asking again is no conflict
                stored = by_id(work, found) if found else None
                if stored is None or stored.document != document:
                    raise StaleWriteError(STALE)
                return expected + 1
            write(work, found, items, changed)
        return expected + 1

    def erased(self, code: str) -> bool:
        """Whether the answers under a code were erased on somebody's word, not merely lost."""
        if not CODE.fullmatch(code):
            return False
        sql, key = "SELECT day FROM erased WHERE code_hash = :key", code_hash(code)
        with self.database.reading() as work:
            return work.one(sql, key=key) is not None

    def forget(self, code: str) -> bool:
        """Erase what is stored under a code and belongs to it; whether there was any."""
        key = code_hash(code)
        with self.database.writing() as work:
            found = find_id(work, key)
            return found is not None and _delete(work, found)

    def list(self, *, since: str = "") -> tuple[Stored, ...]:
        """Return everything stored, oldest change first; `since`: changed from that moment on."""
        with self.database.reading(snapshot=True) as work:
            sql = f"{SELECT} WHERE updated >= :since ORDER BY updated, id"
            rows = work.all(sql, since=since)
            items = rows_of(work)
        return tuple(_stored(row, items.get(row["id"], [])) for row in rows)

    def get(self, assessment_id: str) -> Stored | None:
        """Return one assessment by its id, for the person at the command line."""
        with self.database.reading(snapshot=True) as work:
            return by_id(work, assessment_id)

    def erase(self, assessment_id: str) -> bool:
        """Erase one assessment by its id and what belongs to it; whether there was one."""
        with self.database.writing() as work:
            return _delete(work, assessment_id)

    def add_key(self, code: str, new_code: str) -> None:
        """Let a second code find the same assessment; StoreError where that code is taken."""
        new_key = code_hash(new_code)
        with self._of(code, writing=True) as (work, found):
            add_key(work, found, new_key)


def by_id(work: Work, assessment_id: str) -> Stored | None:
    """Read one assessment; of one moment only in a snapshot or where its row is locked."""
    row = work.one(f"{SELECT} WHERE id = :id", id=assessment_id)
    if row is None:
        return None
    return _stored(row, rows_of(work, assessment_id).get(assessment_id, []))


def id_of(work: Work, key: str) -> str:
    """Return the id of the assessment under the hash of a code; StoreError where there is none."""
    found = find_id(work, key)
    if found is None:
        raise StoreError(GONE)
    return found


def add_key(work: Work, assessment_id: str, new_key: str) -> None:
    """Add the hash of another code to an assessment; the same code twice is one key."""
    other = find_id(work, new_key)
    if other is not None and other != assessment_id:
        raise StoreError("This browser's key already belongs to other answers. Reload the page.")
    if other is None:
        row = {"code_hash": new_key, "assessment_id": assessment_id, "added": now()}
        work.insert("keys", row)


def forget_old_erasures(work: Work) -> None:
    """Forget which codes' answers were erased longer ago than `REMEMBERED`."""
    first = (date.fromisoformat(now()[:10]) - REMEMBERED).isoformat()
    work.change("DELETE FROM erased WHERE day < :first", first=first)


def restore_erasures(work: Work, before: Sequence[Row]) -> None:
    """After a restore: what was erased before it still counts, but for what is stored again."""
    for row in before:
        work.change(
            "INSERT INTO erased (code_hash, day) VALUES (:code_hash, :day) "
            "ON CONFLICT (code_hash) DO NOTHING",
            **row,
        )
    work.change("DELETE FROM erased WHERE code_hash IN (SELECT code_hash FROM keys)")


def find_id(work: Work, key: str) -> str | None:
    """Return the id of the assessment under the hash of a code, or None."""
    found: str | None = work.value("SELECT assessment_id FROM keys WHERE code_hash = :key", key=key)
    return found


def _insert(work: Work, assessment_id: str, key: str, text: str, moment: str) -> None:
    from sqlalchemy.exc import IntegrityError

    forget_old_erasures(work)
    work.change("DELETE FROM erased WHERE code_hash = :key", key=key)
    try:
        row = {"id": assessment_id, "revision": 1, "document": text}
        work.insert("assessments", {**row, "created": moment, "updated": moment})
        add_key(work, assessment_id, key)
    except IntegrityError:
        # two tabs began at the same moment, or a file's id came back under another code
        raise StaleWriteError(STALE) from None


def _delete(work: Work, assessment_id: str) -> bool:
    forget_old_erasures(work)
    work.change(
        "INSERT INTO erased (code_hash, day) SELECT code_hash, :day FROM keys "
        "WHERE assessment_id = :id ON CONFLICT (code_hash) DO UPDATE SET day = excluded.day",
        day=now()[:10],
        id=assessment_id,
    )
    # what belongs to it goes by the foreign keys
    return work.erase("DELETE FROM assessments WHERE id = :id", id=assessment_id)


def _stored(row: Row, items: Sequence[Row]) -> Stored:
    return Stored(row["id"], row["revision"], row["updated"], joined(row["document"], items))
