"""Codes for a coach, and a person's levels in a group; no widget. Only where a server is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assess.app.account.codes import about
from assess.app.account.state import grouped, new_code, typed_code
from assess.app.messages.files import GroupSeen, TeamSeen
from assess.app.share import texts
from assess.app.share.team import team_seen
from assess.app.state.visitor import VisitorState
from assess.clock import here, present
from assess.clock import moment as moment_of
from assess.domain.cohort import levels_of
from assess.errors import AnswersError, StoreError
from assess.rate_limit import RateLimit
from assess.report import words

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.store import Group, Levels, Subjects

TRIES_A_MINUTE = 10


class SharingState:
    """What this visit's person lets others see. Every method may raise AnswersError (a sentence)
    or StoreError.
    """

    def __init__(
        self,
        session: VisitorState,
        store: Storage | None,
        *,
        room: str = "",
        subjects: Callable[[], Subjects] = tuple,
        clock: Callable[[], datetime] = present,
    ) -> None:
        """`room`: the code of this room's group; `subjects`: what the present plan has in focus."""
        self.session = session
        self._room = room
        self._subjects = subjects
        self._store = store
        self._clock = clock
        self._tries = RateLimit(TRIES_A_MINUTE)

    # --- a coach -------------------------------------------------------------------------------

    def make_code(self, days: int) -> tuple[str, str]:
        """(the code as it is typed, its last day); only a hash of it is stored."""
        if days not in [number for number, _ in texts.DAYS]:
            raise AnswersError(texts.NO_DAYS)
        store = self._need_stored()
        code, until = new_code(), self._clock() + timedelta(days=days)
        store.shares.add(self.session.code, "coach", code, until)
        return grouped(code), words.day_of(until)

    def open_codes(self) -> list[tuple[str, str]]:
        """(id, until when) of the coach's codes that still work."""
        if not self._store or not self.session.stored:
            return []
        return [
            (share.id, words.day_of(moment_of(share.expires)))
            for share in self._store.shares.of(self.session.code)
            if share.purpose == "coach"
            and not share.revoked
            and moment_of(share.expires) > self._clock()
        ]

    def revoke(self, share_id: str) -> bool:
        """End a code now; whether there was such a one."""
        store = self._need_stored()
        # only an id that was shown goes to the database
        known = [key for key, _ in self.open_codes()]
        return share_id in known and store.shares.revoke(self.session.code, share_id)

    def uses(self) -> list[str]:
        """Each reading with one of these codes, newest first."""
        if not self._store or not self.session.stored:
            return []
        found = reversed(self._store.shares.accesses(self.session.code))
        return [
            f"{_minute(moment_of(item.at))}: {item.who}" for item in found if item.what == "read"
        ]

    # --- a group -------------------------------------------------------------------------------

    @property
    def in_room(self) -> bool:
        """Whether this server is a room with a group of its own."""
        return bool(self._room)

    def inside_room(self) -> GroupSeen | None:
        """What is seen of this room's group by somebody who is in it; None for everybody else."""
        if not (self._room and self._store and self.session.stored):
            return None
        seen = self.look("")
        return seen if seen["inside"] else None

    def look(self, typed: str) -> GroupSeen:
        """The group's title, whether one's levels are in it, and the levels.

        What is in it already is shown as it was added; else what would be added. `typed` "": the
        group of this room.
        """
        store, code, group = self._group(typed)
        before = store.groups.contribution(code, self.session.code) if self.session.stored else None
        if before is not None:
            text = texts.IN_OPEN_GROUP if group.open else texts.IN_GROUP
        else:
            text = texts.OPEN_GROUP if group.open else texts.GROUP
        levels = self._in_words(self._levels() if before is None else before)
        own = [
            member
            for member in (
                store.groups.team(code, self.session.code) if group.open and before else ()
            )
            if member.own
        ]
        titles = {item.id: item.title for item in self.session.model.competencies}
        return GroupSeen(
            kind="group",
            text=text.format(title=group.title),
            room=bool(self._room) and not typed,
            inside=before is not None,
            levels=[list(row) for row in levels],
            open=group.open,
            name=own[0].name if own else "",
            subjects=[
                titles[key] for quarter in self._subjects() for key in quarter if key in titles
            ],
        )

    def add(self, typed: str, name: str = "", *, with_plan: bool = False) -> str:
        """Add the present levels, never a note; a sentence that says so.

        `name`, `with_plan`: what the others of an open group see.
        """
        store, code, group = self._group(typed)
        self._need_stored()
        levels = self._levels()
        if not levels:
            raise AnswersError(texts.NO_LEVELS)
        if not group.open:
            store.groups.join(code, self.session.code, levels)
            return texts.ADDED.format(title=group.title)
        subjects = self._subjects() if with_plan else ()
        try:
            store.groups.join(code, self.session.code, levels, name=name, subjects=subjects)
        except StoreError as error:
            raise AnswersError(str(error)) from error
        return texts.JOINED.format(title=group.title)

    def team(self, typed: str) -> TeamSeen:
        """Everybody in an open group, to one of them. AnswersError for anybody else."""
        store, code, group = self._group(typed)
        self._need_stored()
        try:
            members = store.groups.team(code, self.session.code)
        except StoreError as error:
            raise AnswersError(str(error)) from error
        return team_seen(self.session.model, group.title, members, self.session.roles[1])

    def withdraw(self, typed: str) -> str:
        """Take the levels out again; a sentence that says so."""
        store, code, group = self._group(typed)
        self._need_stored()
        store.groups.withdraw(code, self.session.code)
        return (texts.LEFT if group.open else texts.WITHDRAWN).format(title=group.title)

    def _group(self, typed: str) -> tuple[Storage, str, Group]:
        if self._store is None:
            raise AnswersError(texts.NO_GROUP)
        code: str | None = self._room
        if typed or not code:
            if not self._tries.allows() or not self._store.shares.allow_try():
                raise AnswersError(texts.TOO_MANY)
            code = typed_code(typed)
        group = self._store.groups.to_join(code) if code else None
        if code is None or group is None:
            known = about(self._store, typed, in_room=self.in_room)
            raise AnswersError(known or (texts.NO_CODE if code is None else texts.NO_GROUP))
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

    def _need_stored(self) -> Storage:
        if self._store is None or not self.session.stored:
            raise AnswersError(texts.NOTHING)
        return self._store


def _minute(moment: datetime) -> str:
    local = here(moment)
    return f"{words.day(local.date())}, {local:%H:%M}"
