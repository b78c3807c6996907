"""What a person says about themselves: answers, wishes for the plan, progress.

Frozen; `with_…` and `without_…` return new records. An absent answer is *unrated*; neither it
nor *not applicable* is ever a level.
The JSON form lives in `assess.answers_json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from assess.plan_request import PlanRequest, without_words

State = Literal["rated", "not_applicable", "unrated"]
ProgressState = Literal["in_progress", "done", "dropped"]

EVIDENCE_LIMIT = 2000
"""Characters in one evidence note."""

MEASURE_LIMIT = 200
"""Characters in what a measure says of today, and in what is wanted."""

MOST_PLANS = 20
"""Plans that an assessment keeps; the oldest goes first."""


HISTORY_LIMIT = 60
"""Snapshots in one assessment; the oldest go first."""

SITTING = timedelta(hours=4)
"""A shorter pause is one sitting, also over midnight UTC: no snapshot falls into it."""

_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """The present moment as the file format writes it: UTC, seconds, `Z`."""
    return datetime.now(UTC).strftime(_MOMENT)


def moment(text: str) -> datetime:
    """A written moment or day as a time in UTC. ValueError where it is neither."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def latest(at: str, *others: str | None) -> str:
    """The latest of written moments; what is absent or no moment of a clock doesn't count."""
    return max((at, *(text for text in others if text)), key=_order)


def _order(text: str) -> datetime:
    try:
        return moment(text)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """One competency: a level, or not applicable, or neither (a note without a rating)."""

    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    updated: str | None = None

    @property
    def state(self) -> State:
        """Which of the three states this is; they are never mixed up."""
        if self.not_applicable:
            return "not_applicable"
        return "unrated" if self.level is None else "rated"

    @property
    def empty(self) -> bool:
        """True where nothing was said at all: such an answer isn't kept."""
        return self.state == "unrated" and not self.evidence


UNRATED = Answer()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one activity got; `date` is the day it was done, dropped or begun.

    `hours_left`: of an activity under way, in quarter hours; None: all of its hours.
    """

    state: ProgressState
    date: date | None = None
    evidence: str = ""
    hours_left: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What the person counts for one activity: how it stands today, and what is wanted."""

    today: str = ""
    wanted: str = ""

    @property
    def empty(self) -> bool:
        """True where neither is said: such a measure isn't kept."""
        return not (self.today or self.wanted)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """One version of the plan: when it was `made` (UTC text) and its JSON (docs/planning.md)."""

    made: str
    plan: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a person rated themselves at an earlier time; no text of theirs.

    `at`: the last change of that state, `2026-08-30T17:00:00Z`. `levels`: competency id → level.
    """

    at: str
    levels: Mapping[str, int]
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One rater's answers about one person, for one version of one model.

    `revision` grows by one with each stored change; `roles` is (held, wanted) or None for the
    model's own pair; `confirm` names competencies whose answer was carried over from an older
    model and waits for the person's yes. `history` holds earlier states, oldest first; `plans`
    the plans made so far, newest last.
    """

    model_id: str
    model_version: str
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    id: str | None = None
    revision: int = 0
    person: str = ""
    rater: str = "self"
    updated: str | None = None
    roles: tuple[str, str] | None = None
    settings: PlanRequest = field(default_factory=PlanRequest)
    progress: Mapping[str, Progress] = field(default_factory=lambda: MappingProxyType({}))
    measures: Mapping[str, Measure] = field(default_factory=lambda: MappingProxyType({}))
    confirm: tuple[str, ...] = ()
    history: tuple[Snapshot, ...] = ()
    plans: tuple[KeptPlan, ...] = ()

    def answer(self, competency_id: str) -> Answer:
        """The answer to one competency; unrated where there is none."""
        return self.answers.get(competency_id, UNRATED)

    def level(self, competency_id: str) -> int | None:
        """The rated level, or None where unrated or not applicable."""
        return self.answer(competency_id).level

    def with_answer(
        self, competency_id: str, answer: Answer, *, at: str | None = None
    ) -> Assessment:
        """The same assessment with one answer replaced; an empty answer is taken out.

        `at` is the moment of the change (default: now), kept as the answer's `updated`; where
        that is before the last change, a clock was put back, and the last change's moment is kept.
        The first change on a later day than the last one, after a pause of `SITTING` at least,
        puts the state before it into `history`.
        """
        at = latest(at or now(), self.updated, self.answer(competency_id).updated)
        answers = dict(self.answers)
        answers.pop(competency_id, None) if answer.empty else answers.update(
            {competency_id: replace(answer, updated=at)}
        )
        confirm = tuple(item for item in self.confirm if item != competency_id)
        return replace(
            self, answers=answers, updated=at, confirm=confirm, history=self._history(at)
        )

    def _history(self, at: str) -> tuple[Snapshot, ...]:
        if self.updated is None or not any(a.state != "unrated" for a in self.answers.values()):
            return self.history
        try:
            before, change = moment(self.updated), moment(at)
        except (ValueError, OverflowError):
            return self.history  # a file may say a time that no clock shows
        if change.date() <= before.date() or change - before < SITTING:
            return self.history
        levels = {key: a.level for key, a in self.answers.items() if a.level is not None}
        away = tuple(sorted(key for key, a in self.answers.items() if a.not_applicable))
        taken = Snapshot(before.strftime(_MOMENT), levels, away)
        last = self.history[-1] if self.history else None
        if last and (last.at >= taken.at or replace(last, at=taken.at) == taken):
            return self.history  # only a note has changed since, or the clock was set back
        return (*self.history, taken)[-HISTORY_LIMIT:]

    def at_snapshot(self, snapshot: Snapshot) -> Assessment:
        """The assessment as it was rated then, without notes: for scores, gaps and charts."""
        answers = {key: Answer(level) for key, level in snapshot.levels.items()}
        answers |= {key: Answer(not_applicable=True) for key in snapshot.not_applicable}
        return replace(
            self,
            answers=answers,
            updated=snapshot.at,
            confirm=(),
            progress={},
            measures={},
            history=(),
            plans=(),
        )

    def with_plan(self, plan: Mapping[str, Any], *, at: str | None = None) -> Assessment:
        """The same assessment with one more kept plan (its JSON); the oldest goes beyond the most.

        A plan equal to the newest kept one isn't kept again. `at`: when it was made, default now.
        """
        if self.plans and self.plans[-1].plan == plan:
            return self
        kept = (*self.plans, KeptPlan(at or now(), plan))
        return replace(self, plans=kept[-MOST_PLANS:])

    def with_progress(self, activity_id: str, progress: Progress | None) -> Assessment:
        """The same assessment with how far one activity got; None takes the record out."""
        found = {key: item for key, item in self.progress.items() if key != activity_id}
        if progress is not None:
            found[activity_id] = progress
        return replace(self, progress=found)

    def with_measure(self, activity_id: str, measure: Measure) -> Assessment:
        """The same assessment with what is counted for one activity; an empty one is taken out."""
        found = {key: item for key, item in self.measures.items() if key != activity_id}
        if not measure.empty:
            found[activity_id] = measure
        return replace(self, measures=found)

    def without_notes(self) -> Assessment:
        """The same assessment with every text of the person removed, levels and plans kept."""
        answers = {
            key: replace(answer, evidence="")
            for key, answer in self.answers.items()
            if answer.state != "unrated"
        }
        progress = {key: replace(item, evidence="") for key, item in self.progress.items()}
        return replace(
            self,
            answers=answers,
            progress=progress,
            measures={},
            settings=self.settings.without_words(),
            plans=tuple(replace(kept, plan=_without_words(kept.plan)) for kept in self.plans),
        )


def _without_words(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """A plan's JSON without the person's own words for others; one of version 0.1 has none."""
    request = plan.get("request")
    if request is None:
        return plan
    words = request.get("people", {}).values()
    kept = {key: value for key, value in request.items() if key not in ("people", "showing")}
    bare = {key: without_words(why, words) for key, why in plan["not_planned"].items()}
    return {**plan, "request": kept, "not_planned": bare}
