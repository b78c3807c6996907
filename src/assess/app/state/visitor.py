"""Who is here and what they answer, without any widget: the page and the tests call the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assess.app.messages.visit import ClashOf
from assess.app.state.change_kinds import EVIDENCE, value_of
from assess.app.state.changes import Change, apply, apply_all
from assess.app.state.saving import TRIES, Saving
from assess.app.state.texts import CLASH
from assess.domain.answers import Assessment
from assess.domain.plan_request import PlanRequest
from assess.domain.scoring import Scores, score
from assess.errors import (
    AnswersError,
    AssessError,
    MissingError,
    NewerModelError,
    StaleWriteError,
    StoreError,
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Answers kept under a code of this browser: only how many and when, until they are chosen.

    `planned_to`: the last day of the plan that was made last, if there is one. `anew`: a blind
    round is under way, and `rated` is what it has so far.
    """

    code: str
    rated: int
    all: int
    updated: str
    planned_to: date | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a browser's changes.

    `done`: numbers of those that need not be sent again; `conflicts` wait for the person's
    choice; `refused` are sentences; `kept`: whether all the rest is stored, `problem` why not,
    `missing`: because what was stored before is gone, which the person can mend. `joined`: whether
    there is more evidence by now than the browser said.
    """

    done: tuple[int, ...]
    conflicts: tuple[ClashOf, ...] = ()
    refused: tuple[str, ...] = ()
    kept: bool = True
    problem: str = ""
    missing: bool = False
    joined: bool = False


class VisitorState(Saving):
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
                if self.store and self.store.answers.erased(code):
                    gone.append(code)
        except StoreError as error:
            return tuple(gone), str(error)
        return tuple(gone), ""

    def earlier(self, codes: Iterable[str]) -> tuple[Earlier, ...]:
        """What is kept under the codes of a browser; codes without answers are left out."""
        found = []
        for code in codes:
            try:
                stored = self.store.answers.load(code) if self.store else None
            except StoreError:
                continue
            if stored is None or stored.document["model"]["id"] != self.model.id:
                continue
            answers = stored.document["answers"].values()
            rated = sum("level" in answer for answer in answers)
            all_ = len(self.model.competencies)
            end = _planned_to(stored.document)
            anew = "round" in stored.document
            found.append(Earlier(code, rated, all_, stored.updated, end, anew))
        return tuple(sorted(found, key=lambda item: item.updated, reverse=True))

    def unsaved(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those codes under which nothing is stored, neither of this model nor of another."""
        return tuple(code for code in codes if self._missing(code))

    def _missing(self, code: str) -> bool:
        try:
            return self.store is None or self.store.answers.load(code) is None
        except StoreError:
            return False

    def forget(self, code: str) -> None:
        """Erase what is kept under `code`; the present answers go with it if they are those."""
        if self.store:
            self.store.answers.forget(code)
        if code == self.code:
            self.begin("")

    # --- answering -----------------------------------------------------------------------------

    def rate(self, competency_id: str, level: int) -> None:
        """Rate one competency; the note stays. AnswersError for a level off the scale."""
        if not self.model.on_scale(level):
            raise AnswersError(f"Level {level} isn't on the scale.")
        rated = Change(0, competency_id, rating=str(level))
        self.change(lambda present: apply(self.model, present, rated)[0])

    def take(self, changes: Sequence[Change]) -> Outcome:
        """Store what a browser says was changed, as often as it says so.

        Answers that another tab gave to other questions come along; a different answer to the
        same question stays and is a conflict. ErasedError where all of it was erased meanwhile.
        """
        for _ in range(TRIES):
            present = self.assessment
            changed, conflicts, refused = apply_all(self.model, present, changes, apply)
            problem, missing = "", False
            try:
                if changed is not present or not (self.kept or _says_nothing(changed)):
                    self._keep(changed)
            except StaleWriteError:
                try:
                    self._catch_up(changed)
                    continue
                except (MissingError, NewerModelError) as error:
                    problem, missing = str(error), isinstance(error, MissingError)
            except StoreError as error:
                problem, missing = str(error), isinstance(error, MissingError)
            kept = self.kept or _says_nothing(changed)
            waiting = {conflict["n"] for conflict in conflicts}
            done = [change.number for change in changes if change.number not in waiting]
            joined = any(self._joined(change) for change in changes if change.number not in waiting)
            told = tuple(done if kept else ())
            return Outcome(told, conflicts, refused, kept, problem, missing, joined)
        raise StaleWriteError(CLASH)

    def _joined(self, change: Change) -> bool:
        if change.kind != EVIDENCE:
            return False
        try:
            value = value_of(self.model, change.kind, change.key)
            return bool(value.present(self.assessment) != value.read(change.value))
        except AssessError:
            return True  # refused, or under another id by now

    def replace_by(self, assessment: Assessment) -> None:
        """Put a loaded assessment in the place of the present answers, under the present code."""
        present = self.assessment
        loaded = replace(assessment, id=present.id, revision=present.revision)
        try:
            self.change(lambda _present: loaded)
        finally:
            if self.assessment is not present:
                self.opened += 1


def _says_nothing(assessment: Assessment) -> bool:
    """Whether there is nothing in it that a person has said."""
    said = (assessment.answers, assessment.progress, assessment.plans, assessment.roles)
    later = (assessment.measures, assessment.round, assessment.check_ins, assessment.asked)
    return not any((*said, *later)) and assessment.settings == PlanRequest()


def _planned_to(document: Mapping[str, Any]) -> date | None:
    """Return the last day of the plan made last; plans of an older form don't say it."""
    plans = document.get("plans") or [{}]
    try:
        request = plans[-1]["plan"]["request"]
        return date.fromisoformat(request["start"]) + timedelta(days=7 * request["weeks"] - 1)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
