"""Secrets that a person gives away: to continue elsewhere (one use), or to let a coach read."""

from __future__ import annotations

import secrets
from datetime import datetime

from assess.clock import now, present, written
from assess.errors import StoreError
from assess.store.answers import Part, add_key, by_id, code_hash
from assess.store.database import Row, Work
from assess.store.records import Access, Purpose, Share, Stored
from assess.text import shorten

TRIES_A_MINUTE = 60
"""Codes that may be typed in one minute of the clock, on all pages of one database together."""

NAME_LIMIT = 100
"""Characters of the name that whoever reads gives."""

_SHARE = (
    "SELECT id, assessment_id, purpose, created, expires, used, revoked FROM shares "
    "WHERE secret_hash = :secret AND purpose = :purpose"
)


class Shares(Part):
    """The secrets given away of a store. Every method may raise StoreError (a sentence)."""

    def add(self, code: str, purpose: Purpose, secret: str, expires: datetime) -> str:
        """Let whoever holds `secret` continue or read until `expires` (with a time zone).

        Returns the share's id, to revoke it by. Only a hash of the secret is kept.
        """
        if expires.tzinfo is None or expires <= present():
            raise StoreError("A code to share ends in the future: choose a later day.")
        share = {
            "id": secrets.token_hex(8),
            "secret_hash": code_hash(secret),
            "purpose": purpose,
            "created": now(),
            "expires": written(expires),
        }
        with self._of(code, writing=True) as (work, person):
            work.insert("shares", {**share, "assessment_id": person})
        return share["id"]

    def allow_try(self, most: int = TRIES_A_MINUTE) -> bool:
        """Count one typed code; False where `most` were typed in this minute before."""
        minute = now()[:16]
        with self.database.writing() as work:
            work.change("DELETE FROM tries WHERE minute <> :minute", minute=minute)
            work.change(
                "INSERT INTO tries (minute, number) VALUES (:minute, 1) "
                "ON CONFLICT (minute) DO UPDATE SET number = tries.number + 1",
                minute=minute,
            )
            tries = work.value("SELECT number FROM tries WHERE minute = :minute", minute=minute)
        return int(tries) <= most

    def redeem(self, secret: str, new_code: str) -> Stored | None:
        """Use a "continue" secret: `new_code` becomes a key to the same assessment.

        None for a secret that is unknown, used, revoked or expired: nothing tells which.
        """
        hashed, new_key = code_hash(secret), code_hash(new_code)
        with self.database.writing() as work:
            share = _usable(work, hashed, "continue")
            if share is None:
                return None
            add_key(work, share["assessment_id"], new_key)
            work.change(
                "UPDATE shares SET used = :moment WHERE id = :id", moment=now(), id=share["id"]
            )
            _log(work, share, "another computer", "continue")
            return by_id(work, share["assessment_id"])

    def read(self, secret: str, *, who: str) -> Stored | None:
        """Read by a "coach" secret, as often as wished; each reading is noted, with `who`.

        None for a secret that is unknown, revoked or expired: nothing tells which.
        """
        hashed = code_hash(secret)
        with self.database.writing() as work:
            share = _usable(work, hashed, "coach")
            if share is None:
                return None
            _log(work, share, who, "read")
            return by_id(work, share["assessment_id"])

    def of(self, code: str) -> tuple[Share, ...]:
        """Return every share of the assessment under a code, oldest first."""
        with self._of(code) as (work, person):
            return shares_of(work, person)

    def purpose_of(self, secret: str) -> Purpose | None:
        """Return what a code was made for, whether it still works or not; None for no code."""
        sql, hashed = "SELECT purpose FROM shares WHERE secret_hash = :hash", code_hash(secret)
        with self.database.reading() as work:
            found: Purpose | None = work.value(sql, hash=hashed)
        return found

    def revoke(self, code: str, share_id: str) -> bool:
        """End a share now; False where this assessment has no such share, or it had ended."""
        sql = (
            "UPDATE shares SET revoked = :moment WHERE id = :id AND revoked IS NULL "
            "AND assessment_id = :person"
        )
        with self._of(code, writing=True) as (work, person):
            return work.change(sql, moment=now(), id=share_id, person=person) > 0

    def accesses(self, code: str) -> tuple[Access, ...]:
        """Return every use of the shares of the assessment under a code, oldest first."""
        with self._of(code) as (work, person):
            return accesses_of(work, person)


def clean_name(name: str) -> str:
    """Return what somebody says that they are called as one short line; "" for nothing."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return shorten(clean, NAME_LIMIT)


def shares_of(work: Work, assessment_id: str) -> tuple[Share, ...]:
    """Read the shares of one assessment, oldest first."""
    rows = work.all(
        "SELECT id, purpose, created, expires, used, revoked FROM shares "
        "WHERE assessment_id = :id ORDER BY created, id",
        id=assessment_id,
    )
    return tuple(Share(**row) for row in rows)


def accesses_of(work: Work, assessment_id: str) -> tuple[Access, ...]:
    """Read the uses of one assessment's shares, oldest first."""
    rows = work.all(
        "SELECT at, who, what, share_id AS share FROM accesses "
        "WHERE assessment_id = :id ORDER BY number",
        id=assessment_id,
    )
    return tuple(Access(**row) for row in rows)


def _usable(work: Work, hashed: str, purpose: Purpose) -> Row | None:
    share = work.one(_SHARE + work.for_update, secret=hashed, purpose=purpose)
    if share is None or share["revoked"] or (purpose == "continue" and share["used"]):
        return None
    if share["expires"] <= now():
        # noted, so that a clock that is put back doesn't bring it to life again
        work.change(
            "UPDATE shares SET revoked = expires WHERE id = :id AND revoked IS NULL",
            id=share["id"],
        )
        return None
    return share


def _log(work: Work, share: Row, who: str, what: str) -> None:
    # the assessment's row is locked, so that two readings at once get two numbers
    work.one(
        f"SELECT id FROM assessments WHERE id = :id{work.for_update}",  # noqa: S608
        id=share["assessment_id"],
    )
    work.change(
        "INSERT INTO accesses (assessment_id, number, share_id, who, what, at) "
        "SELECT :id, COALESCE(MAX(number), 0) + 1, :share, :who, :what, :moment "
        "FROM accesses WHERE assessment_id = :id",
        id=share["assessment_id"],
        share=share["id"],
        who=clean_name(who) or "someone",
        what=what,
        moment=now(),
    )
