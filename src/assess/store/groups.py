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
from assess.store.answers import UPDATED, code_hash, find_id, id_of
from assess.store.database import Database, Row, Work
from assess.store.records import Contribution, Group, Levels, Member, NewGroup, Release, Subjects
from assess.store.shares import NAME_LIMIT
from assess.text import shorten

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


class Groups:
    """The groups of a store. Every method may raise StoreError (a sentence)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: NewGroup) -> str:
        """Make a group; its id."""
        joins, owns = code_hash(new.join_code), code_hash(new.owner_code)
        if new.k < 1:
            raise StoreError("A group shows nothing of fewer than a number of people: at least 1.")
        if joins == owns:
            raise StoreError("The code to join a group can't be its owner's too: make another.")
        group_id = secrets.token_hex(16)
        with self._database.writing() as work:
            work.change(
                "INSERT INTO groups "
                "(id, title, model_id, k, join_hash, owner_hash, created, open, role) "
                "VALUES (:id, :title, :model, :k, :joins, :owns, :moment, :open, :role)",
                id=group_id,
                title=new.title,
                model=new.model_id,
                k=new.k,
                joins=joins,
                owns=owns,
                moment=now(),
                open=int(new.open),
                role=new.role,
            )
        return group_id

    def of_owner(self, owner_code: str) -> Group | None:
        """Return the group of an owner's code, or None."""
        return self._group("g.owner_hash", owner_code)

    def to_join(self, join_code: str) -> Group | None:
        """Return the group that a code to join belongs to, or None."""
        return self._group("g.join_hash", join_code)

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
        with self._database.writing() as work:
            joined, person = _joined(work, joins, lock=True), id_of(work, key)
            group = joined["id"]
            called = _free_name(work, group, person, name) if joined["open"] else None
            focus = _subjects(subjects) if joined["open"] else None
            before = _contribution(work, group, person)
            said = {"levels": body, "name": called, "subjects": focus}
            if before is None:
                work.change(
                    "INSERT INTO contributions (group_id, assessment_id, levels, changed, "
                    "released, updated, name, subjects) "
                    "VALUES (:group, :person, :levels, 1, 0, :moment, :name, :subjects)",
                    group=group,
                    person=person,
                    moment=now(),
                    **said,
                )
            elif any(before[column] != value for column, value in said.items()):
                work.change(
                    "UPDATE contributions SET levels = :levels, name = :name, "  # noqa: S608
                    f"subjects = :subjects, changed = 1, {UPDATED} "
                    "WHERE group_id = :group AND assessment_id = :person",
                    moment=now(),
                    group=group,
                    person=person,
                    **said,
                )

    def team(self, join_code: str, code: str) -> tuple[Member, ...]:
        """Return everybody in an open group, by name, to one of them.

        StoreError where the group is closed, or `code` is nobody's in it.
        """
        joins, key = code_hash(join_code), code_hash(code)
        with self._database.reading() as work:
            joined, person = _joined(work, joins), find_id(work, key)
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
                _read(row["levels"]),
                _read(row["subjects"] or "[]"),
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
        with self._database.writing() as work:
            group, person = _joined(work, joins)["id"], id_of(work, key)
            before = _contribution(work, group, person)
            if before is None or before["levels"] is None:
                return False
            sql = (
                "UPDATE contributions SET levels = NULL, changed = 1"
                if before["released"]
                else "DELETE FROM contributions"
            )
            work.change(
                f"{sql} WHERE group_id = :group AND assessment_id = :person",
                group=group,
                person=person,
            )
        self._database.erased()
        return True

    def contribution(self, join_code: str, code: str) -> Levels | None:
        """Return what a person has added to a group, or None."""
        joins, key = code_hash(join_code), code_hash(code)
        with self._database.reading() as work:
            row = _contribution(work, _joined(work, joins)["id"], id_of(work, key))
        return None if row is None or row["levels"] is None else _read(row["levels"])

    def release(self, owner_code: str, compute: Compute) -> Release:
        """Compute and keep the next release of a group; nothing else of it is ever read.

        What `compute` raises passes through, and nothing is kept.
        """
        owns = code_hash(owner_code)
        with self._database.writing() as work:
            owned = _owned(work, owns)
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
                    _read(row["levels"] or "{}"), bool(row["changed"]), row["levels"] is None
                )
                for row in rows
            )
            document = json.dumps(dict(compute(contributions, earlier)), ensure_ascii=False)
            made = Release(len(earlier) + 1, now(), json.loads(document))
            work.change(
                "INSERT INTO releases (group_id, number, document, created) "
                "VALUES (:group, :number, :document, :moment)",
                group=group,
                number=made.number,
                document=document,
                moment=made.created,
            )
            work.change(
                "DELETE FROM contributions WHERE group_id = :group AND levels IS NULL", group=group
            )
            work.change(
                "UPDATE contributions SET changed = 0, released = 1 WHERE group_id = :group",
                group=group,
            )
        return made

    def releases(self, owner_code: str) -> tuple[Release, ...]:
        """Return every release of a group, oldest first."""
        owns = code_hash(owner_code)
        with self._database.reading() as work:
            return _releases(work, _owned(work, owns, lock=False)["id"])

    def forget(self, owner_code: str) -> bool:
        """Erase a group with all that was added and released; whether there was one."""
        owns = code_hash(owner_code)
        with self._database.writing() as work:
            deleted = work.change("DELETE FROM groups WHERE owner_hash = :owns", owns=owns) > 0
        if deleted:
            self._database.erased()
        return deleted

    def _group(self, column: str, code: str) -> Group | None:
        hashed = code_hash(code)
        with self._database.reading() as work:
            row = work.one(f"{_GROUP} WHERE {column} = :code", code=hashed)
        return None if row is None else Group(**{**row, "open": bool(row["open"])})


def _joined(work: Work, joins: str, *, lock: bool = False) -> Row:
    # two people who take one name at once would both have it
    update = work.for_update if lock else ""
    row = work.one(
        f"SELECT id, open FROM groups WHERE join_hash = :joins{update}",  # noqa: S608
        joins=joins,
    )
    if row is None:
        raise StoreError("No group has that code. Check it with the person who gave it to you.")
    return row


def _owned(work: Work, owns: str, *, lock: bool = True) -> Row:
    # two releases at once would both be the next one
    update = work.for_update if lock else ""
    row = work.one(f"SELECT id, open FROM groups WHERE owner_hash = :owns{update}", owns=owns)  # noqa: S608
    if row is None:
        raise StoreError("No group has that owner's code: check it.")
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
    return tuple(Release(row["number"], row["created"], _read(row["document"])) for row in rows)


def _free_name(work: Work, group: str, person: str, name: str) -> str:
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not clean:
        raise StoreError("Choose the name that the others will see.")
    called = shorten(clean, NAME_LIMIT)
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
    for key, level in levels.items():
        known_level = level == "na" or (isinstance(level, int) and not isinstance(level, bool))
        if not isinstance(key, str) or not known_level:
            raise StoreError("Only levels can be added to a group.")
    if len(levels) > LEVELS_LIMIT:
        raise StoreError("Only levels can be added to a group.")
    return json.dumps(dict(sorted(levels.items())))


def _read(text: str) -> Any:
    return json.loads(text)
