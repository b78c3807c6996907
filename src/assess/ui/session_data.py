"""What is kept about one person, and codes to go on with it on another computer; no widget."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from assess.errors import AnswersError, StoreError
from assess.ui import texts_data as texts
from assess.ui.codes import Tries, grouped, new_code, typed_code
from assess.ui.session import Session

if TYPE_CHECKING:
    from assess.store import Share, Stored
    from assess.store.records import Purpose

VALID = timedelta(hours=24)
TRIES_A_MINUTE = 10


class DataKeeper(Protocol):
    """What is needed of a store here."""

    def everything(self, code: str) -> dict[str, Any]: ...  # noqa: D102
    def share(  # noqa: D102
        self, code: str, purpose: Purpose, secret: str, expires: datetime
    ) -> str: ...
    def allow_try(self) -> bool: ...  # noqa: D102
    def redeem(self, secret: str, new_code: str) -> Stored | None: ...  # noqa: D102
    def shares(self, code: str) -> tuple[Share, ...]: ...  # noqa: D102
    def revoke(self, code: str, share_id: str) -> bool: ...  # noqa: D102


def _now() -> datetime:
    return datetime.now(UTC)


class SessionData:
    """The visit's rows in the store, seen as the person may see them.

    `shared`: whether other computers can reach this server; codes make sense only then.
    """

    def __init__(
        self,
        session: Session,
        store: DataKeeper | None,
        *,
        shared: bool,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.session = session
        self.shared = shared
        self._store = store
        self._clock = clock
        self._tries = Tries(TRIES_A_MINUTE)

    # --- what is kept --------------------------------------------------------------------------

    def everything(self) -> dict[str, Any]:
        """Every row about the person, JSON-ready; {} where nothing is stored yet."""
        return self._store.everything(self.session.code) if self._store and self._here else {}

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
        said = [
            (texts.ANSWERS, _answers(row["document"])),
            (texts.PLAN, _plan(row["document"])),
            (texts.SINCE, texts.since(_day(row["created"]), _day(row["updated"]))),
            (texts.BROWSERS, texts.browsers(len(found["keys"]))),
        ]
        codes = [share for share in found["shares"] if self._open(share)]
        said.append((texts.CODES, texts.codes(len(codes), len(found["shares"]) - len(codes))))
        said += [
            (texts.USED, texts.used(_day(item["at"]), item["who"], item["what"]))
            for item in found["accesses"]
        ]
        said += [(texts.GROUP, item["title"]) for item in found["groups"]]
        return said

    # --- another computer ----------------------------------------------------------------------

    def make_code(self) -> tuple[str, str]:
        """(the code as it is typed, until when it can be used); its hash alone is stored.

        AnswersError where nothing is stored yet or the server isn't shared.
        """
        store = self._shared_store()
        if not self.session.kept:
            raise AnswersError(texts.NOTHING)
        code, until = new_code(), self._clock() + VALID
        store.share(self.session.code, "continue", code, until)
        return grouped(code), _moment(until)

    def open_codes(self) -> list[tuple[str, str]]:
        """(id, until when) of the codes for another computer that can still be used."""
        if not (self.shared and self._store and self._here and self.session.kept):
            return []
        return [
            (share.id, _moment(_read(share.expires)))
            for share in self._store.shares(self.session.code)
            if share.purpose == "continue"
            and not (share.used or share.revoked)
            and _read(share.expires) > self._clock()
        ]

    def revoke(self, share_id: str) -> bool:
        """End one of this person's codes; whether there was such a one."""
        store = self._shared_store()
        if not self._here:
            return False
        # only an id that the store gave goes back to it
        known = {share.id for share in store.shares(self.session.code)}
        return share_id in known and store.revoke(self.session.code, share_id)

    def redeem(self, typed: str, own_code: str) -> None:
        """Go on here with what a code from another computer opens; `own_code` becomes a key to it.

        AnswersError (a sentence) for a wrong, used, revoked or expired code, and for too many:
        ten a minute on one page, counted here; sixty on all pages, counted by the store.
        """
        store = self._shared_store()
        if not self._tries.allowed():
            raise AnswersError(texts.TOO_MANY)
        code = typed_code(typed)
        if code is None or not own_code:
            raise AnswersError(texts.NO_CODE)
        try:
            if not store.allow_try():
                raise AnswersError(texts.TOO_MANY)
            stored = store.redeem(code, own_code)
        except StoreError as error:
            # answers were given here before: this browser's code opens those already
            raise AnswersError(str(error)) from error
        if stored is None:
            raise AnswersError(texts.WRONG_CODE)
        self.session.resume(own_code)

    def _shared_store(self) -> DataKeeper:
        if not self.shared or self._store is None:
            raise AnswersError(texts.NOT_SHARED)
        return self._store

    @property
    def _here(self) -> str:
        return self.session.code

    def _open(self, share: Mapping[str, Any]) -> bool:
        over = share["revoked"] or (share["purpose"] == "continue" and share["used"])
        return not over and _read(share["expires"]) > self._clock()


def _answers(document: Mapping[str, Any]) -> str:
    answers = document["answers"].values()
    rated = sum("level" in answer for answer in answers)
    not_applicable = sum(bool(answer.get("not_applicable")) for answer in answers)
    notes = sum(bool(answer.get("evidence")) for answer in answers)
    return texts.answers(rated, not_applicable, notes)


def _plan(document: Mapping[str, Any]) -> str:
    settings = document.get("settings") or {}
    return texts.plan(settings.get("hours_per_week"), len(document.get("progress") or {}))


def _read(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00"))


def _day(moment: str) -> str:
    day = _read(moment).astimezone()
    return f"{day.day} {day:%B %Y}"


def _moment(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{here.day} {here:%B, %H:%M}"
