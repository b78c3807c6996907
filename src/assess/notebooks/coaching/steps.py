"""What a notebook calls, step by step: every function returns a new record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from assess.clock import day_of, today
from assess.domain.answers import Assessment
from assess.domain.demo import demo_assessment
from assess.domain.history import last_complete
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import Reserve
from assess.domain.progress import Routine
from assess.domain.review import differences, moved
from assess.domain.review.differences import Comparison
from assess.domain.review.meeting import CoachingMeeting, Past
from assess.errors import AnswersError, CallError, PlanError, ReviewError
from assess.files import read_text
from assess.formats.meeting import read_brought
from assess.notebooks.coaching.person import Person, Planned, page
from assess.notebooks.given import (
    competency_of,
    file_of,
    level_of,
    model_of,
    need_person,
)
from assess.planning import Plan
from assess.planning import plan as compute
from assess.planning.coerce import with_wishes
from assess.planning.explain import again
from assess.planning.explain.again import PlanChange, plan_again
from assess.report import meeting as pieces
from assess.report import words

if TYPE_CHECKING:
    import pandas as pd

Day = date | str


class Wishes(TypedDict, total=False):
    """What `plan` may be asked for: the fields of `assess.PlanRequest`, as people write them."""

    hours_per_week: float | str | None
    weeks: int | str | None
    start: Day | None
    reserve: Reserve | None
    lead: str | int | None
    situation: Mapping[str, str]
    people: Mapping[str, str]
    within_reach: Sequence[str] | None
    focus: Mapping[str | int, float]
    pinned: Sequence[str]
    excluded: Sequence[str]
    weeks_off: Sequence[Day]
    showing: str
    hours_factor: float | str | None
    routine: Routine | None


def bring(
    file: str | Path | None = None, *, model: CompetencyModel | str | Path | None = None
) -> Person:
    """Read a person from an answers file, a report or a meeting file.

    Args:
        file: the file's name; without one, a made-up person comes back, to try the rest with.
        model: the model, or its file's name (default: the one that the settings name).

    Returns:
        The person, with their model: everything that is made of them is of that model.

    Raises:
        AnswersError: the file can't be read, is no file of ours, or belongs to another model.
        ModelError: the model's file is wrong.
    """
    loaded = model_of(model)
    if file is None:
        return Person(loaded, demo_assessment(loaded))
    path = file_of(file, "bring")
    text = read_text(path)
    try:
        brought = read_brought(text, loaded)
    except AnswersError as error:
        raise AnswersError(f"{path}: {error}") from None
    if isinstance(brought, CoachingMeeting):
        return Person(loaded, brought.settled if brought.revealed else brought.own, brought)
    return Person(loaded, last_complete(brought), said=words.round_under_way(brought))


def change(
    person: Person,
    competency: int | str | None = None,
    level: int | str | None = None,
    *,
    evidence: str = "",
    not_applicable: bool = False,
    number: int | str | None = None,
) -> Person:
    """Return the person with another level for one competency; nothing is overwritten.

    Args:
        competency: its number on the radar (from 1), its id or its title.
        level: a whole number on the model's scale.
        evidence: a note that replaces the present one; without it that one stays.
        not_applicable: True instead of a level: the competency doesn't apply to the person.
        number: another word for `competency`.

    Raises:
        AnswersError: the model has no such competency, or the scale no such level.
    """
    need_person(person, "change")
    key = competency_of(person.model, number if competency is None else competency)
    if not_applicable and level is not None:
        raise AnswersError("Give a level or not_applicable=True, not both.")
    if not isinstance(evidence, str):
        raise AnswersError("The evidence must be a text.")
    before = person.assessment.answer(key)
    answer = replace(
        before,
        level=None if not_applicable else level_of(person.model, level),
        not_applicable=bool(not_applicable),
        evidence=evidence or before.evidence,
        quick=False,
    )
    return replace(person, assessment=person.assessment.with_answer(key, answer))


def plan(
    person: Person,
    *,
    previous: Plan | Planned | None = None,
    held: str | None = None,
    role: str | None = None,
    **wishes: Unpack[Wishes],
) -> Planned:
    """Make the learning plan, by the wishes kept with the answers and these over them.

    Args:
        previous: the plan before, whose first quarter goes on; what had to go, and what would be
            better, is then in `.said`.
        held, role: ids of the roles held and wanted (default: the person's).
        hours_per_week: hours, counted in whole quarter hours: 4, 2.5 or "2,5".
        weeks: how many weeks, from `start` on (52).
        start: a date, or its text like "2027-01-31" (next Monday).
        reserve: "mine", "mostly" or "often-eaten": how far these hours are the person's own.
        lead: the competency that comes first, by id or by number.
        situation: question → answer, both ids (`person.model.situation` has them).
        people: id (`person.model.people` has them) → the person's own word for them.
        within_reach: ids of the people who can be asked; in the place of anybody else the plan asks
            a stand-in, and where there is none it has no activity that needs them.
        focus: competency (id or number) or area (id) → factor on its weight, above 0.
        pinned, excluded: ids of activities that must, must not be in.
        weeks_off: days; a week that contains one has no hours.
        showing: before whom results are shown.
        hours_factor: how many times the estimates this person needs.
        routine: a Routine, when the person works on it; the calendar goes by it, the plan doesn't.

    Raises:
        PlanError: a wish that can't be understood, or no plan can be made.
        CallError: `person` isn't one, or `previous` isn't a plan of this model.
    """
    need_person(person, "plan")
    model, answers = person.model, person.assessment
    request = with_wishes(model, answers.settings, wishes)
    roles = held or person.roles[0], role or person.roles[1]
    for key in roles:
        if not isinstance(key, str):
            raise PlanError("A role is named by its id, a text.")
    if previous is None:
        return Planned(person, compute(model, answers, request, held=roles[0], role=roles[1]))
    old = _plan_of(previous, person)
    day = request.start if "start" in wishes and request.start else today()
    made = plan_again(model, answers, request, old, day, held=roles[0], role=roles[1])
    return Planned(person, made.plan, f"{made.why_released} {made.why_better}".strip())


def _plan_of(previous: Any, person: Person) -> Plan:
    old = previous.plan if isinstance(previous, Planned) else previous
    if not isinstance(old, Plan):
        raise CallError("The previous plan must be one that plan(…) returned.")
    if (old.model_id, old.model_version) != (person.model.id, person.model.version):
        raise CallError(
            f"The previous plan is of the model {old.model_id} {old.model_version}, the person of "
            f"{person.model.id} {person.model.version}: make a plan from nothing."
        )
    return old


def compare(
    own: Person | Assessment,
    coach: Person | Assessment,
    *,
    model: CompetencyModel | str | Path | None = None,
) -> Comparison:
    """Put two ratings of one person side by side, what to talk about first; neither changes.

    Args:
        own, coach: persons, as `bring` returns them (their own model counts), or assessments.
        model: for two assessments: the model, or its file's name.

    Returns:
        The comparison: `to_frame()` has a row a competency, `counts` how many there are of a kind.

    Raises:
        ReviewError: they are of different models, or were read with different versions of one.
        CallError: one of them is neither a person nor an assessment.
    """
    for one in (own, coach):
        if not isinstance(one, Person | Assessment):
            raise CallError(
                f"compare needs two persons, or two assessments, not a {type(one).__name__}."
            )
    models = [one.model for one in (own, coach) if isinstance(one, Person)]
    if len(models) == 2 and models[0] != models[1]:
        raise ReviewError(
            f"These ratings were read with different models, {models[0].id} {models[0].version} "
            f"and {models[1].id} {models[1].version}: bring both files with one model."
        )
    ratings = [one.assessment if isinstance(one, Person) else one for one in (own, coach)]
    return differences.compare(models[0] if models else model_of(model), ratings[0], ratings[1])


def compare_plans(before: Planned, after: Planned) -> PlanChange:
    """Say how one plan of a person differs from another; `sentence` says all of it.

    `added` and `dropped` are activity ids, `hours` is how many more (fewer: below 0) the second
    plan has. `to_frame()` has a row for each activity that isn't in both. CallError where one of
    them isn't a plan, or they are of different models.
    """
    for one in (before, after):
        if not isinstance(one, Planned):
            raise CallError("compare_plans needs two plans, as plan(…) returns them.")
    old = _plan_of(before, after.person)
    return again.compare(after.person.model, old, after.plan, after.person.assessment)


@dataclass(frozen=True)
class Moved:
    """A person's levels at two or more days, oldest first; draws itself as a table."""

    person: Person
    points: tuple[Past, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a competency with a level on the last or the present day.

        Columns: area, competency (ids), since, now (days), before, after, change (levels, <NA>
        where there is none).
        """
        import pandas as pd

        frame = pd.DataFrame(
            [
                {
                    "area": self.person.model.competency(item.competency_id).area,
                    "competency": item.competency_id,
                    "since": pd.Timestamp(item.since),
                    "before": item.before,
                    "now": pd.Timestamp(item.now),
                    "after": item.after,
                    "change": item.change,
                }
                for item in moved.movements(self.person.model, *self.points[-2:])
            ]
        )
        return frame.astype({"before": "Int64", "after": "Int64", "change": "Int64"})

    def _repr_html_(self) -> str:
        return page(pieces.moved_table(self.person.model, self.points))

    def __repr__(self) -> str:
        return f"<Moved: {', '.join(str(point.held) for point in self.points)}>"


def progress(person: Person) -> Moved:
    """Show what moved: since the earlier meetings in the file, else since its earlier states.

    ReviewError where the file holds no earlier day, CallError where `person` isn't one.
    """
    session = need_person(person, "progress").session
    if session is not None and session.past:
        return Moved(person, (*session.past, session.to_past()))
    held = {key: a.level for key, a in person.assessment.answers.items() if a.level is not None}
    points = [
        Past(day_of(item.at), dict(item.levels), tuple(item.not_applicable))
        for item in person.assessment.history
    ]
    if not points:
        raise ReviewError("This file has only one day, so there is nothing to compare yet.")
    last = person.assessment.updated
    day = day_of(last) if last else today()
    return Moved(person, (*points, Past(day, held)))
