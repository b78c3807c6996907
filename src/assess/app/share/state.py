"""Codes for a coach, and levels given to a group: the words, and what is done; no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from assess.app.account.state import TRIES_A_MINUTE, about, add_code, typed_code, usable_codes
from assess.app.account.texts import NO_CODE, TOO_MANY
from assess.app.messages.files import GroupSeen, TeamArea, TeamSeen
from assess.app.state.visitor import VisitorState
from assess.clock import here
from assess.clock import moment as moment_of
from assess.domain.cohort.findings import Member, subjects, who_can, who_could_show
from assess.domain.cohort.release import levels_of
from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, StoreError
from assess.rate_limit import RateLimit
from assess.report import words

if TYPE_CHECKING:
    from assess.hub.client import Storage
    from assess.store import Group, Subjects


SHARE = {
    "coach": "Let my coach read",
    "coachLead": (
        "Create a code and give it to your coach. It lets them read your answers and notes until "
        "the day you choose. You can cancel it at any time, and you see here when it was used."
    ),
    "days": "Valid for",
    "make": "Create a code for my coach",
    "code": "Code for your coach",
    "copied": "Copy it now. It won't be shown again.",
    "until": "Valid until",
    "revoke": "Cancel this code",
    "uses": "Who has used a code",
    "noUses": "Nobody has used a code yet.",
    "refresh": "See who has read my answers",
    "group": "Add my levels to a group",
    "groupLead": (
        "Did your workshop leader give you a code? Then you can add your levels to the group's. "
        "You see what would be added, and who would see it, before you add it. You can remove it "
        "here at any time."
    ),
    "roomLead": (
        "You can add your levels to the group of this room. You see what would be added, and who "
        "would see it, before you add it. You can remove it here at any time."
    ),
    "roomLook": "Add my levels",
    "otherGroup": "I have another group's code",
    "groupCode": "Group code",
    "name": "Name that the others see",
    "nameHint": "A first name will do. Nobody else in the group may have the same.",
    "withPlan": "Show them the subjects of my plan, too:",
    "join": "Join, and let them see this",
    "joinAgain": "Replace them with today's levels",
    "leave": "Leave the group",
    "team": "See the group",
    "you": "you",
    "person": "Person",
    "whoCan": "Who can do this?",
    "nobody": "Nobody has rated it.",
    "plans": "What each of you plans to learn",
    "noPlans": "Nobody has added the subjects of a plan.",
    "pairs": "Who could show whom",
    "pairOf": "could show it to",
    "look": "See what would be added",
    "add": "Add my levels",
    "again": "Replace them with today's levels",
    "withdraw": "Remove my levels",
    "whatAdded": "What I added",
    "close": "Close",
}
DAYS = ((1, "1 day"), (7, "1 week"), (30, "30 days"), (90, "90 days"))
NOTHING = "There's nothing to share yet. Answer a question first."
NO_DAYS = "Choose how long the code should be valid."
NO_GROUP = "No group has that code. Check it with the person who gave it to you."
OTHER_MODEL = "That group uses a different set of questions. Check the code."
NO_LEVELS = "There's nothing to add yet. Rate a skill first."
GROUP = (
    "This is what would be added to “{title}”, and nothing else. It is only ever shown together "
    "with what others added."
)
OPEN_GROUP = (
    "“{title}” is an open group: everyone in it sees these levels, with the name you choose, and "
    "you see theirs. Nobody sees your notes. You can leave at any time, and then they see nothing "
    "of you any more. If you'd rather not, close this; the others can go on without you."
)
IN_OPEN_GROUP = "Your levels are in “{title}”. The others in it see them."
JOINED = "You have joined “{title}”. Choose “See the group” to look at each other's levels."
TEAM = "“{title}”: {number} people, side by side. Your own row is marked."
ALONE = "“{title}”: you are the first. Others appear here when they join."
NOT_RATED = "–"
QUARTERS = ("this quarter", "later")
IN_GROUP = "Your levels are in “{title}”."
ADDED = "Added. Your levels will count in the next results of “{title}”."
WITHDRAWN = "Removed. The next results of “{title}” won't include you."
LEFT = "You have left “{title}”. The others see nothing of you any more."
NA = "not applicable"


PAIRS = 12
"""Pairs that are listed, the largest differences first."""


def _level(model: CompetencyModel, level: int | str | None) -> str:
    if isinstance(level, int) and model.on_scale(level):
        return words.level(model, level)
    return NA if level == "na" else NOT_RATED


def team_seen(
    model: CompetencyModel, title: str, members: Sequence[Member], role_id: str
) -> TeamSeen:
    """The levels of everybody by area, who can do what, and whose plan has which subject."""

    areas = []
    for area in model.areas:
        skills = model.in_area(area.id)
        keys = [item.id for item in skills]
        rows = [
            [member.name, member.own, [_level(model, member.levels.get(key)) for key in keys]]
            for member in members
        ]
        areas.append(TeamArea(title=area.title, skills=[item.title for item in skills], rows=rows))
    who = []
    for key, able in who_can(model, members).items():
        people = [
            [held.member.name, words.level(model, held.level), held.member.own] for held in able
        ]
        who.append([model.competency(key).title, people])
    plans = []
    for key, planning in subjects(model, members).items():
        people = [
            [member.name, QUARTERS[min(quarter, 2) - 1], member.own] for member, quarter in planning
        ]
        plans.append([model.competency(key).title, people])
    pairs = [
        [model.competency(pair.competency_id).title, pair.teacher, pair.learner]
        for pair in who_could_show(model, members, role_id)[:PAIRS]
    ]
    text = TEAM if len(members) > 1 else ALONE
    return TeamSeen(
        kind="team",
        text=text.format(title=title, number=len(members)),
        areas=areas,
        who=who,
        plans=plans,
        pairs=pairs,
    )


class SharingState:
    """What this visit's person lets others see. Every method may raise AnswersError (a sentence)
    or StoreError.
    """

    def __init__(
        self, session: VisitorState, *, room: str = "", subjects: Callable[[], Subjects] = tuple
    ) -> None:
        """`room`: the code of this room's group; `subjects`: what the present plan has in focus."""
        self.session = session
        self._room = room
        self.in_room = bool(room)
        self._subjects = subjects
        self._tries = RateLimit(TRIES_A_MINUTE)

    # --- a coach -------------------------------------------------------------------------------

    def make_code(self, days: int) -> tuple[str, str]:
        """(the code as it is typed, its last day); only a hash of it is stored."""
        if days not in [number for number, _ in DAYS]:
            raise AnswersError(NO_DAYS)
        code, until = add_code(self.session, "coach", timedelta(days=days), otherwise=NOTHING)
        return code, words.day_of(until)

    def open_codes(self) -> list[tuple[str, str]]:
        """(id, until when) of the coach's codes that still work."""
        usable = usable_codes(self.session, "coach")
        return [(share.id, words.day_of(moment_of(share.expires))) for share in usable]

    def revoke(self, share_id: str) -> bool:
        """End a code now; whether there was such a one."""
        store = self.session.need_stored(NOTHING)
        # only an id that was shown goes to the database
        known = [key for key, _ in self.open_codes()]
        return share_id in known and store.shares.revoke(self.session.code, share_id)

    def uses(self) -> list[str]:
        """Each reading with one of these codes, newest first."""
        store, session = self.session.store, self.session
        found = store.shares.accesses(session.code) if store and session.stored else ()
        read = [(here(moment_of(item.at)), item.who) for item in found if item.what == "read"]
        return [f"{words.day(at.date())}, {at:%H:%M}: {who}" for at, who in reversed(read)]

    # --- a group -------------------------------------------------------------------------------

    def inside_room(self) -> GroupSeen | None:
        """What is seen of this room's group by somebody who is in it; None for everybody else."""
        if not (self._room and self.session.store and self.session.stored):
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
            text = IN_OPEN_GROUP if group.open else IN_GROUP
        else:
            text = OPEN_GROUP if group.open else GROUP
        model = self.session.model
        levels = levels_of(self.session.assessment) if before is None else before
        team = store.groups.team(code, self.session.code) if group.open and before else ()
        titles = {item.id: item.title for item in model.competencies}
        return GroupSeen(
            kind="group",
            text=text.format(title=group.title),
            room=self.in_room and not typed,
            inside=before is not None,
            levels=[
                [item.title, _level(model, levels[item.id])]
                for item in model.by_area
                if item.id in levels
            ],
            open=group.open,
            name=next((member.name for member in team if member.own), ""),
            subjects=[
                titles[key] for quarter in self._subjects() for key in quarter if key in titles
            ],
        )

    def add(self, typed: str, name: str = "", *, with_plan: bool = False) -> str:
        """Add the present levels, never a note; a sentence that says so.

        `name`, `with_plan`: what the others of an open group see.
        """
        store, code, group = self._group(typed)
        self.session.need_stored(NOTHING)
        levels = levels_of(self.session.assessment)
        if not levels:
            raise AnswersError(NO_LEVELS)
        if not group.open:
            store.groups.join(code, self.session.code, levels)
            return ADDED.format(title=group.title)
        subjects = self._subjects() if with_plan else ()
        try:
            store.groups.join(code, self.session.code, levels, name=name, subjects=subjects)
        except StoreError as error:
            raise AnswersError(str(error)) from error
        return JOINED.format(title=group.title)

    def team(self, typed: str) -> TeamSeen:
        """Everybody in an open group, to one of them. AnswersError for anybody else."""
        store, code, group = self._group(typed)
        self.session.need_stored(NOTHING)
        try:
            members = store.groups.team(code, self.session.code)
        except StoreError as error:
            raise AnswersError(str(error)) from error
        return team_seen(self.session.model, group.title, members, self.session.roles[1])

    def withdraw(self, typed: str) -> str:
        """Take the levels out again; a sentence that says so."""
        store, code, group = self._group(typed)
        self.session.need_stored(NOTHING)
        store.groups.withdraw(code, self.session.code)
        return (LEFT if group.open else WITHDRAWN).format(title=group.title)

    def _group(self, typed: str) -> tuple[Storage, str, Group]:
        store = self.session.store
        if store is None:
            raise AnswersError(NO_GROUP)
        code: str | None = self._room
        if typed or not code:
            if not self._tries.allows() or not store.shares.allow_try():
                raise AnswersError(TOO_MANY)
            code = typed_code(typed)
        group = store.groups.to_join(code) if code else None
        if code is None or group is None:
            known = about(store, typed, in_room=self.in_room)
            raise AnswersError(known or (NO_CODE if code is None else NO_GROUP))
        if group.model_id != self.session.model.id:
            raise AnswersError(OTHER_MODEL)
        return store, code, group
