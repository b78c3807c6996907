"""Check that what is stored is whole: after a crash, after a restore."""

from __future__ import annotations

from collections.abc import Iterable

from assess.store import plans
from assess.store.database import Database, Row

_LOOSE = {
    "an item": "items t LEFT JOIN assessments p ON p.id = t.assessment_id",
    "a key": "keys t LEFT JOIN assessments p ON p.id = t.assessment_id",
    "a share": "shares t LEFT JOIN assessments p ON p.id = t.assessment_id",
    "a use of a share": "accesses t LEFT JOIN shares p ON p.id = t.share_id",
    "a contribution": "contributions t LEFT JOIN assessments p ON p.id = t.assessment_id",
    "a contribution to a group": "contributions t LEFT JOIN groups p ON p.id = t.group_id",
    "a request for feedback": (
        "feedback_requests t LEFT JOIN assessments p ON p.id = t.assessment_id"
    ),
    "a reply": "feedback_replies t LEFT JOIN feedback_requests p ON p.id = t.request_id",
    "a release": "releases t LEFT JOIN groups p ON p.id = t.group_id",
}


def problems(database: Database) -> tuple[str, ...]:
    """Return sentences about what is wrong; () where all is well.

    SQLite's own integrity check; that each row refers to one that is there; that each assessment
    has a key and can be read with its plans, and that its document is of its revision.
    """
    found: list[str] = []
    with database.reading(snapshot=True) as work:
        if database.address.path:
            rows = work.all("PRAGMA integrity_check")
            found += [str(row["integrity_check"]) for row in rows if row["integrity_check"] != "ok"]
            loose = work.all("PRAGMA foreign_key_check")
            found += [f"{row['table']}: a row refers to nothing" for row in loose]
        for what, tables in _LOOSE.items():
            row = work.one(f"SELECT count(*) AS n FROM {tables} WHERE p.id IS NULL")  # noqa: S608
            if row and row["n"]:
                found.append(f"{what} belongs to nothing ({row['n']} times)")
        items = plans.rows_of(work)
        for row in work.all(
            "SELECT a.id, a.revision, a.document, count(k.code_hash) AS keys FROM assessments a "
            "LEFT JOIN keys k ON k.assessment_id = a.id GROUP BY a.id, a.revision, a.document"
        ):
            found += _assessment(row, items.get(row["id"], ()))
    return tuple(found)


def _assessment(row: Row, items: Iterable[Row]) -> list[str]:
    key, revision = row["id"], row["revision"]
    try:
        document = plans.joined(row["document"], items)
    except ValueError:
        return [f"assessment {key} can't be read"]
    found = [] if row["keys"] else [f"assessment {key} has no key"]
    # files of other programs may lack it; a save always writes it
    if document.get("revision", revision) != revision:
        found.append(f"assessment {key} is of revision {revision} and says otherwise")
    return found
