"""Codes and the person that they belong to; no widget."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from assess.app.account import texts
from assess.app.state.visitor import VisitorState
from assess.clock import here, present
from assess.clock import moment as moment_of
from assess.errors import AnswersError, StoreError
from assess.rate_limit import RateLimit

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.store.records import Purpose, Share


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no letter that is mistaken for a digit."""

LENGTH = 26
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GAPS = str.maketrans("", "", " -\u2013\u2010\u00a0\t\n\r")


def new_code() -> str:
    """A new code, as it is stored (hashed) and compared: 26 characters, no gaps."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """A code as it is shown: `ABCDE-FGHJK-…`, groups of five and a last one of six."""
    groups = [code[start : start + 5] for start in range(0, LENGTH - 6, 5)]
    return "-".join([*groups, code[LENGTH - 6 :]])


def typed_code(text: str) -> str | None:
    """The code that somebody typed, whatever the gaps and the case; None where it can't be one."""
    code = text[:200].translate(_GAPS).upper().translate(_MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


VALID = timedelta(hours=24)
TRIES_A_MINUTE = 10


class AccountState:
    """The visit's rows in the store, seen as the person may see them.

    `shared`: whether other computers can reach this server; codes make sense only then.
    """

    def __init__(self, session: VisitorState, *, shared: bool, in_room: bool = False) -> None:
        self.session = session
        self.shared = shared
        self.in_room = in_room
        self._tries = RateLimit(TRIES_A_MINUTE)

    # --- what is kept --------------------------------------------------------------------------

    def everything(self) -> dict[str, Any]:
        """Every row about the person, JSON-ready; {} where nothing is stored yet."""
        store, code = self.session.store, self.session.code
        return store.everything(code) if store and code else {}

    def file(self) -> str:
        """The same as JSON text. AnswersError where nothing is stored."""
        found = self.everything()
        if not found:
            raise AnswersError(texts.NOTHING)
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    def in_words(self) -> list[tuple[str, str]]:
        """(what, how much and since when) for each kind of row; empty where nothing is stored."""
        found = self.everything()
        if not found:
            return []
        row = found["assessment"]
        first, last = _day(row["created"]), _day(row["updated"])
        usable, asked = sum(map(_works, found["shares"])), found["feedback"]
        replies = sum(len(item["replies"]) for item in asked)
        said = [
            (texts.ANSWERS, _answers(row["document"])),
            (texts.PLAN, _plan(row["document"])),
            (texts.SINCE, texts.SINCE_WHEN.format(first=first, last=last)),
            (texts.BROWSERS, texts.browsers(len(found["keys"]))),
            (texts.CODES, texts.codes(usable, len(found["shares"]) - usable)),
            *(
                (texts.USED, texts.used(_day(item["at"]), item["who"], item["what"]))
                for item in found["accesses"]
            ),
            *((texts.GROUP, item["title"]) for item in found["groups"]),
        ]
        return [*said, (texts.FEEDBACK, texts.feedback(len(asked), replies))] if asked else said

    # --- another computer ----------------------------------------------------------------------

    def make_code(self) -> tuple[str, str]:
        """(the code as it is typed, until when it can be used); its hash alone is stored.

        AnswersError where nothing is stored yet or the server isn't shared.
        """
        self._shared_store()
        code, until = add_code(self.session, "continue", VALID, otherwise=texts.NOTHING)
        return code, _moment(until)

    def open_codes(self) -> list[tuple[str, str]]:
        """(id, until when) of the codes for another computer that can still be used."""
        usable = usable_codes(self.session, "continue") if self.shared else []
        return [(share.id, _moment(moment_of(share.expires))) for share in usable]

    def revoke(self, share_id: str) -> bool:
        """End one of this person's codes; whether there was such a one."""
        store = self._shared_store()
        if not self.session.code:
            return False
        # only an id that the store gave goes back to it
        known = {share.id for share in store.shares.of(self.session.code)}
        return share_id in known and store.shares.revoke(self.session.code, share_id)

    def redeem(
        self, typed: str, own_code: str, opens: Callable[[str], bool] = lambda _typed: False
    ) -> bool:
        """Go on here with what a code from another computer opens; `own_code` becomes a key to it.

        False where `opens` took the code: it is for something else that it knows.

        AnswersError (a sentence) for a wrong, used, revoked or expired code, and for too many:
        ten a minute on one page, counted here; sixty on all pages, counted by the store.
        """
        store = self._shared_store()
        if not self._tries.allows():
            raise AnswersError(texts.TOO_MANY)
        code = typed_code(typed)
        if code is None or not own_code:
            raise AnswersError(self._elsewhere(typed) or texts.NO_CODE)
        try:
            if not store.shares.allow_try():
                raise AnswersError(texts.TOO_MANY)
            if opens(code):
                return False
            stored = store.shares.redeem(code, own_code)
        except StoreError as error:
            # answers were given here before: this browser's code opens those already
            raise AnswersError(str(error)) from error
        if stored is None:
            known = self._elsewhere(typed)
            # a code for another computer that is known here is used, cancelled or too old
            raise AnswersError(texts.WRONG_CODE if known in ("", texts.OF_PERSON) else known)
        self.session.resume(own_code)
        return True

    def _elsewhere(self, typed: str) -> str:
        return about(self.session.store, typed, in_room=self.in_room)

    def _shared_store(self) -> Storage:
        if not self.shared or self.session.store is None:
            raise AnswersError(texts.NOT_SHARED)
        return self.session.store


def add_code(
    session: VisitorState, purpose: Purpose, valid: timedelta, *, otherwise: str
) -> tuple[str, datetime]:
    """Make a code for the present answers: as it is typed, and until when; its hash is stored.

    AnswersError with the sentence `otherwise` where nothing is stored yet.
    """
    store = session.need_stored(otherwise)
    code, until = new_code(), present() + valid
    store.shares.add(session.code, purpose, code, until)
    return grouped(code), until


def usable_codes(session: VisitorState, purpose: Purpose) -> list[Share]:
    """The codes for the present answers that still work; none where nothing is stored."""
    shares = session.store.shares.of(session.code) if session.store and session.stored else ()
    return [share for share in shares if share.purpose == purpose and _works(asdict(share))]


def _works(share: Mapping[str, Any]) -> bool:
    over = share["revoked"] or (share["purpose"] == "continue" and share["used"])
    return not over and moment_of(share["expires"]) > present()


def _answers(document: Mapping[str, Any]) -> str:
    aside = document.get("round", {}).get("earlier", {})
    answers = {**aside, **document["answers"]}.values()
    rated = sum("level" in answer for answer in answers)
    not_applicable = sum(bool(answer.get("not_applicable")) for answer in answers)
    notes = sum(bool(answer.get("evidence")) for answer in answers)
    return texts.answers(rated, not_applicable, notes)


def _plan(document: Mapping[str, Any]) -> str:
    settings = document.get("settings") or {}
    return texts.plan(settings.get("hours_per_week"), len(document.get("progress") or {}))


def _day(moment: str) -> str:
    day = here(moment_of(moment))
    return f"{day.day} {day:%B %Y}"


def _moment(moment: datetime) -> str:
    local = here(moment)
    return f"{local.day} {local:%B, %H:%M}"


ROOM = re.compile(r"\d{3}[\s-]?\d{3}")


def about(store: Storage | None, typed: str, *, in_room: bool) -> str:
    """A sentence about a code that belongs elsewhere, "" for one that nobody knows.

    Only whoever has the code learns what it is for: the caller counts tries first.
    """
    if ROOM.fullmatch(typed[:200].strip()):
        return texts.ROOM_INSIDE if in_room else texts.ROOM_ELSEWHERE
    code = typed_code(typed)
    if code is None or store is None:
        return ""
    group = store.groups.to_join(code)
    if group is not None:
        return texts.OF_GROUP.format(title=group.title)
    if store.feedback.asked(code) or store.feedback.replied(code):
        return texts.OF_FEEDBACK
    purpose = store.shares.purpose_of(code)
    return {"coach": texts.OF_COACH, "continue": texts.OF_PERSON, None: ""}[purpose]
