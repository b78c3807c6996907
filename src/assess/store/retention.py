"""Which assessments and groups nobody has touched for months: to be erased on a shared server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assess.errors import StoreError
from assess.store.database import Database
from assess.store.tombstones import forget_old

_GROUPS = (
    "SELECT g.id, g.created, "
    "(SELECT max(c.updated) FROM contributions c WHERE c.group_id = g.id) AS joined, "
    "(SELECT max(r.created) FROM releases r WHERE r.group_id = g.id) AS released FROM groups g"
)


@dataclass(frozen=True, slots=True)
class Untouched:
    """Ids of assessments and groups without a change since `before` (UTC, `…Z`)."""

    before: str
    assessments: tuple[str, ...]
    groups: tuple[str, ...]


def untouched(database: Database, months: int, today: datetime | None = None) -> Untouched:
    """What nobody has changed for so many months of the calendar.

    StoreError where this computer's clock can't be right: it is behind what is stored.
    """
    moment = today or datetime.now(UTC)
    before = _stamp(_months_before(moment, months))
    with database.reading(snapshot=True) as work:
        rows = work.all("SELECT id, updated FROM assessments ORDER BY updated, id")
        groups = work.all(_GROUPS)
    newest = max((row["updated"] for row in rows), default="")
    if newest > _stamp(moment + timedelta(days=1)):
        raise StoreError(
            f"This computer's clock is behind the newest stored change ({newest}): set it right, "
            "then try again."
        )
    return Untouched(
        before,
        tuple(row["id"] for row in rows if row["updated"] < before),
        tuple(
            row["id"]
            for row in groups
            if max(row["created"], row["joined"] or "", row["released"] or "") < before
        ),
    )


def erase(database: Database, found: Untouched) -> int:
    """Erase what is still untouched; how many assessments that were.

    Nobody asked for it about these people, so their codes aren't noted as erased.
    """
    erased = 0
    with database.writing() as work:
        forget_old(work)
        for key in found.assessments:
            # somebody may have come back since the list was made
            erased += work.change(
                "DELETE FROM assessments WHERE id = :id AND updated < :before",
                id=key,
                before=found.before,
            )
        for key in found.groups:
            work.change("DELETE FROM groups WHERE id = :id", id=key)
    database.erased()
    return erased


def _months_before(moment: datetime, months: int) -> datetime:
    whole = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(whole, 12)
    first_of_next = datetime(year + (month == 11), (month + 1) % 12 + 1, 1, tzinfo=UTC)
    last = (first_of_next - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
