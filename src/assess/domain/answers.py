"""What a person says about themselves: answers, wishes for the plan, progress.

Frozen; `with_…` and `without_…` return new records. An absent answer is *unrated*; neither it
nor *not applicable* is ever a level.
The JSON form lives in `assess.formats.answers`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assess.clock import here, known, now, written
from assess.domain.plan_request import PlanRequest, without_words
from assess.domain.progress import MOST_CHECK_INS, ActivityState, CheckIn, Measure, Progress
from assess.domain.rating import LIMITS, Entry
from assess.text import frame, table

if TYPE_CHECKING:
    import pandas as pd

Key = TypeVar("Key")
Item = TypeVar("Item")
State = Literal["rated", "not_applicable", "unrated"]

EVIDENCE_LIMIT = LIMITS["text"]
"""Characters in one evidence note."""

MOST_PLANS = 20
"""Plans that an assessment keeps; the oldest goes first."""

HISTORY_LIMIT = 60
"""Snapshots in one assessment; the oldest go first."""

SITTING = timedelta(hours=4)
"""A shorter pause is one sitting, also over midnight: no snapshot falls into it."""


def latest(at: str, *others: str | None) -> str:
    """The latest of written moments; what is absent or no moment of a clock doesn't count."""
    never = datetime.min.replace(tzinfo=UTC)
    return max((at, *(text for text in others if text)), key=lambda text: known(text) or never)


@dataclass(frozen=True, slots=True)
class Answer:
    """One competency: a level, or not applicable, or neither (a note without a rating).

    `quick`: the level is rough, given in the quick pass and not yet confirmed against the anchors.
    `evidence` is the text of the first entry of its log; without it there is no log. `log` is
    empty where that text says all; `entries` is the log in any case.
    """

    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    updated: str | None = None
    quick: bool = False
    log: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        """Let the log begin with the text, so that whoever takes out a text takes out all of it."""
        if not self.log:
            return
        first = replace(self.log[0], text=self.evidence)
        said = self.evidence and (len(self.log) > 1 or first != Entry(self.evidence))
        object.__setattr__(self, "log", (first, *self.log[1:]) if said else ())

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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The evidence, entry by entry."""
        return self.log or ((Entry(self.evidence),) if self.evidence.strip() else ())

    def with_log(self, entries: Sequence[Entry]) -> Answer:
        """The same answer with this evidence."""
        text = entries[0].text if entries else ""
        return replace(self, evidence=text, log=tuple(entries))

    def with_note(self, text: str) -> Answer:
        """The same answer with another text of the first entry; without one that entry goes."""
        if self.log and not text.strip():
            return self.with_log(self.log[1:])
        return replace(self, evidence=text)


UNRATED = Answer()


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """One version of the plan: when it was `made` (UTC text) and its JSON (docs/planning.md)."""

    made: str
    plan: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a person rated themselves at an earlier time; no text of theirs.

    `at`: the last change of that state, `2026-08-30T17:00:00Z`. `levels`: competency id → level.
    `quick`: ids of the levels that were rough then.
    """

    at: str
    levels: Mapping[str, int]
    not_applicable: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A new round of ratings, under way since `begun`, with the earlier ones out of sight.

    `earlier`: the answers from before it; they come back where the round gives no others.
    """

    begun: str
    earlier: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Hindsight:
    """Where a person, looking back `at` a later time, says they were: competency id → level."""

    at: str
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One rater's answers about one person, for one version of one model.

    `revision` grows by one with each stored change; `roles` is (held, wanted) or None for the
    model's own pair; `confirm` names competencies whose answer was carried over from an older
    model and waits for the person's yes. `history` holds earlier states, oldest first; `plans`
    the plans made so far, newest last. In a `round`, `answers` holds only what it gave so far.
    `hindsight`: the moment of an earlier state → how the person sees that state now. `check_ins`:
    the first day of a week → how that week went. `asked`: person id → the day they were asked.
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
    round: Round | None = None
    hindsight: Mapping[str, Hindsight] = field(default_factory=lambda: MappingProxyType({}))
    check_ins: Mapping[date, CheckIn] = field(default_factory=lambda: MappingProxyType({}))
    asked: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def content_id(self) -> str:
        """An id made of who answered what: the same in every copy, with notes or without."""
        said = sorted(
            (key, answer.state, answer.level)
            for key, answer in self.answers.items()
            if answer.state != "unrated"
        )
        about = (self.model_id, self.person, self.rater, said)
        return f"content-{hashlib.sha256(repr(about).encode('utf-8', 'replace')).hexdigest()[:32]}"

    def identified(self) -> Assessment:
        """The same assessment with an id: its own, else the one that its content makes."""
        return self if self.id else replace(self, id=self.content_id)

    def answer(self, competency_id: str) -> Answer:
        """The answer to one competency; unrated where there is none."""
        return self.answers.get(competency_id, UNRATED)

    def level(self, competency_id: str) -> int | None:
        """The rated level, or None where unrated or not applicable."""
        return self.answer(competency_id).level

    def activities(self, *states: ActivityState) -> frozenset[str]:
        """Ids of the activities whose progress is in one of these states."""
        return frozenset(key for key, item in self.progress.items() if item.state in states)

    def to_frame(self) -> pd.DataFrame:
        """Return one row an answer, in the order of the file.

        Columns: competency (id), state ("rated" | "not_applicable" | "unrated"), level (<NA> where
        there is none), quick (whether it is rough), evidence (the first entry's text).
        """
        rows = (
            (key, item.state, item.level, item.quick, item.evidence)
            for key, item in self.answers.items()
        )
        columns = ["competency", "state", "level", "quick", "evidence"]
        return frame(columns, rows, level="Int64")

    def _repr_html_(self) -> str:
        return table(f"{self._counted()}.", self.to_frame())

    def _counted(self) -> str:
        states = [item.state for item in self.answers.values()]
        away = states.count("not_applicable")
        tail = f", {away} not applicable" if away else ""
        about = f"{self.rater}, {self.model_id} {self.model_version}"
        return f"{states.count('rated')} rated{tail} ({about})"

    def __repr__(self) -> str:
        return f"<Assessment: {self._counted()}>"

    @property
    def rough(self) -> tuple[str, ...]:
        """Ids of the competencies whose level is rough: from the quick pass, not yet confirmed."""
        return tuple(key for key, answer in self.answers.items() if answer.quick)

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
        answers = {**self.answers, competency_id: replace(answer, updated=at)}
        if answer.empty:
            del answers[competency_id]
        confirm = tuple(item for item in self.confirm if item != competency_id)
        return replace(
            self, answers=answers, updated=at, confirm=confirm, history=self._history(at)
        )

    def _history(self, at: str) -> tuple[Snapshot, ...]:
        rated = any(answer.state != "unrated" for answer in self.answers.values())
        if self.updated is None or self.round or not rated:
            return self.history  # the state before a round was put there when it began
        before, change = known(self.updated), known(at)
        if not before or not change or change - before < SITTING:
            return self.history
        if here(change).date() <= here(before).date():
            return self.history
        taken = self.snapshot(written(before))
        last = self.history[-1] if self.history else None
        if last and (last.at >= taken.at or replace(last, at=taken.at) == taken):
            return self.history  # only a note has changed since, or the clock was set back
        return (*self.history, taken)[-HISTORY_LIMIT:]

    def snapshot(self, at: str) -> Snapshot:
        """The present ratings as a state of this moment."""
        levels = {key: a.level for key, a in self.answers.items() if a.level is not None}
        away = tuple(sorted(key for key, a in self.answers.items() if a.not_applicable))
        return Snapshot(at, levels, away, tuple(sorted(self.rough)))

    def at_snapshot(self, snapshot: Snapshot) -> Assessment:
        """The assessment as it was rated then, without notes: for scores, gaps and charts."""
        answers = {
            key: Answer(level, quick=key in snapshot.quick)
            for key, level in snapshot.levels.items()
        }
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
            round=None,
            hindsight={},
            check_ins={},
            asked={},
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
        return replace(self, progress=put(self.progress, activity_id, progress))

    def with_measure(self, activity_id: str, measure: Measure) -> Assessment:
        """The same assessment with what is counted for one activity; an empty one is taken out."""
        said = None if measure.empty else measure
        return replace(self, measures=put(self.measures, activity_id, said))

    def with_check_in(self, week: date, check_in: CheckIn | None) -> Assessment:
        """The same assessment with how one week went; None takes the check-in out.

        The oldest goes beyond the most that are kept.
        """
        found = sorted(put(self.check_ins, week, check_in).items())
        return replace(self, check_ins=dict(found[-MOST_CHECK_INS:]))

    def with_asked(self, person: str, day: date | None) -> Assessment:
        """The same assessment with the day on which somebody was asked; None: they weren't."""
        return replace(self, asked=put(self.asked, person, day))

    def without_notes(self) -> Assessment:
        """The same assessment with every text of the person removed, levels and plans kept."""
        aside = self.round
        progress = {key: replace(item, evidence="") for key, item in self.progress.items()}
        return replace(
            self,
            answers=_bare(self.answers),
            round=replace(aside, earlier=_bare(aside.earlier)) if aside else None,
            progress=progress,
            measures={},
            check_ins={day: item.without_words() for day, item in self.check_ins.items()},
            settings=self.settings.without_words(),
            plans=tuple(replace(kept, plan=_without_words(kept.plan)) for kept in self.plans),
        )


def put(items: Mapping[Key, Item], key: Key, item: Item | None) -> dict[Key, Item]:
    """The items with one of them as the newest, in the place of an earlier one; None: without."""
    found = {of: other for of, other in items.items() if of != key}
    return found if item is None else {**found, key: item}


def _bare(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers without notes; what is only a note is left out."""
    return {
        key: replace(answer, evidence="")
        for key, answer in answers.items()
        if answer.state != "unrated"
    }


def _without_words(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """A plan's JSON without the person's own words for others; one of version 0.1 has none."""
    request = plan.get("request")
    if request is None:
        return plan
    words = request.get("people", {}).values()
    kept = {
        key: value for key, value in request.items() if key not in ("people", "showing", "routine")
    }
    bare = {key: without_words(why, words) for key, why in plan["not_planned"].items()}
    return {**plan, "request": kept, "not_planned": bare}
