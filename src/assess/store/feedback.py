"""What others say about a person's skills, for whoever asked them; no assessment holds it.

Whoever asks gives a secret away, or a file. Whoever replies gets a key, by which they change their
reply or withdraw it: the row is gone then. Bodies are checked by whoever writes and reads them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assess.clock import now, written
from assess.errors import StoreError
from assess.store.answers import UPDATED, Part, as_text, code_hash
from assess.store.database import Row, Work
from assess.store.records import FeedbackReply, FeedbackRequest

MOST_REPLIES = 5
"""Replies to one request: it is a conversation with a few, not a survey."""

MOST_REQUESTS = 20
"""Requests of one person."""

FULL = f"This request has {MOST_REPLIES} replies already, which is the most."
ENDED = "This request has ended, so no reply can be sent or changed any more."
UNKNOWN = "There is no such request. Check the code with the person who gave it to you."
NO_REPLY = "That reply isn't here any more."

_REQUEST = (
    "SELECT id, model_id, model_version, name, skills, created, expires, ended "
    "FROM feedback_requests"
)


class Feedback(Part):
    """The requests and replies of a store. Every method may raise StoreError (a sentence)."""

    # --- whoever asks --------------------------------------------------------------------------

    def ask(
        self,
        code: str,
        skills: Sequence[str],
        model: tuple[str, str],
        name: str,
        *,
        secret: str | None = None,
        expires: datetime | None = None,
    ) -> str:
        """Keep a request about some skills; its id.

        `model`: its id and version. `secret`: by which others reply until `expires`; without one
        their replies come as files.
        """
        request = {
            "id": secrets.token_hex(16),
            "code_hash": None if secret is None else code_hash(secret),
            "model_id": model[0],
            "model_version": model[1],
            "name": name,
            "skills": json.dumps(list(skills)),
            "created": now(),
            "expires": None if expires is None else written(expires),
        }
        with self._of(code, writing=True) as (work, person):
            # two requests at once would both be counted as the last one
            lock = f"SELECT id FROM assessments WHERE id = :id{work.for_update}"  # noqa: S608
            work.one(lock, id=person)
            count = "SELECT count(*) FROM feedback_requests WHERE assessment_id = :id"
            if work.value(count, id=person) >= MOST_REQUESTS:
                raise StoreError(
                    f"You have asked {MOST_REQUESTS} times. Delete a request that you no longer "
                    "need, then ask again."
                )
            work.insert("feedback_requests", {**request, "assessment_id": person})
        return str(request["id"])

    def of(self, code: str) -> tuple[FeedbackRequest, ...]:
        """Return a person's requests with all replies, oldest first."""
        with self._of(code, snapshot=True) as (work, person):
            return requests_of(work, person)

    def end(self, code: str, request_id: str) -> bool:
        """End a request's code now; its replies stay. False where it isn't theirs, or had ended."""
        sql = (
            "UPDATE feedback_requests SET ended = :moment WHERE id = :id "
            "AND assessment_id = :person AND ended IS NULL"
        )
        with self._of(code, writing=True) as (work, person):
            return work.change(sql, moment=now(), id=request_id, person=person) > 0

    def delete(self, code: str, request_id: str) -> bool:
        """Erase a request with its replies; whether this person had it."""
        sql = "DELETE FROM feedback_requests WHERE id = :id AND assessment_id = :person"
        with self._of(code, writing=True) as (work, person):
            return work.erase(sql, id=request_id, person=person)

    def remove(self, code: str, request_id: str, reply_id: str) -> bool:
        """Erase one reply to a person's request; whether it was there."""
        sql = "DELETE FROM feedback_replies WHERE request_id = :request AND id = :id"
        with self._of(code, writing=True) as (work, person):
            _own_request(work, person, request_id)
            return work.erase(sql, request=request_id, id=reply_id)

    def add(self, code: str, request_id: str, reply_id: str, body: Mapping[str, Any]) -> bool:
        """Keep a reply that came as a file, in place of an earlier state of it; whether there was.

        StoreError where the request isn't this person's, or has as many replies as there may be.
        """
        text = as_text(dict(body))
        with self._of(code, writing=True) as (work, person):
            _own_request(work, person, request_id)
            changed = work.erase(  # nothing of the former body stays
                f"UPDATE feedback_replies SET body = :body, {UPDATED} "  # noqa: S608
                "WHERE request_id = :request AND id = :id AND key_hash IS NULL",
                body=text,
                moment=now(),
                request=request_id,
                id=reply_id,
            )
            if not changed:
                _insert(work, request_id, reply_id, None, text)
        return changed

    # --- whoever is asked ----------------------------------------------------------------------

    def asked(self, secret: str) -> FeedbackRequest | None:
        """Return the request of a secret, without its replies; None for no such secret."""
        hashed = code_hash(secret)
        with self.database.reading() as work:
            row = work.one(f"{_REQUEST} WHERE code_hash = :hash", hash=hashed)
        return None if row is None else _request(row)

    def replied(self, key: str) -> tuple[FeedbackRequest, Mapping[str, Any]] | None:
        """Return the request and the body of the reply that a key belongs to, or None."""
        hashed = code_hash(key)
        with self.database.reading() as work:
            row = work.one(
                "SELECT request_id, body FROM feedback_replies WHERE key_hash = :hash", hash=hashed
            )
            if row is None:
                return None
            request = work.one(f"{_REQUEST} WHERE id = :id", id=row["request_id"])
        return None if request is None else (_request(request), json.loads(row["body"]))

    def reply(self, secret: str, key: str, body: Mapping[str, Any]) -> None:
        """Keep a reply to the request of a secret; `key` finds it again.

        StoreError where there is no such request, where it has ended, or has enough replies.
        """
        hashed, key_hash, text = code_hash(secret), code_hash(key), as_text(dict(body))
        with self.database.writing() as work:
            row = work.one(f"{_REQUEST} WHERE code_hash = :hash{work.for_update}", hash=hashed)
            if row is None:
                raise StoreError(UNKNOWN)
            _must_be_open(row)
            _insert(work, row["id"], secrets.token_hex(16), key_hash, text)

    def change(self, key: str, body: Mapping[str, Any]) -> None:
        """Put another body in the place of a reply's; StoreError where it or its request ended."""
        hashed, text = code_hash(key), as_text(dict(body))
        with self.database.writing() as work:
            row = work.one(
                f"{_REQUEST} WHERE id = (SELECT request_id FROM feedback_replies "  # noqa: S608
                f"WHERE key_hash = :hash){work.for_update}",
                hash=hashed,
            )
            if row is None:
                raise StoreError(NO_REPLY)
            _must_be_open(row)
            work.erase(  # nothing of the former body stays
                f"UPDATE feedback_replies SET body = :body, {UPDATED} "  # noqa: S608
                "WHERE key_hash = :hash",
                body=text,
                moment=now(),
                hash=hashed,
            )

    def withdraw(self, key: str) -> bool:
        """Erase the reply that a key belongs to, its request ended or not; whether there was."""
        sql, hashed = "DELETE FROM feedback_replies WHERE key_hash = :hash", code_hash(key)
        with self.database.writing() as work:
            return work.erase(sql, hash=hashed)


def is_open(request: FeedbackRequest) -> bool:
    """Whether others can still reply by the request's code."""
    return request.expires is not None and not request.ended and request.expires > now()


def requests_of(work: Work, assessment_id: str) -> tuple[FeedbackRequest, ...]:
    """Read the requests of one assessment with their replies, oldest first."""
    rows = work.all(f"{_REQUEST} WHERE assessment_id = :id ORDER BY created, id", id=assessment_id)
    replies = work.all(
        "SELECT y.request_id, y.id, y.key_hash, y.body, y.created, y.updated "
        "FROM feedback_replies y JOIN feedback_requests r ON r.id = y.request_id "
        "WHERE r.assessment_id = :id ORDER BY y.created, y.id",
        id=assessment_id,
    )
    return tuple(
        _request(row, [reply for reply in replies if reply["request_id"] == row["id"]])
        for row in rows
    )


def _request(row: Row, replies: Sequence[Row] = ()) -> FeedbackRequest:
    found = tuple(
        FeedbackReply(
            item["id"],
            json.loads(item["body"]),
            item["created"],
            item["updated"],
            item["key_hash"] is None,
        )
        for item in replies
    )
    return FeedbackRequest(**{**row, "skills": tuple(json.loads(row["skills"]))}, replies=found)


def _must_be_open(row: Row) -> None:
    if not is_open(_request(row)):
        raise StoreError(ENDED)


def _own_request(work: Work, person: str, request_id: str) -> None:
    # locked, so that two replies at once don't both become the last one that fits
    row = work.one(
        "SELECT id FROM feedback_requests WHERE id = :id AND assessment_id = :person"  # noqa: S608
        f"{work.for_update}",
        id=request_id,
        person=person,
    )
    if row is None:
        raise StoreError("None of your requests is the one that this reply answers.")


def _insert(work: Work, request_id: str, reply_id: str, key_hash: str | None, body: str) -> None:
    count = "SELECT count(*) FROM feedback_replies WHERE request_id = :id"
    if work.value(count, id=request_id) >= MOST_REPLIES:
        raise StoreError(FULL)
    row = {"request_id": request_id, "id": reply_id, "key_hash": key_hash, "body": body}
    moment = now()
    work.insert("feedback_replies", {**row, "created": moment, "updated": moment})
