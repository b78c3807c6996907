"""Groups of a workshop: people add their levels, never notes; only releases are ever read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from assess.answers import now
from assess.errors import StoreError
from assess.store.assessments import UPDATED, known
from assess.store.codes import code_hash
from assess.store.database import Row, Work
from assess.store.records import Contribution, Group, Levels, Release
from assess.store.sharing import Sharing

Compute = Callable[[tuple[Contribution, ...], tuple[Release, ...]], Mapping[str, Any]]
"""Every contribution and the earlier releases → what may be released (JSON-ready).

It may raise an AssessError (a sentence): nothing is released then.
"""

LEVELS_LIMIT = 10_000
"""Competencies in one contribution; no model is near it."""

_GROUP = (
    "SELECT g.id, g.title, g.model_id, g.k, g.created, (SELECT count(*) FROM contributions c "
    "WHERE c.group_id = g.id AND c.levels IS NOT NULL) AS members FROM groups g"
)


class Groups(Sharing):
    """The part of a store about groups. Every method may raise StoreError."""

    def new_group(self, title: str, model_id: str, k: int, join_code: str, owner_code: str) -> str:
        """Make a group; its id. People join by `join_code`, `owner_code` releases and reads."""
        joins, owns = code_hash(join_code), code_hash(owner_code)
        if k < 1:
            raise StoreError("A group shows nothing of fewer than a number of people: at least 1.")
        if joins == owns:
            raise StoreError("The code to join a group can't be its owner's too: make another.")
        group_id = secrets.token_hex(16)
        with self._database.writing() as work:
            work.change(
                "INSERT INTO groups (id, title, model_id, k, join_hash, owner_hash, created) "
                "VALUES (:id, :title, :model, :k, :joins, :owns, :moment)",
                id=group_id,
                title=title,
                model=model_id,
                k=k,
                joins=joins,
                owns=owns,
                moment=now(),
            )
        return group_id

    def group(self, owner_code: str) -> Group | None:
        """The group of an owner's code, or None."""
        return self._group("g.owner_hash", owner_code)

    def group_to_join(self, join_code: str) -> Group | None:
        """The group that a code to join belongs to, or None."""
        return self._group("g.join_hash", join_code)

    def join(self, join_code: str, code: str, levels: Levels) -> None:
        """Add a person's levels, in place of those added before.

        StoreError where there is no such group or nothing is kept under `code` yet, or where
        `levels` holds anything but levels and "na".
        """
        joins, key, body = code_hash(join_code), code_hash(code), _levels(levels)
        with self._database.writing() as work:
            group, person = _joined(work, joins)["id"], known(work, key).id
            before = _contribution(work, group, person)
            if before is None:
                work.change(
                    "INSERT INTO contributions "
                    "(group_id, assessment_id, levels, changed, released, updated) "
                    "VALUES (:group, :person, :levels, 1, 0, :moment)",
                    group=group,
                    person=person,
                    levels=body,
                    moment=now(),
                )
            elif before["levels"] != body:
                work.change(
                    f"UPDATE contributions SET levels = :levels, changed = 1, {UPDATED} "  # noqa: S608
                    "WHERE group_id = :group AND assessment_id = :person",
                    levels=body,
                    moment=now(),
                    group=group,
                    person=person,
                )

    def withdraw(self, join_code: str, code: str) -> bool:
        """Take a person's levels out of a group; whether there were any.

        That somebody left is noted until the next release, if the last one counted them.
        """
        joins, key = code_hash(join_code), code_hash(code)
        with self._database.writing() as work:
            group, person = _joined(work, joins)["id"], known(work, key).id
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
        """What a person has added to a group, or None."""
        joins, key = code_hash(join_code), code_hash(code)
        with self._database.reading() as work:
            row = _contribution(work, _joined(work, joins)["id"], known(work, key).id)
        return None if row is None or row["levels"] is None else _read(row["levels"])

    def release(self, owner_code: str, compute: Compute) -> Release:
        """Compute and keep the next release of a group; nothing else of it is ever read.

        What `compute` raises passes through, and nothing is kept.
        """
        owns = code_hash(owner_code)
        with self._database.writing() as work:
            group = _owned(work, owns)["id"]
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
        """Every release of a group, oldest first."""
        owns = code_hash(owner_code)
        with self._database.reading() as work:
            return _releases(work, _owned(work, owns, lock=False)["id"])

    def forget_group(self, owner_code: str) -> bool:
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
        return None if row is None else Group(**row)


def _joined(work: Work, joins: str) -> Row:
    row = work.one("SELECT id FROM groups WHERE join_hash = :joins", joins=joins)
    if row is None:
        raise StoreError("No group has that code. Check it with the person who gave it to you.")
    return row


def _owned(work: Work, owns: str, *, lock: bool = True) -> Row:
    # two releases at once would both be the next one
    update = work.for_update if lock else ""
    row = work.one(f"SELECT id FROM groups WHERE owner_hash = :owns{update}", owns=owns)  # noqa: S608
    if row is None:
        raise StoreError("No group has that owner's code: check it.")
    return row


def _contribution(work: Work, group: str, person: str) -> Row | None:
    return work.one(
        "SELECT levels, changed, released FROM contributions "
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
