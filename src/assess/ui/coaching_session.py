"""What a coach's page holds and does, without any widget: people, and a session with each.

People are kept apart: every method works on the one who is chosen. Nothing of what a person said
about themselves leaves here before the reveal.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from assess.answers import EVIDENCE_LIMIT, Answer, Assessment
from assess.errors import AnswersError, PlanError, ReviewError
from assess.model import CompetencyModel
from assess.plan_request import DEFAULT_WEEKS, PlanRequest
from assess.planning.plan import Plan
from assess.planning.request import next_monday
from assess.review import (
    CoachingSession,
    Comparison,
    PlanProgress,
    Suggestion,
    begin,
    next_time,
    plan_progress,
    suggest,
)
from assess.scoring import coverage
from assess.ui.coaching_typed import clean
from assess.ui.codes import Tries, typed_code
from assess.ui.session_files import plan_text
from assess.ui.session_plan import DEFAULT_HOURS
from assess.ui.texts_coach import (
    ANOTHER_MODEL,
    CODE_REFUSED,
    MADE_UP,
    NOBODY,
    REVEAL_FIRST,
    SOMEBODY,
    TOO_OFTEN,
)

if TYPE_CHECKING:
    from assess.store import Stored
    from assess.views.plan import PlanView

MOST_PEOPLE = 40
TRIES_A_MINUTE = 10


class Reader(Protocol):
    """What the page needs of a store: the answers behind a share code, each use logged."""

    def allow_try(self) -> bool: ...  # noqa: D102
    def read_shared(self, secret: str, *, who: str) -> Stored | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Coached:
    """One person on the coach's list; `kept`: everything is in a file that the coach took."""

    key: str
    name: str
    session: CoachingSession
    kept: bool = True


class Coaching:
    """The coach's list and the work on whoever is chosen."""

    def __init__(
        self, model: CompetencyModel, reader: Reader | None = None, *, today: date | None = None
    ) -> None:
        self.model = model
        self.today = today or datetime.now(UTC).astimezone().date()
        self._reader = reader
        self._people: dict[str, Coached] = {}
        self._chosen: str | None = None
        self._tries = Tries(TRIES_A_MINUTE)
        self._undo: dict[str, list[tuple[str, Answer]]] = {}

    # --- people --------------------------------------------------------------------------------

    @property
    def people(self) -> tuple[Coached, ...]:
        """Everybody on the list, in the order in which they were brought."""
        return tuple(self._people.values())

    @property
    def chosen(self) -> Coached | None:
        """Whom the page is about."""
        return self._people.get(self._chosen or "")

    @property
    def session(self) -> CoachingSession:
        """The session with the chosen person. ReviewError where nobody is chosen."""
        if self.chosen is None:
            raise ReviewError(NOBODY)
        return self.chosen.session

    @property
    def unkept(self) -> bool:
        """Whether anybody's session holds something that isn't in a file yet."""
        return any(not person.kept for person in self._people.values())

    def bring(self, text: str, name: str = "") -> Coached:
        """Put whoever is in a file (report, answers, session) on the list and choose them.

        Newer answers of somebody whose coach hasn't revealed yet take the place of the older ones;
        otherwise the same person's file becomes an entry of its own. AnswersError or ReviewError.
        """
        from assess.session_json import read_brought

        brought = read_brought(text, self.model)
        if isinstance(brought, CoachingSession):
            return self._add(brought, brought.own.person or name)
        return self._add_person(brought, name)

    def bring_shared(self, secret: str) -> Coached:
        """The person behind a share code. ReviewError for a code that doesn't work (any more)."""
        from assess.answers_json import assessment_from_json

        if not self._tries.allowed():
            raise ReviewError(TOO_OFTEN)
        code = typed_code(secret)
        if code is None or self._reader is None:
            raise ReviewError(CODE_REFUSED)
        if not self._reader.allow_try():
            raise ReviewError(TOO_OFTEN)
        stored = self._reader.read_shared(code, who="coach")
        if stored is None:
            raise ReviewError(CODE_REFUSED)
        try:
            brought = assessment_from_json(dict(stored.document), self.model)
        except AnswersError:
            raise ReviewError(ANOTHER_MODEL) from None
        return self._add_person(brought, "")

    def bring_somebody(self) -> Coached:
        """Put a made-up person on the list, to try the page with."""
        from assess.demo import demo_assessment

        return self._add(begin(demo_assessment(self.model), held=self.today), MADE_UP)

    def _add_person(self, brought: Assessment, name: str) -> Coached:
        for person in self.people:
            same = brought.id is not None and person.session.own.id == brought.id
            if same and not person.session.revealed:
                # only what the person said is newer; the coach's blind ratings stay
                updated = replace(person, session=replace(person.session, own=brought), kept=False)
                self._people[person.key] = updated
                self._chosen = person.key
                return updated
        return self._add(begin(brought, held=self.today), brought.person or name)

    def _add(self, session: CoachingSession, name: str) -> Coached:
        if len(self._people) >= MOST_PEOPLE:
            raise ReviewError(f"Your list is full ({MOST_PEOPLE} people). Remove someone first.")
        key = secrets.token_hex(8)
        shown = name.strip()[:80] or f"{SOMEBODY} {len(self._people) + 1}"
        taken = {person.name for person in self.people}
        if shown in taken:
            number = 2
            while f"{shown} ({number})" in taken:
                number += 1
            shown = f"{shown} ({number})"
        self._people[key] = Coached(key, shown, session)
        self._chosen = key
        return self._people[key]

    def choose(self, key: str) -> None:
        """Go on with somebody on the list."""
        if key not in self._people:
            raise ReviewError(NOBODY)
        self._chosen = key

    def take_off(self, key: str) -> None:
        """Take somebody off the list; their files are theirs and stay."""
        self._people.pop(key, None)
        if self._chosen == key:
            self._chosen = next(reversed(self._people), None)

    def start_next(self, text: str | None = None) -> Coached:
        """Begin the session after the chosen person's, from their newer file where there is one."""
        own = None
        if text is not None:
            from assess.answers_json import read_assessment

            own = read_assessment(text, self.model)
        following = next_time(self.session, own, held=self.today)
        return self.put(following)

    def put(self, session: CoachingSession) -> Coached:
        """Another state of the chosen person's session; it isn't in a file yet."""
        person = self.chosen
        if person is None:
            raise ReviewError(NOBODY)
        self._people[person.key] = replace(person, session=session, kept=False)
        return self._people[person.key]

    # --- rating blind --------------------------------------------------------------------------

    def rate(self, competency_id: str, level: int | None, *, not_applicable: bool = False) -> None:
        """The coach's level, or not applicable; the note stays."""
        self._check(competency_id, level)
        before = self.session.coach.answer(competency_id)
        self._blind(competency_id, replace(before, level=level, not_applicable=not_applicable))

    def note(self, competency_id: str, text: str) -> None:
        """What the coach saw that shows it."""
        self._check(competency_id)
        before = self.session.coach.answer(competency_id)
        self._blind(competency_id, replace(before, evidence=clean(text, EVIDENCE_LIMIT)))

    def clear(self, competency_id: str) -> None:
        """Take a blind rating back, its note included; `undo` brings it back."""
        self._check(competency_id)
        before = self.session.coach.answer(competency_id)
        self._blind(competency_id, Answer())
        if not before.empty and self._chosen:
            self._undo.setdefault(self._chosen, []).append((competency_id, before))

    def undo(self) -> None:
        """Bring the last cleared blind rating back."""
        stack = self._undo.get(self._chosen or "", [])
        if stack:
            self._blind(*stack.pop())

    def _blind(self, competency_id: str, answer: Answer) -> None:
        session = self.session
        self.put(session.with_coach(session.coach.with_answer(competency_id, answer)))

    def _check(self, competency_id: str, level: int | None = None) -> None:
        if not self.model.has_competency(competency_id):
            raise ReviewError("That skill isn't in this model. Run the cell again.")
        if level is not None and not self.model.on_scale(level):
            raise ReviewError(
                f"That level isn't on the scale: choose {self.model.lowest} to "
                f"{self.model.highest}."
            )

    # --- revealing and agreeing ----------------------------------------------------------------

    @property
    def rated(self) -> str:
        """How much the coach has rated: "9 of 24 rated"."""
        return str(coverage(self.session.coach, self.model.competencies))

    def reveal(self) -> None:
        """Show both ratings; the coach's stand from now on."""
        self.put(self.session.reveal())

    def comparison(self) -> Comparison:
        """Both raters side by side; ReviewError before the reveal."""
        return self.session.comparison(self.model)

    def agree(self, competency_id: str, level: int | None, *, not_applicable: bool = False) -> None:
        """Write down the level that both agree on; the plan follows at once."""
        self._check(competency_id, level)
        before = self.session.agreed.answer(competency_id)
        answer = replace(before, level=level, not_applicable=not_applicable)
        self.put(self.session.agree(competency_id, answer))
        self.reflow()

    def agree_note(self, competency_id: str, text: str) -> None:
        """Write down why."""
        self._check(competency_id)
        before = self.session.agreed.answer(competency_id)
        answer = replace(before, evidence=clean(text, EVIDENCE_LIMIT))
        self.put(self.session.agree(competency_id, answer))

    def agree_on_equal(self) -> None:
        """Agree at once where both said the same."""
        self.put(self.session.agree_on_equal(self.model))
        self.reflow()

    # --- planning ------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted, of the chosen person."""
        return self.session.own.roles or self.model.role_pair

    @property
    def plan(self) -> Plan | None:
        """The plan of this session; one of version 0.1 counts as none."""
        return made if isinstance(made := self.session.plan, Plan) else None

    @property
    def plan_request(self) -> PlanRequest:
        """What the last plan was asked for; else what the person asked for, and the rest usual."""
        if self.plan is not None:
            return self.plan.request
        asked = self.session.settled.settings
        start = (
            asked.start if asked.start and asked.start >= self.today else next_monday(self.today)
        )
        return replace(
            asked,
            hours_per_week=asked.hours_per_week or DEFAULT_HOURS,
            weeks=asked.weeks or DEFAULT_WEEKS,
            start=start,
        )

    def make_plan(self, parts: Mapping[str, Any]) -> Plan:
        """The plan from the settled levels; `parts`: fields of the request that are other now.

        ReviewError before the reveal: a plan gives the person's levels away. PlanError otherwise.
        """
        self._need_reveal()
        made = self._plan(replace(self.plan_request, **parts))
        self.put(self.session.with_plan(made))
        return made

    def _need_reveal(self) -> None:
        if not self.session.revealed:
            raise ReviewError(REVEAL_FIRST)

    def reflow(self) -> None:
        """Make the plan again for the present levels, where there is one; it stays as asked for."""
        if self.plan is None:
            return
        try:
            made = self._plan(self.plan_request)
        except PlanError:
            return  # what is agreed is kept all the same; the plan step says what is missing
        self.put(self.session.with_plan(made))

    def _plan(self, request: PlanRequest) -> Plan:
        from assess.planning import plan

        held, wanted = self.roles
        last = self.plan or (self.session.past[-1].plan if self.session.past else None)
        previous = last if isinstance(last, Plan) else None
        return plan(
            self.model, self.session.settled, request, held=held, role=wanted, previous=previous
        )

    def plan_view(self) -> PlanView | None:
        """The plan in words; None where there is none."""
        from assess.views.plan_words import plan_view

        settled = self.session.settled
        return None if self.plan is None else plan_view(self.model, settled, self.plan)

    # --- deciding ------------------------------------------------------------------------------

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Open gaps that something can be done about and that are no goal yet, best first.

        None before the reveal: they give the person's levels away.
        """
        session = self.session
        if not session.revealed:
            return ()
        taken = {goal.competency_id for goal in session.goals}
        found = suggest(self.model, session.settled, self.roles[1], session.plan)
        return tuple(item for item in found if item.goal.competency_id not in taken)

    # --- next time -----------------------------------------------------------------------------

    def standing(self) -> PlanProgress | None:
        """The last session's plan against today's calendar; None where there was none."""
        past = self.session.past
        plan = past[-1].plan if past else None
        return plan_progress(plan, self.session.own.progress, self.today) if plan else None

    # --- files ---------------------------------------------------------------------------------

    def file(self, *, with_notes: bool) -> str:
        """The session as a file that loads again (JSON text)."""
        from assess.session_json import dumps_session

        return dumps_session(self._leaving(with_notes))

    def report(self, *, with_notes: bool) -> str:
        """The report of the settled levels with the session's outcome, as one HTML document."""
        from assess.report.coaching import session_report

        return session_report(
            self.model, self._leaving(with_notes), with_notes=with_notes, generated=self.today
        )

    def plan_file(self, kind: str, *, with_notes: bool = True) -> str:
        """The plan as a calendar ("ics") or a checklist ("md"); PlanError where there is none."""
        if self.plan is None or not self.plan.activities:
            raise PlanError("There is no plan in this session yet. Make one under Decide.")
        plan = self.plan if with_notes else self.plan.without_words()
        return plan_text(self.model, self._leaving(with_notes).settled, plan, kind)

    def kept(self) -> None:
        """The chosen person's session is in a file now, notes and all."""
        person = self.chosen
        if person:
            self._people[person.key] = replace(person, kept=True)

    def _leaving(self, with_notes: bool) -> CoachingSession:
        return self.session if with_notes else self.session.without_notes()
