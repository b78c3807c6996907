"""Which codes had their answers erased on somebody's word: a hash and a day, nothing else.

A page that is still open learns from it that its answers were erased and aren't merely missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assess.answers import now
from assess.store.database import Row, Work

REMEMBERED = timedelta(days=400)
"""How long an erasure is known: hardly a page stays open that long."""


def bury(work: Work, assessment_id: str) -> None:
    """Note the codes of an assessment as erased, before its rows go; forget what is long past."""
    forget_old(work)
    work.change(
        "INSERT INTO erased (code_hash, day) SELECT code_hash, :day FROM keys "
        "WHERE assessment_id = :id ON CONFLICT (code_hash) DO UPDATE SET day = excluded.day",
        day=now()[:10],
        id=assessment_id,
    )


def is_buried(work: Work, key: str) -> bool:
    """Whether the answers under the hash of a code were erased."""
    return work.one("SELECT day FROM erased WHERE code_hash = :key", key=key) is not None


def unearth(work: Work, key: str) -> None:
    """Somebody begins anew under a code: it is no erased one any more."""
    work.change("DELETE FROM erased WHERE code_hash = :key", key=key)


def forget_old(work: Work) -> None:
    """Erase the notes that are older than `REMEMBERED`."""
    first = (date.fromisoformat(now()[:10]) - REMEMBERED).isoformat()
    work.change("DELETE FROM erased WHERE day < :first", first=first)


def bring_back(work: Work, before: Sequence[Row]) -> None:
    """After a restore: what was noted before it still counts, but for what is stored again."""
    for row in before:
        work.change(
            "INSERT INTO erased (code_hash, day) VALUES (:code_hash, :day) "
            "ON CONFLICT (code_hash) DO NOTHING",
            **row,
        )
    work.change("DELETE FROM erased WHERE code_hash IN (SELECT code_hash FROM keys)")
