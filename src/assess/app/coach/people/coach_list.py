"""The people on a coach's list: brought, named, kept apart, and copied until they are downloaded.

Who is who is told by ids: a file of another assessment never takes the place of somebody's answers
without a question.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from assess import clock
from assess.app.account.state import typed_code
from assess.app.coach import texts
from assess.app.coach.changes import LONGEST_NAME
from assess.app.coach.people.copies import Copies
from assess.app.shared.background import Background
from assess.domain.answers import Assessment
from assess.domain.history import last_complete
from assess.domain.model import CompetencyModel
from assess.domain.review.meeting import CoachingMeeting, begin, next_time
from assess.errors import AnswersError, AssessError, ReviewError
from assess.rate_limit import RateLimit
from assess.report.words import round_under_way
from assess.text import shorten

if TYPE_CHECKING:
    from assess.hub.client import Storage

MOST_PEOPLE = 40
TRIES_A_MINUTE = 10
CODE_LETTERS = 4
_OUR_FILE = re.compile(r"\d{4}-\d\d-\d\d|^(session|report|answers|assessment)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coached:
    """One person on the coach's list; `kept`: everything is in a file that the coach took.

    `key`: the id of the coach's own ratings, which the meeting's file holds too. `note`: that they
    rate everything again at present, "" where they don't.
    """

    key: str
    name: str
    session: CoachingMeeting
    kept: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked before a file is used; `use` does it."""

    text: str
    yes: str
    no: str
    use: Callable[[], Coached]


def letters_of(assessment: Assessment) -> str:
    """Four letters of an assessment's id: what it is called where it has no name."""
    found = [letter for letter in str(assessment.identified().id) if letter.isalnum()]
    return "".join(found[-CODE_LETTERS:])


class CoachList:
    """The list, without the work on a meeting. `told`: what is worth saying of the last file.

    `question`: what must be answered before the last file is used.
    """

    told = ""
    question: Question | None = None
    copy_problem = ""

    def __init__(
        self, model: CompetencyModel, reader: Storage | None = None, *, today: date | None = None
    ) -> None:
        self.model = model
        self._today = today
        self._reader = reader
        self._people: dict[str, Coached] = {}
        self._chosen: str | None = None
        self._searches: dict[str, Background] = {}  # whose plan is being made again
        self._tries = RateLimit(TRIES_A_MINUTE)
        self.copies: Copies | None = None

    @property
    def today(self) -> date:
        """The present day where the coach is."""
        return self._today or clock.today()

    @property
    def people(self) -> tuple[Coached, ...]:
        """Everybody on the list, in the order in which they were brought."""
        return tuple(self._people.values())

    @property
    def chosen(self) -> Coached | None:
        """Whom the page is about."""
        return self._people.get(self._chosen or "")

    @property
    def session(self) -> CoachingMeeting:
        """The meeting with the chosen person. ReviewError where nobody is chosen."""
        if self.chosen is None:
            raise ReviewError(texts.NOBODY)
        return self.chosen.session

    @property
    def unkept(self) -> bool:
        """Whether anybody's meeting holds something that isn't in a file yet."""
        return any(not person.kept for person in self._people.values())

    # --- who is brought ------------------------------------------------------------------------

    def bring(self, text: str, name: str = "") -> Coached:
        """Put whoever is in a file (report, answers, meeting) on the list and choose them.

        Newer answers of somebody whose coach hasn't revealed yet take the place of the older ones;
        a copy of what is there changes nothing; what would replace something is asked first
        (`question`). AnswersError or ReviewError.
        """
        from assess.formats.meeting import read_brought

        brought = read_brought(text, self.model)
        self.told, self.question = "", None
        if isinstance(brought, CoachingMeeting):
            return self._bring_meeting(brought, name)
        return self._bring_person(brought, name)

    def bring_shared(self, secret: str) -> Coached:
        """The person behind a share code. ReviewError for a code that doesn't work (any more)."""
        from assess.formats.answers import assessment_from_json

        if not self._tries.allows():
            raise ReviewError(texts.TOO_OFTEN)
        code = typed_code(secret)
        if code is None or self._reader is None:
            raise ReviewError(texts.CODE_REFUSED)
        if not self._reader.shares.allow_try():
            raise ReviewError(texts.TOO_OFTEN)
        stored = self._reader.shares.read(code, who="coach")
        if stored is None:
            raise ReviewError(texts.CODE_REFUSED)
        try:
            brought = assessment_from_json(dict(stored.document), self.model)
        except AnswersError:
            raise ReviewError(texts.ANOTHER_MODEL) from None
        self.told, self.question = "", None
        return self._bring_person(brought, "")

    def bring_somebody(self) -> Coached:
        """Put a made-up person on the list, to try the page with."""
        from assess.domain.demo import demo_assessment

        return self._begin(demo_assessment(self.model), texts.MADE_UP)

    def _bring_meeting(self, brought: CoachingMeeting, name: str) -> Coached:
        there = self._people.get(brought.coach.id or "")
        if there is None:
            return self._add(brought, name)
        self._chosen = there.key
        if there.session == brought:
            self.told = texts.A_COPY.format(name=there.name)
            return there
        self.question = Question(
            texts.ANOTHER_STATE.format(name=there.name),
            texts.USE_FILE,
            texts.KEEP_MINE,
            lambda: self.put(brought, there.key, kept=True),
        )
        return there

    def _bring_person(self, read: Assessment, name: str) -> Coached:
        brought, note = last_complete(read), round_under_way(read)
        same = [
            person
            for person in self.people
            if brought.id is not None and person.session.own.id == brought.id
        ]
        for person in same:
            own = person.session.own
            if _said(brought) == _said(own):
                self._chosen = person.key
                self.told = texts.A_COPY.format(name=person.name)
                return self._noted(person, note)
            if person.session.revealed:
                continue
            self._chosen = person.key
            newer = replace(brought, person=own.person or brought.person)

            def use(person: Coached = person, newer: Assessment = newer) -> Coached:
                # only what the person said is newer; the coach's blind ratings stay
                return self._noted(self.put(replace(person.session, own=newer), person.key), note)

            if (brought.updated or "") < (own.updated or ""):
                older = texts.OLDER.format(name=person.name)
                self.question = Question(older, texts.USE_FILE, texts.KEEP_MINE, use)
                return person
            self.told = texts.NEWER.format(name=person.name)
            return use()
        added = self._noted(self._begin(brought, name), note)
        if same:
            self.told = texts.REVEALED_ALREADY.format(name=same[-1].name, added=added.name)
        return added

    def _add(self, session: CoachingMeeting, name: str, *, kept: bool = True) -> Coached:
        if len(self._people) >= MOST_PEOPLE:
            raise ReviewError(f"Your list is full ({MOST_PEOPLE} people). Remove someone first.")
        if not session.coach.id:
            session = replace(session, coach=replace(session.coach, id=secrets.token_hex(16)))
        key = str(session.coach.id)
        added = Coached(key, self._free_name(session, name), session, kept)
        self._people[key] = added
        self._chosen = key
        return added

    def _begin(self, own: Assessment, name: str) -> Coached:
        """A first meeting. Changes find it again by its key, which no file has yet: a copy has."""
        added = self._add(begin(own, held=self.today), name)
        self._copy(replace(added, kept=False))
        return added

    def _noted(self, person: Coached, note: str) -> Coached:
        self._people[person.key] = replace(person, note=note)
        return self._people[person.key]

    def _free_name(self, session: CoachingMeeting, name: str, besides: str = "") -> str:
        """What somebody is called in the list; nobody else there is called that."""
        given = session.own.person or ("" if self._ours(name) else name)
        shown = shorten(normalize("NFC", given).strip(), LONGEST_NAME)
        shown = shown or f"{texts.SOMEBODY} {letters_of(session.own)}"
        taken = {person.name for person in self.people if person.key != besides}
        numbers = (f"{shown} ({number})" for number in range(2, MOST_PEOPLE + 2))
        return next(one for one in (shown, *numbers) if one not in taken)

    def _ours(self, name: str) -> bool:
        """Whether a file has a name of our making, which names nobody."""
        return name.startswith(self.model.id) or _OUR_FILE.search(name) is not None

    # --- who stays -----------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Go on with somebody on the list."""
        if key not in self._people:
            raise ReviewError(texts.NOBODY)
        self._chosen = key

    def take_off(self, key: str) -> None:
        """Take somebody off the list; their files are theirs and stay."""
        self._people.pop(key, None)
        if self.copies is not None:
            self.copies.erase(key)
        if self._chosen == key:
            self._chosen = next(reversed(self._people), None)

    def start_next(self, text: str | None = None) -> Coached:
        """Begin the meeting after the chosen person's, from their newer file where there is one.

        A file of another assessment, or one that names none, is asked about first.
        """
        self.told, self.question = "", None
        person = self._need(None)
        if text is None:
            return self._next(person, None)
        from assess.formats.meeting import own_in

        read = own_in(text, self.model)
        newer, note = last_complete(read), round_under_way(read)
        own = person.session.own
        newer = replace(newer, person=own.person or newer.person)
        if own.id is None or newer.id != own.id:
            asked = texts.SAME_PERSON.format(
                name=person.name, mine=letters_of(own), theirs=letters_of(newer)
            )
            self.question = Question(
                asked, texts.SAME_YES, texts.SAME_NO, lambda: self._next(person, newer, note)
            )
            return person
        said = texts.NOTHING_NEWER if _said(newer) == _said(own) else texts.NEWER
        self.told = said.format(name=person.name)
        return self._next(person, newer, note)

    def _next(self, person: Coached, own: Assessment | None, note: str = "") -> Coached:
        following = next_time(person.session, own, held=self.today)
        made = replace(
            person, key=str(following.coach.id), session=following, kept=False, note=note
        )
        # at the same place of the list, under the new meeting's key
        self._people = {
            item.key: item
            for item in (made if one.key == person.key else one for one in self.people)
        }
        self._chosen = made.key
        self._copy(made)
        if self.copies is not None:
            self.copies.erase(person.key)
        return made

    def answer(self, yes: bool) -> Coached | None:
        """Answer the question about the last file; None where it isn't used or none is open."""
        question, self.question = self.question, None
        return question.use() if question is not None and yes else None

    def put(
        self, session: CoachingMeeting, key: str | None = None, *, kept: bool = False
    ) -> Coached:
        """Another state of somebody's meeting (default: the chosen person's).

        `kept`: it is what a file holds; else it isn't in a file yet.
        """
        person = self._need(key)
        name = person.name
        if session.own.person != person.session.own.person:
            name = self._free_name(session, "", person.key)
        changed = replace(person, name=name, session=session, kept=kept)
        self._people[person.key] = changed
        self._copy(changed)
        return changed

    def kept(self) -> None:
        """The chosen person's meeting is in a file now, notes and all."""
        if self.chosen:
            self._people[self.chosen.key] = replace(self.chosen, kept=True)
            if self.copies is not None:
                self.copies.erase(self.chosen.key)

    def _need(self, key: str | None) -> Coached:
        person = self._people.get(key or "") if key is not None else self.chosen
        if person is None:
            raise ReviewError(texts.NOBODY)
        return person

    # --- copies --------------------------------------------------------------------------------

    def recover(self, copies: Copies) -> tuple[Coached, ...]:
        """Keep copies from now on, and bring back whose are there; those whose plan was being
        made again.
        """
        self.copies = copies
        before = self._chosen
        waiting = []
        for copy in copies.load(self.model):
            key = str(copy.session.coach.id)
            if key in self._people or len(self._people) >= MOST_PEOPLE:
                continue
            added = self._add(copy.session, copy.name, kept=False)
            if copy.replan:
                waiting.append(added)
        if before is not None:
            self._chosen = before
        return tuple(waiting)

    def keep_copies(self, on: bool) -> None:
        """Keep copies of what isn't downloaded from now on, or erase them. AssessError."""
        if self.copies is None:
            return
        self.copies.turn(on)
        for person in self.people:
            self._copy(person)

    def catch_up(self, key: str) -> None:
        """Take over what another page has written about somebody since."""
        newer = self.copies.newer(key, self.model) if self.copies else None
        if newer is not None and key in self._people:
            self._people[key] = replace(self._people[key], session=newer.session, kept=False)

    def _copy(self, person: Coached) -> None:
        if self.copies is None or person.kept:
            return
        try:
            self.copies.save(
                person.key, person.name, person.session, replan=person.key in self._searches
            )
            self.copy_problem = ""
        except AssessError as error:
            self.copy_problem = texts.NO_COPY.format(why=error)


def _said(assessment: Assessment) -> Assessment:
    """What a person said, without what our files add."""
    return replace(assessment, person="", revision=0)
