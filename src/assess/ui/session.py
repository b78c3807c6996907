"""Who is here and what they answer, without any widget: the page and the tests call the same.

How it is stored is in `session_keeping`, the visit's plan in `session_plan`, its files in
`session_files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assess.answers import Assessment
from assess.errors import AnswersError, MissingError, StaleWriteError, StoreError
from assess.plan_request import PlanRequest
from assess.scoring import Scores, score
from assess.ui.changes import NA, Change, Conflict, apply, apply_all
from assess.ui.session_keeping import TRIES, Keeping
from assess.ui.texts_visit import CLASH


@dataclass(frozen=True, slots=True)
class Earlier:
    """Answers kept under a code of this browser: only how many and when, until they are chosen."""

    code: str
    rated: int
    all: int
    updated: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a browser's changes.

    `done`: numbers of those that need not be sent again; `conflicts` wait for the person's
    choice; `refused` are sentences; `kept`: whether all the rest is stored, `problem` why not,
    `missing`: because what was stored before is gone, which the person can mend.
    """

    done: tuple[int, ...]
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[str, ...] = ()
    kept: bool = True
    problem: str = ""
    missing: bool = False


class Session(Keeping):
    """One visitor's assessment: who is here, what is read from it, and every way of answering."""

    # --- reading -------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""
        return self.assessment.roles or self.model.role_pair

    @property
    def scores(self) -> Scores:
        """Coverage, area scores and role fit of the present answers."""
        return score(self.model, self.assessment)

    # --- who is here ---------------------------------------------------------------------------

    def look_up(self, codes: Iterable[str]) -> tuple[tuple[str, ...], str]:
        """Those codes whose answers somebody erased, and why the store can't be read, or ""."""
        gone = []
        try:
            for code in codes:
                if self._store and self._store.erased(code):
                    gone.append(code)
        except StoreError as error:
            return tuple(gone), str(error)
        return tuple(gone), ""

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

    def unsaved(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those codes under which nothing is stored, neither of this model nor of another."""
        return tuple(code for code in codes if self._missing(code))

    def _missing(self, code: str) -> bool:
        try:
            return self._store is None or self._store.load(code) is None
        except StoreError:
            return False

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
        self._apply(Change(0, competency_id, rating=str(level)))

    def not_applicable(self, competency_id: str) -> None:
        """Say that a competency doesn't apply; the note stays."""
        self._apply(Change(0, competency_id, rating=NA))

    def note(self, competency_id: str, text: str) -> None:
        """Keep the evidence note of one competency; AnswersError where it is too long."""
        self._apply(Change(0, competency_id, note=text))

    def clear(self, competency_id: str) -> None:
        """Take an answer back to unrated, its note included."""
        self._apply(Change(0, competency_id, rating="", note=""))

    def confirm(self, competency_id: str) -> None:
        """Say that an answer carried over from an older model still holds."""
        self._apply(Change(0, competency_id, confirm=True))

    def _apply(self, change: Change) -> None:
        self.change(lambda present: apply(self.model, present, change)[0])

    def take(self, changes: Sequence[Change]) -> Outcome:
        """Store what a browser says was changed, as often as it says so.

        Answers that another tab gave to other questions come along; a different answer to the
        same question stays and is a conflict. ErasedError where all of it was erased meanwhile.
        """
        for _ in range(TRIES):
            present = self.assessment
            changed, conflicts, refused = apply_all(self.model, present, changes)
            problem, missing = "", False
            try:
                if changed is not present or not (self.kept or _says_nothing(changed)):
                    self._keep(changed)
            except StaleWriteError:
                try:
                    self._catch_up(changed)
                    continue
                except MissingError as error:
                    problem, missing = str(error), True
            except StoreError as error:
                problem, missing = str(error), isinstance(error, MissingError)
            kept = self.kept or _says_nothing(changed)
            waiting = {conflict.number for conflict in conflicts}
            done = [change.number for change in changes if change.number not in waiting]
            return Outcome(tuple(done if kept else ()), conflicts, refused, kept, problem, missing)
        raise StaleWriteError(CLASH)

    def choose_roles(self, held: str, wanted: str) -> None:
        """Compare with another pair of roles; AnswersError where the model has no such role."""
        if not (self.model.has_role(held) and self.model.has_role(wanted)):
            raise AnswersError("Choose two roles from the lists.")
        self.change(lambda present: replace(present, roles=(held, wanted)))

    def replace_by(self, assessment: Assessment) -> None:
        """Put a loaded assessment in the place of the present answers, under the present code."""
        present = self.assessment
        loaded = replace(assessment, id=present.id, revision=present.revision)
        try:
            self.change(lambda _present: loaded)
        finally:
            if self.assessment is not present:
                self._open()


def _says_nothing(assessment: Assessment) -> bool:
    """Whether there is nothing in it that a person has said."""
    said = (assessment.answers, assessment.progress, assessment.plans, assessment.roles)
    return not any((*said, assessment.measures)) and assessment.settings == PlanRequest()
