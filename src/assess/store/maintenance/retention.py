"""Which assessments and groups nobody has touched for months: to be erased on a shared server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assess.clock import moment, present, written
from assess.errors import StoreError
from assess.store.answers import by_id, forget_old_erasures
from assess.store.database import Database, Work

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


def untouched(database: Database, months: int, today: datetime | None = None) -> Untouched:
    """What nobody has changed for so many months of the calendar.

    An assessment is as new as the latest date in it: one field alone may come from a clock that
    was behind. StoreError where this computer's clock can't be right: it is behind what is stored.
    """
    at = today or present()
    before = _stamp(_months_before(at, months))
    with database.reading(snapshot=True) as work:
        row = work.one("SELECT max(updated) AS newest FROM assessments")
        newest = (row and row["newest"]) or ""
        if newest > _stamp(at + timedelta(days=1)):
            raise StoreError(
                f"This computer's clock is behind the newest stored change ({newest}): set it "
                "right, then try again."
            )
        return _untouched(work, before, at)


def erase(database: Database, found: Untouched) -> int:
    """Erase what is still untouched; how many assessments that were.

    Nobody asked for it about these people, so their codes aren't noted as erased.
    """
    erased = 0
    with database.writing() as work:
        forget_old_erasures(work)
        # somebody may have come back since the list was made
        work.all(f"SELECT id FROM assessments{work.for_update}")  # noqa: S608
        work.all(f"SELECT id FROM groups{work.for_update}")  # noqa: S608
        still = _untouched(work, found.before, present())
        for key in set(found.assessments) & set(still.assessments):
            erased += work.change("DELETE FROM assessments WHERE id = :id", id=key)
        for key in set(found.groups) & set(still.groups):
            work.change("DELETE FROM groups WHERE id = :id", id=key)
    database.erased()
    return erased


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


def _months_before(moment: datetime, months: int) -> datetime:
    whole = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(whole, 12)
    first_of_next = datetime(year + (month == 11), (month + 1) % 12 + 1, 1, tzinfo=UTC)
    last = (first_of_next - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _stamp(moment: datetime) -> str:
    return written(moment)
