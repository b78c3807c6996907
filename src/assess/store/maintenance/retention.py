"""Check and clear a store, and tell all that is kept about one person."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from assess.clock import moment, present, written
from assess.errors import StoreError
from assess.store.answers import (
    Part,
    by_id,
    code_hash,
    find_id,
    forget_old_erasures,
    joined,
    rows_of,
)
from assess.store.database import Row, Work
from assess.store.feedback import requests_of
from assess.store.shares import accesses_of, shares_of

_LOOSE = {
    "an item": ("items", "assessments", "assessment_id"),
    "a key": ("keys", "assessments", "assessment_id"),
    "a share": ("shares", "assessments", "assessment_id"),
    "a use of a share": ("accesses", "shares", "share_id"),
    "a contribution": ("contributions", "assessments", "assessment_id"),
    "a contribution to a group": ("contributions", "groups", "group_id"),
    "a request for feedback": ("feedback_requests", "assessments", "assessment_id"),
    "a reply": ("feedback_replies", "feedback_requests", "request_id"),
    "a release": ("releases", "groups", "group_id"),
}
"""What a row is called → its table, the table that it refers to, and by which column."""


# what this server's own clock has written about each assessment
_ASSESSMENTS = (
    "SELECT a.id, a.created, a.updated, "
    "(SELECT max(k.added) FROM keys k WHERE k.assessment_id = a.id) AS added, "
    "(SELECT max(s.created) FROM shares s WHERE s.assessment_id = a.id) AS shared, "
    "(SELECT max(u.at) FROM accesses u WHERE u.assessment_id = a.id) AS used, "
    "(SELECT max(c.updated) FROM contributions c WHERE c.assessment_id = a.id) AS joined, "
    "(SELECT max(r.created) FROM feedback_requests r WHERE r.assessment_id = a.id) AS asked, "
    "(SELECT max(y.updated) FROM feedback_replies y JOIN feedback_requests r "
    "ON r.id = y.request_id WHERE r.assessment_id = a.id) AS replied "
    "FROM assessments a ORDER BY a.updated, a.id"
)
_GROUPS = (
    "SELECT g.id, g.created, "
    "(SELECT max(c.updated) FROM contributions c WHERE c.group_id = g.id) AS joined, "
    "(SELECT max(r.created) FROM releases r WHERE r.group_id = g.id) AS released FROM groups g"
)
_MOMENTS = ("created", "updated", "added", "shared", "used", "joined", "asked", "replied")


@dataclass(frozen=True, slots=True)
class Untouched:
    """Ids of assessments and groups without a change since `before` (UTC, `…Z`)."""

    before: str
    assessments: tuple[str, ...]
    groups: tuple[str, ...]


class Retention(Part):
    """Checks of a whole store, what is untouched in it, and all that is kept about a person."""

    def check(self) -> tuple[str, ...]:
        """Return sentences about what is wrong; () where all is well.

        SQLite's own integrity check; that each row refers to one that is there; that each
        assessment has a key and can be read with its plans, and that its document is of its
        revision.
        """
        found: list[str] = []
        with self.database.reading(snapshot=True) as work:
            if self.database.address.path:
                said = [str(row["integrity_check"]) for row in work.all("PRAGMA integrity_check")]
                found += [sentence for sentence in said if sentence != "ok"]
                loose = work.all("PRAGMA foreign_key_check")
                found += [f"{row['table']}: a row refers to nothing" for row in loose]
            for what, (table, parents, column) in _LOOSE.items():
                times = work.value(
                    f"SELECT count(*) FROM {table} t LEFT JOIN {parents} p "  # noqa: S608
                    f"ON p.id = t.{column} WHERE p.id IS NULL"
                )
                if times:
                    found.append(f"{what} belongs to nothing ({times} times)")
            items = rows_of(work)
            for row in work.all(
                "SELECT a.id, a.revision, a.document, count(k.code_hash) AS keys "
                "FROM assessments a LEFT JOIN keys k ON k.assessment_id = a.id "
                "GROUP BY a.id, a.revision, a.document"
            ):
                found += _assessment(row, items.get(row["id"], ()))
        return tuple(found)

    def untouched(self, months: int) -> Untouched:
        """Return what nobody has changed for so many months of the calendar.

        An assessment is as new as the latest date in it: one field alone may come from a clock
        that was behind. StoreError where this computer's clock can't be right: it is behind what is
        stored.
        """
        at = present()
        before = written(_months_before(at, months))
        with self.database.reading(snapshot=True) as work:
            newest = work.value("SELECT max(updated) FROM assessments") or ""
            if newest > written(at + timedelta(days=1)):
                raise StoreError(
                    f"This computer's clock is behind the newest stored change ({newest}): set it "
                    "right, then try again."
                )
            return _untouched(work, before, at)

    def erase_untouched(self, found: Untouched) -> int:
        """Erase what `untouched` found, unless it changed since; how many assessments.

        Nobody asked for it about these people, so their codes aren't noted as erased.
        """
        erased = 0
        with self.database.writing() as work:
            forget_old_erasures(work)
            # somebody may have come back since the list was made
            work.all(f"SELECT id FROM assessments{work.for_update}")  # noqa: S608
            work.all(f"SELECT id FROM groups{work.for_update}")  # noqa: S608
            still = _untouched(work, found.before, present())
            for key in set(found.assessments) & set(still.assessments):
                erased += work.erase("DELETE FROM assessments WHERE id = :id", id=key)
            for key in set(found.groups) & set(still.groups):
                work.erase("DELETE FROM groups WHERE id = :id", id=key)
        return erased

    def everything(self, code: str) -> dict[str, Any]:
        """Return all that is stored about whoever has this code, JSON-ready; {} for nothing."""
        key = code_hash(code)
        with self.database.reading(snapshot=True) as work:
            found = find_id(work, key)
            return _everything(work, found) if found else {}

    def everything_by_id(self, assessment_id: str) -> dict[str, Any]:
        """Return all that is stored about an assessment's person, JSON-ready; {} for nothing."""
        with self.database.reading(snapshot=True) as work:
            return _everything(work, assessment_id)


def _assessment(row: Row, items: Iterable[Row]) -> list[str]:
    key, revision = row["id"], row["revision"]
    try:
        document = joined(row["document"], items)
    except ValueError:
        return [f"assessment {key} can't be read"]
    found = [] if row["keys"] else [f"assessment {key} has no key"]
    # files of other programs may lack it; a save always writes it
    if document.get("revision", revision) != revision:
        found.append(f"assessment {key} is of revision {revision} and says otherwise")
    return found


def _everything(work: Work, assessment_id: str) -> dict[str, Any]:
    stored = by_id(work, assessment_id)
    if stored is None:
        return {}
    one = {"id": assessment_id}
    created = work.value("SELECT created FROM assessments WHERE id = :id", **one)
    keys = work.all("SELECT added FROM keys WHERE assessment_id = :id ORDER BY added", **one)
    groups = work.all(
        "SELECT g.title, g.model_id, c.levels, c.updated, c.name, c.subjects "
        "FROM contributions c JOIN groups g ON g.id = c.group_id WHERE c.assessment_id = :id "
        "ORDER BY c.updated, g.id",
        **one,
    )
    return {
        "assessment": {
            "id": stored.id,
            "revision": stored.revision,
            "created": created,
            "updated": stored.updated,
            "document": stored.document,
        },
        "keys": [item["added"] for item in keys],
        "shares": [asdict(share) for share in shares_of(work, assessment_id)],
        "accesses": [asdict(access) for access in accesses_of(work, assessment_id)],
        "groups": [
            {
                "title": item["title"],
                "model": item["model_id"],
                "levels": None if item["levels"] is None else json.loads(item["levels"]),
                "updated": item["updated"],
                **({"name": item["name"]} if item["name"] else {}),
                **({"subjects": json.loads(item["subjects"])} if item["subjects"] else {}),
            }
            for item in groups
        ],
        "feedback": [asdict(request) for request in requests_of(work, assessment_id)],
    }


def _untouched(work: Work, before: str, present: datetime) -> Untouched:
    limit, most = moment(before), present + timedelta(days=1)

    def old(moments: Iterable[object]) -> bool:
        return all(found < limit for found in _read(moments))

    def said_lately(assessment_id: str) -> bool:
        # people can write any day into a file of theirs: one to come doesn't keep it for ever
        stored = by_id(work, assessment_id)
        moments = _read(_said(stored.document)) if stored else ()
        return any(limit <= said <= most for said in moments)

    return Untouched(
        before,
        tuple(
            row["id"]
            for row in work.all(_ASSESSMENTS)
            if old(row[name] for name in _MOMENTS) and not said_lately(row["id"])
        ),
        tuple(
            row["id"]
            for row in work.all(_GROUPS)
            if old(row[name] for name in ("created", "joined", "released"))
        ),
    )


def _said(document: Any) -> Iterator[object]:
    """When an assessment's own JSON says that something was done; not what is planned."""
    yield document.get("updated")
    for section, date in (("answers", "updated"), ("progress", "date")):
        yield from (item.get(date) for item in document.get(section, {}).values())
    for section, date in (("history", "at"), ("plans", "made")):
        yield from (item.get(date) for item in document.get(section, ()))


def _read(moments: Iterable[object]) -> Iterator[datetime]:
    for text in moments:
        with suppress(ValueError, OverflowError):  # a file may say a time that no clock shows
            if isinstance(text, str):
                yield moment(text)


def _months_before(at: datetime, months: int) -> datetime:
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
