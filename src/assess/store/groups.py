"""Groups of a workshop: people add their levels, never notes.

Of a closed group only releases are ever read; in an open one members see each other.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from assess.clock import now
from assess.errors import StoreError
from assess.store.answers import UPDATED, Part, as_text, code_hash, find_id, id_of
from assess.store.database import Row, Work
from assess.store.records import Contribution, Group, Levels, Member, NewGroup, Release, Subjects
from assess.store.shares import clean_name

Compute = Callable[[tuple[Contribution, ...], tuple[Release, ...]], Mapping[str, Any]]
"""Every contribution and the earlier releases → what may be released (JSON-ready).

It may raise an AssessError (a sentence): nothing is released then.
"""

LEVELS_LIMIT = 10_000
"""Competencies in one contribution; no model is near it."""

_GROUP = (
    "SELECT g.id, g.title, g.model_id, g.k, g.created, g.open, g.role, "
    "(SELECT count(*) FROM contributions c WHERE c.group_id = g.id AND c.levels IS NOT NULL) "
    "AS members FROM groups g"
)
_NO_GROUP = {
    "join_hash": "No group has that code. Check it with the person who gave it to you.",
    "owner_hash": "No group has that owner's code: check it.",
}


class Groups(Part):
    """The groups of a store. Every method may raise StoreError (a sentence)."""

    def add(self, new: NewGroup) -> str:
        """Make a group; its id."""
        joins, owns = code_hash(new.join_code), code_hash(new.owner_code)
        if new.k < 1:
            raise StoreError("A group shows nothing of fewer than a number of people: at least 1.")
        if joins == owns:
            raise StoreError("The code to join a group can't be its owner's too: make another.")
        group = {
            "id": secrets.token_hex(16),
            "title": new.title,
            "model_id": new.model_id,
            "k": new.k,
            "join_hash": joins,
            "owner_hash": owns,
            "created": now(),
            "open": int(new.open),
            "role": new.role,
        }
        with self.database.writing() as work:
            work.insert("groups", group)
        return str(group["id"])

    def of_owner(self, owner_code: str) -> Group | None:
        """Return the group of an owner's code, or None."""
        return self._group("owner_hash", owner_code)

    def to_join(self, join_code: str) -> Group | None:
        """Return the group that a code to join belongs to, or None."""
        return self._group("join_hash", join_code)

    def join(
        self,
        join_code: str,
        code: str,
        levels: Levels,
        *,
        name: str = "",
        subjects: Subjects = (),
    ) -> None:
        """Add a person's levels, in place of those added before.

        `name`, `subjects`: what the others of an open group see beside them; a closed group keeps
        neither. StoreError where there is no such group or nothing is kept under `code` yet, where
        `levels` holds anything but levels and "na", or the name is missing or somebody else's.
        """
        joins, key, body = code_hash(join_code), code_hash(code), _levels(levels)
        with self.database.writing() as work:
            joined, person = _found(work, "join_hash", joins, lock=True), id_of(work, key)
            group = joined["id"]
            called = _free_name(work, group, person, name) if joined["open"] else None
            focus = _subjects(subjects) if joined["open"] else None
            before = _contribution(work, group, person)
            said = {"levels": body, "name": called, "subjects": focus}
            whose = {"group_id": group, "assessment_id": person}
            if before is None:
                new = {**whose, **said, "changed": 1, "released": 0, "updated": now()}
                work.insert("contributions", new)
            elif any(before[column] != value for column, value in said.items()):
                work.change(
                    "UPDATE contributions SET levels = :levels, name = :name, "  # noqa: S608
                    f"subjects = :subjects, changed = 1, {UPDATED} "
                    "WHERE group_id = :group_id AND assessment_id = :assessment_id",
                    moment=now(),
                    **whose,
                    **said,
                )

    def team(self, join_code: str, code: str) -> tuple[Member, ...]:
        """Return everybody in an open group, by name, to one of them.

        StoreError where the group is closed, or `code` is nobody's in it.
        """
        joins, key = code_hash(join_code), code_hash(code)
        with self.database.reading() as work:
            joined, person = _found(work, "join_hash", joins), find_id(work, key)
            if not joined["open"]:
                raise StoreError("In this group nobody sees what others answered.")
            rows = work.all(
                "SELECT assessment_id, name, levels, subjects FROM contributions "
                "WHERE group_id = :group AND levels IS NOT NULL",
                group=joined["id"],
            )
        if person not in {row["assessment_id"] for row in rows}:
            raise StoreError("Only people in this group see each other. Join it first.")
        found = [
            Member(
                row["name"] or "",
                json.loads(row["levels"]),
                json.loads(row["subjects"] or "[]"),
                row["assessment_id"] == person,
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda member: (member.name.casefold(), member.name)))

    def withdraw(self, join_code: str, code: str) -> bool:
        """Take a person's levels out of a group; whether there were any.

        That somebody left is noted until the next release, if the last one counted them; of an
        open group nothing of them stays.
        """
        joins, key = code_hash(join_code), code_hash(code)
        with self.database.writing() as work:
            group, person = _found(work, "join_hash", joins)["id"], id_of(work, key)
            before = _contribution(work, group, person)
            if before is None or before["levels"] is None:
                return False
            sql = (
                "UPDATE contributions SET levels = NULL, changed = 1"
                if before["released"]
                else "DELETE FROM contributions"
            )
            whose = "group_id = :group AND assessment_id = :person"
            return work.erase(f"{sql} WHERE {whose}", group=group, person=person)

    def contribution(self, join_code: str, code: str) -> Levels | None:
        """Return what a person has added to a group, or None."""
        joins, key = code_hash(join_code), code_hash(code)
        with self.database.reading() as work:
            group = _found(work, "join_hash", joins)["id"]
            row = _contribution(work, group, id_of(work, key))
        return None if row is None or row["levels"] is None else json.loads(row["levels"])

    def release(self, owner_code: str, compute: Compute) -> Release:
        """Compute and keep the next release of a group; nothing else of it is ever read.

        What `compute` raises passes through, and nothing is kept.
        """
        owns = code_hash(owner_code)
        with self.database.writing() as work:
            owned = _found(work, "owner_hash", owns, lock=True)
            if owned["open"]:
                raise StoreError(
                    "This group is open: its members see each other, and nothing is released."
                )
            group = owned["id"]
            earlier = _releases(work, group)
            # in no order that tells who came when
            rows = work.all(
                "SELECT levels, changed FROM contributions WHERE group_id = :group "
                "ORDER BY levels, changed",
                group=group,
            )
            contributions = tuple(
                Contribution(
                    json.loads(row["levels"] or "{}"), bool(row["changed"]), row["levels"] is None
                )
                for row in rows
            )
            document = as_text(dict(compute(contributions, earlier)))
            release = {"number": len(earlier) + 1, "created": now(), "document": document}
            work.insert("releases", {"group_id": group, **release})
            work.change(
                "DELETE FROM contributions WHERE group_id = :group AND levels IS NULL", group=group
            )
            work.change(
                "UPDATE contributions SET changed = 0, released = 1 WHERE group_id = :group",
                group=group,
            )
        return _release(release)

    def releases(self, owner_code: str) -> tuple[Release, ...]:
        """Return every release of a group, oldest first."""
        owns = code_hash(owner_code)
        with self.database.reading() as work:
            return _releases(work, _found(work, "owner_hash", owns)["id"])

    def forget(self, owner_code: str) -> bool:
        """Erase a group with all that was added and released; whether there was one."""
        owns = code_hash(owner_code)
        with self.database.writing() as work:
            return work.erase("DELETE FROM groups WHERE owner_hash = :owns", owns=owns)

    def _group(self, column: str, code: str) -> Group | None:
        hashed = code_hash(code)
        with self.database.reading() as work:
            row = work.one(f"{_GROUP} WHERE g.{column} = :code", code=hashed)
        return None if row is None else Group(**{**row, "open": bool(row["open"])})


def _found(work: Work, column: str, hashed: str, *, lock: bool = False) -> Row:
    # unlocked, two people could both take one name, and two releases both be the next one
    update = work.for_update if lock else ""
    row = work.one(f"SELECT id, open FROM groups WHERE {column} = :hash{update}", hash=hashed)  # noqa: S608
    if row is None:
        raise StoreError(_NO_GROUP[column])
    return row


def _contribution(work: Work, group: str, person: str) -> Row | None:
    return work.one(
        "SELECT levels, changed, released, name, subjects FROM contributions "
        "WHERE group_id = :group AND assessment_id = :person",
        group=group,
        person=person,
    )


def _releases(work: Work, group: str) -> tuple[Release, ...]:
    rows = work.all(
        "SELECT number, created, document FROM releases WHERE group_id = :group ORDER BY number",
        group=group,
    )
    return tuple(map(_release, rows))


def _release(row: Row) -> Release:
    return Release(row["number"], row["created"], json.loads(row["document"]))


def _free_name(work: Work, group: str, person: str, name: str) -> str:
    called = clean_name(name)
    if not called:
        raise StoreError("Choose the name that the others will see.")
    taken = work.all(
        "SELECT name FROM contributions WHERE group_id = :group AND assessment_id <> :person",
        group=group,
        person=person,
    )
    if called.casefold() in {(row["name"] or "").casefold() for row in taken}:
        raise StoreError("Someone in this group has that name already. Choose another one.")
    return called


def _subjects(subjects: Subjects) -> str:
    quarters = [list(quarter) for quarter in subjects]
    if sum(map(len, quarters)) > LEVELS_LIMIT or not all(
        isinstance(key, str) for quarter in quarters for key in quarter
    ):
        raise StoreError("Only subjects of a plan can be added to a group.")
    return json.dumps(quarters)


def _levels(levels: Levels) -> str:
    if len(levels) > LEVELS_LIMIT or not all(
        isinstance(key, str)
        and (level == "na" or (isinstance(level, int) and not isinstance(level, bool)))
        for key, level in levels.items()
    ):
        raise StoreError("Only levels can be added to a group.")
    return json.dumps(dict(sorted(levels.items())))
