"""What one visit holds and does, without any widget: the page and the tests call the same methods.

Every change makes a new frozen `Assessment`, stores it, and only then shows it as saved.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from traitlets import Bool, HasTraits, Instance, Unicode

from assess.answers import EVIDENCE_LIMIT, Answer, Assessment
from assess.errors import AnswersError, AssessError, PlanError, StaleWriteError, StoreError
from assess.model import CompetencyModel
from assess.planning.plan import Plan
from assess.scoring import Scores, score
from assess.ui.texts import NO_PLAN_TO_TAKE

if TYPE_CHECKING:
    from assess.store import Stored

DEFAULT_HOURS = 4.0
DEFAULT_WEEKS = 26


class Keeper(Protocol):
    """What a session needs of a store."""

    def load(self, code: str) -> Stored | None: ...  # noqa: D102
    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int: ...  # noqa: D102
    def forget(self, code: str) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Earlier:
    """Answers kept under a code of this browser: only how many and when, until they are chosen."""

    code: str
    rated: int
    all: int
    updated: str


class Session(HasTraits):
    """One visitor's assessment, plan and the place where they are kept.

    Traits: `assessment` (the present one), `plan` (None until asked for), `kept` (whether the
    present answers are stored), `plan_is_old` (an answer changed after the plan was made).
    """

    assessment = Instance(Assessment)
    plan = Instance(Plan, allow_none=True)
    kept = Bool(False)
    plan_is_old = Bool(False)
    code = Unicode("")

    def __init__(self, model: CompetencyModel, store: Keeper | None = None) -> None:
        self.model = model
        self._store = store
        self._undo: list[tuple[str, Answer]] = []
        super().__init__(assessment=self._blank())

    def _blank(self) -> Assessment:
        return Assessment(self.model.id, self.model.version, id=secrets.token_hex(16))

    # --- reading -------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""
        return self.assessment.roles or self.model.role_pair

    @property
    def scores(self) -> Scores:
        """Coverage, area scores and role fit of the present answers."""
        return score(self.model, self.assessment)

    @cached_property
    def next_monday(self) -> date:
        """The default start of a plan."""
        today = datetime.now(UTC).astimezone().date()
        return today + timedelta(days=7 - today.weekday())

    # --- who is here ---------------------------------------------------------------------------

    def earlier(self, codes: Iterable[str]) -> tuple[Earlier, ...]:
        """What is kept under the codes of a browser; codes without answers are left out."""
        found = []
        for code in codes:
            try:
                stored = self._store.load(code) if self._store else None
            except StoreError:
                continue
            if stored is None or stored.document["model"]["id"] != self.model.id:
                continue
            answers = stored.document["answers"].values()
            rated = sum("level" in answer for answer in answers)
            found.append(Earlier(code, rated, len(self.model.competencies), stored.updated))
        return tuple(sorted(found, key=lambda item: item.updated, reverse=True))

    def begin(self, code: str) -> None:
        """Start with no answers; they are kept under `code` from the first one on."""
        self._undo.clear()
        self.plan = None
        self.set_trait("code", code)
        self.assessment = self._blank()
        self.kept = False

    def resume(self, code: str) -> None:
        """Go on with what is kept under `code`; StoreError or AnswersError where that can't be."""
        from assess.answers_json import assessment_from_json

        stored = self._store.load(code) if self._store else None
        if stored is None:
            raise StoreError("Those answers are no longer kept on this computer. Start new below.")
        assessment = assessment_from_json(dict(stored.document), self.model)
        self._undo.clear()
        self.plan = None
        self.code = code
        self.assessment = replace(assessment, revision=stored.revision)
        self.kept = True

    def forget(self, code: str) -> None:
        """Erase what is kept under `code`; the present answers go with it if they are those."""
        if self._store:
            self._store.forget(code)
        if code == self.code:
            self.begin("")

    # --- answering -----------------------------------------------------------------------------

    def rate(self, competency_id: str, level: int) -> None:
        """Rate one competency; the note stays. AnswersError for a level off the scale."""
        if not self.model.on_scale(level):
            raise AnswersError(f"Level {level} isn't on the scale.")
        self._answer(
            competency_id, replace(self._of(competency_id), level=level, not_applicable=False)
        )

    def not_applicable(self, competency_id: str) -> None:
        """Say that a competency doesn't apply; the note stays."""
        self._answer(
            competency_id, replace(self._of(competency_id), level=None, not_applicable=True)
        )

    def note(self, competency_id: str, text: str) -> None:
        """Keep the evidence note of one competency; AnswersError where it is too long."""
        if len(text) > EVIDENCE_LIMIT:
            raise AnswersError(f"A note has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
        clean = text.replace("\r\n", "\n").replace("\0", "")
        clean = clean.encode("utf-8", "replace").decode("utf-8")
        self._answer(competency_id, replace(self._of(competency_id), evidence=clean))

    def clear(self, competency_id: str) -> None:
        """Take an answer back to unrated, its note included; `undo` brings it back."""
        before = self._of(competency_id)
        self._answer(competency_id, Answer())
        if not before.empty:
            self._undo.append((competency_id, before))

    def confirm(self, competency_id: str) -> None:
        """Say that an answer carried over from an older model still holds."""
        self._answer(competency_id, self._of(competency_id))

    def undo(self) -> str | None:
        """Bring the last cleared answer back; the competency's id, or None."""
        if not self._undo:
            return None
        competency_id, answer = self._undo[-1]
        self._answer(competency_id, answer)
        self._undo.pop()
        return competency_id

    def choose_roles(self, held: str, wanted: str) -> None:
        """Compare with another pair of roles; AnswersError where the model has no such role."""
        if not (self.model.has_role(held) and self.model.has_role(wanted)):
            raise AnswersError("Choose two roles from the lists.")
        self._change(replace(self.assessment, roles=(held, wanted)))

    def replace_by(self, assessment: Assessment) -> None:
        """Put a loaded assessment in the place of the present answers, under the present code."""
        present = self.assessment
        loaded = replace(assessment, id=present.id, revision=present.revision)
        try:
            self._change(loaded)
        finally:
            if self.assessment is not present:  # a stale write has changed nothing
                self._undo.clear()
                self.plan = None

    def _of(self, competency_id: str) -> Answer:
        if not self.model.has_competency(competency_id):
            raise AnswersError("That question isn't in this assessment: load the page again.")
        return self.assessment.answer(competency_id)

    def _answer(self, competency_id: str, answer: Answer) -> None:
        self._of(competency_id)
        self._change(self.assessment.with_answer(competency_id, answer))

    def _change(self, changed: Assessment) -> None:
        """Store, then show. A stale write changes nothing; another failure keeps it on the page."""
        from assess.answers_json import assessment_to_json

        problem: StoreError | None = None
        kept = False
        if self._store and self.code:
            try:
                revision = self._store.save(
                    self.code, assessment_to_json(changed), expected=self.assessment.revision
                )
                changed, kept = replace(changed, revision=revision), True
            except StaleWriteError:
                raise
            except StoreError as error:
                problem = error
        self.plan_is_old = self.plan is not None
        self.kept = kept
        self.assessment = changed
        if problem:
            raise problem

    # --- planning ------------------------------------------------------------------------------

    def make_plan(self, hours_per_week: float, start: date, end: date) -> Plan:
        """Compute the plan from Monday-to-Sunday weeks of `start` up to and with `end`.

        PlanError (a sentence) for no hours, an end before the start, too little rated.
        """
        weeks = ((end - start).days + 1) // 7
        if end < start:
            raise PlanError("The end is before the start: choose a later end date.")
        if weeks < 1:
            raise PlanError("There is no whole week between these dates: choose a later end date.")
        settings = replace(
            self.assessment.settings, hours_per_week=hours_per_week, weeks=weeks, start=start
        )
        planned = replace(self.assessment, settings=settings)
        made = self._plan(planned)
        try:
            self._change(planned)
        finally:
            # a full disk doesn't take the plan away; a stale write has changed no settings
            if self.assessment.settings == settings:
                self.plan, self.plan_is_old = made, False
        return made

    def refresh_plan(self) -> None:
        """Make the plan of the kept settings anew, where there are some and answers changed."""
        settings = self.assessment.settings
        if settings.hours_per_week is None or settings.weeks is None or settings.start is None:
            return
        if self.plan is None or self.plan_is_old:
            self.plan, self.plan_is_old = self._plan(self.assessment), False

    def _plan(self, assessment: Assessment) -> Plan:
        from assess.planning import plan

        settings = assessment.settings
        assert settings.hours_per_week is not None
        assert settings.weeks is not None
        return plan(
            self.model,
            assessment,
            self.roles[1],
            settings.hours_per_week,
            settings.weeks,
            start=settings.start,
            focus=settings.focus,
            excluded=settings.excluded,
        )

    # --- files ---------------------------------------------------------------------------------

    def read(self, text: str) -> Assessment:
        """The assessment in a chosen file; AnswersError (a sentence) for anything else."""
        from assess.answers_json import read_assessment

        return read_assessment(text, self.model)

    def report(self, *, with_notes: bool, with_guide: bool = False) -> str:
        """The HTML report of the present answers, with the plan where one can be made."""
        from assess.report.html import html_report

        try:
            self.refresh_plan()
        except AssessError:
            self.plan = None  # the report says what is missing; a plan is not owed
        today = datetime.now(UTC).astimezone().date()
        return html_report(
            self.model,
            self.assessment,
            plan=self.plan,
            with_notes=with_notes,
            with_guide=with_guide,
            generated=today,
        )

    def plan_file(self, kind: str) -> str:
        """The plan as a calendar ("ics") or a checklist ("md"); PlanError where there is none."""
        self.refresh_plan()
        if self.plan is None or not self.plan.activities:
            raise PlanError(NO_PLAN_TO_TAKE)
        if kind == "ics":
            from assess.report.ics import plan_ics

            return plan_ics(self.model, self.plan, owner=self.assessment.id or "")
        from assess.report.plan_text import plan_markdown

        return plan_markdown(self.model, self.plan)

    def answers_file(self, *, with_notes: bool) -> str:
        """The present answers as an assessment file (JSON text)."""
        from assess.answers_json import dumps

        return dumps(self.assessment if with_notes else self.assessment.without_notes())
