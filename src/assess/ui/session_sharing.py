"""Codes for a coach, and a person's levels in a group; no widget. Only where a server is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from assess.cohort import levels_of
from assess.errors import AnswersError
from assess.report import words
from assess.ui import texts_share as texts
from assess.ui.codes import Tries, grouped, new_code, typed_code
from assess.ui.session import Session

if TYPE_CHECKING:
    from assess.store import Access, Share
    from assess.store.records import Group, Levels, Purpose

TRIES_A_MINUTE = 10


class SharingKeeper(Protocol):
    """What is needed of a store here."""

    def share(  # noqa: D102
        self, code: str, purpose: Purpose, secret: str, expires: datetime
    ) -> str: ...
    def shares(self, code: str) -> tuple[Share, ...]: ...  # noqa: D102
    def revoke(self, code: str, share_id: str) -> bool: ...  # noqa: D102
    def accesses(self, code: str) -> tuple[Access, ...]: ...  # noqa: D102
    def allow_try(self) -> bool: ...  # noqa: D102
    def group_to_join(self, join_code: str) -> Group | None: ...  # noqa: D102
    def join(self, join_code: str, code: str, levels: Levels) -> None: ...  # noqa: D102
    def withdraw(self, join_code: str, code: str) -> bool: ...  # noqa: D102
    def contribution(self, join_code: str, code: str) -> Levels | None: ...  # noqa: D102


def _now() -> datetime:
    return datetime.now(UTC)


class SessionSharing:
    """What this visit's person lets others see. Every method may raise AnswersError (a sentence)
    or StoreError.
    """

    def __init__(
        self, session: Session, store: SharingKeeper | None, *, clock: Callable[[], datetime] = _now
    ) -> None:
        self.session = session
        self._store = store
        self._clock = clock
        self._tries = Tries(TRIES_A_MINUTE)

    # --- a coach -------------------------------------------------------------------------------

    def make_code(self, days: int) -> tuple[str, str]:
        """(the code as it is typed, its last day); only a hash of it is stored."""
        if days not in [number for number, _ in texts.DAYS]:
            raise AnswersError(texts.NO_DAYS)
        store = self._need_stored()
        code, until = new_code(), self._clock() + timedelta(days=days)
        store.share(self.session.code, "coach", code, until)
        return grouped(code), _day(until)

    def open_codes(self) -> list[tuple[str, str]]:
        """(id, until when) of the coach's codes that still work."""
        if not self._store or not self._stored:
            return []
        return [
            (share.id, _day(_read(share.expires)))
            for share in self._store.shares(self.session.code)
            if share.purpose == "coach"
            and not share.revoked
            and _read(share.expires) > self._clock()
        ]

    def revoke(self, share_id: str) -> bool:
        """End a code now; whether there was such a one."""
        store = self._need_stored()
        # only an id that was shown goes to the database
        known = [key for key, _ in self.open_codes()]
        return share_id in known and store.revoke(self.session.code, share_id)

    def uses(self) -> list[str]:
        """Each reading with one of these codes, newest first."""
        if not self._store or not self._stored:
            return []
        found = [item for item in self._store.accesses(self.session.code) if item.what == "read"]
        return [f"{_minute(_read(item.at))}: {item.who}" for item in reversed(found)]

    # --- a group -------------------------------------------------------------------------------

    def look(self, typed: str) -> tuple[str, bool, list[tuple[str, str]]]:
        """(a sentence with the group's title, whether one's levels are in it, the levels).

        What is in it already is shown as it was added; else what would be added.
        """
        store, code, group = self._group(typed)
        before = store.contribution(code, self.session.code) if self._stored else None
        if before is not None:
            return texts.IN_GROUP.format(title=group.title), True, self._in_words(before)
        return texts.GROUP.format(title=group.title), False, self._in_words(self._levels())

    def add(self, typed: str) -> str:
        """Add the present levels, never a note; a sentence that says so."""
        store, code, group = self._group(typed)
        self._need_stored()
        levels = self._levels()
        if not levels:
            raise AnswersError(texts.NO_LEVELS)
        store.join(code, self.session.code, levels)
        return texts.ADDED.format(title=group.title)

    def withdraw(self, typed: str) -> str:
        """Take the levels out again; a sentence that says so."""
        store, code, group = self._group(typed)
        self._need_stored()
        store.withdraw(code, self.session.code)
        return texts.WITHDRAWN.format(title=group.title)

    def _group(self, typed: str) -> tuple[SharingKeeper, str, Group]:
        if self._store is None:
            raise AnswersError(texts.NO_GROUP)
        if not self._tries.allowed():
            raise AnswersError(texts.TOO_MANY)
        code = typed_code(typed)
        if code is None:
            raise AnswersError(texts.NO_CODE)
        if not self._store.allow_try():
            raise AnswersError(texts.TOO_MANY)
        group = self._store.group_to_join(code)
        if group is None:
            raise AnswersError(texts.NO_GROUP)
        if group.model_id != self.session.model.id:
            raise AnswersError(texts.OTHER_MODEL)
        return self._store, code, group

    def _levels(self) -> Levels:
        return levels_of(self.session.assessment)

    def _in_words(self, levels: Levels) -> list[tuple[str, str]]:
        model = self.session.model
        return [
            (
                item.title,
                texts.NA if (level := levels[item.id]) == "na" else words.level(model, int(level)),
            )
            for item in model.by_area
            if item.id in levels
        ]

    @property
    def _stored(self) -> bool:
        return bool(self.session.code) and self.session.kept

    def _need_stored(self) -> SharingKeeper:
        if self._store is None or not self._stored:
            raise AnswersError(texts.NOTHING)
        return self._store


def _read(moment: str) -> datetime:
    return datetime.fromisoformat(moment.replace("Z", "+00:00"))


def _day(moment: datetime) -> str:
    return words.day(moment.astimezone().date())


def _minute(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{words.day(here.date())}, {here:%H:%M}"
