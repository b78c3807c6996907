"""From a model, a person's answers and their wishes to the planning problem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor, lcm

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Role
from assess.domain.plan_request import DEFAULT_RESERVE, PlanRequest
from assess.domain.progress import Progress
from assess.domain.scoring import exact
from assess.domain.situation import facts_there, within_reach
from assess.planning.effort import hours_of
from assess.planning.plan import Keep
from assess.planning.problem import Kept, Problem, Quarter, Skill, Step, Task, cut_into_quarters

QUARTER_HOURS = 4
"""Quarter hours in an hour."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The facts that are there and the people within reach, as ids."""

    facts: frozenset[str]
    people: frozenset[str]

    def missing_facts(self, activity: Activity) -> tuple[str, ...]:
        """The facts that an activity needs and that aren't there."""
        return tuple(fact for fact in activity.needs if fact not in self.facts)

    def missing_people(self, model: CompetencyModel, activity: Activity) -> tuple[str, ...]:
        """The people who must agree, are out of reach and have no stand-in."""
        return tuple(
            key
            for key in activity.agree_with
            if key not in self.people and not model.person(key).stand_in
        )

    def allow(self, model: CompetencyModel, activity: Activity) -> bool:
        """Whether nothing that an activity needs is missing."""
        return not (self.missing_facts(activity) or self.missing_people(model, activity))


def surroundings(model: CompetencyModel, request: PlanRequest) -> Surroundings:
    """Read the facts and people from a request's answers about the situation."""
    return Surroundings(
        facts_there(model, request.situation),
        within_reach(model, request.situation, request.within_reach),
    )


def quarter_hours(hours: float) -> int:
    """Whole quarter hours in a number of hours, rounded down."""
    return floor(exact(hours) * QUARTER_HOURS)


def quarters_of(model: CompetencyModel, request: PlanRequest) -> tuple[Quarter, ...]:
    """Cut a checked request's weeks into quarters."""
    assert request.weeks
    assert request.start
    assert request.hours_per_week
    off = {(day - request.start).days // 7 + 1 for day in request.weeks_off}
    reserve = model.pace.reserve[request.reserve or DEFAULT_RESERVE]
    return cut_into_quarters(request.weeks, off, quarter_hours(request.hours_per_week), reserve)


def build(
    model: CompetencyModel,
    assessment: Assessment,
    held: Role,
    wanted: Role,
    request: PlanRequest,
    *,
    previous: Collection[str] | None = None,
    keep: Keep | None = None,
) -> Problem:
    """Translate a checked request; `previous`: ids of the activities of an earlier plan."""
    weights = {
        item.id: exact(item.weight) * exact(request.focus.get(item.id, 1))
        for item in model.competencies
    }
    scale = Fraction(lcm(*(weight.denominator for weight in weights.values())))
    skills = tuple(
        _skill(model, item.id, level, held, wanted, int(weights[item.id] * scale))
        for item in model.competencies
        if (level := assessment.level(item.id)) is not None
    )
    index_of = {skill.id: index for index, skill in enumerate(skills)}
    # the hours that count are whole quarter hours
    hours = quarter_hours(request.hours_per_week or 0) / QUARTER_HOURS
    tasks = _tasks(model, assessment, request, skills, index_of, previous)
    return Problem(
        skills=skills,
        tasks=tasks,
        quarters=quarters_of(model, request),
        subjects=model.pace.subjects_at(hours),
        subjects_a_year=model.pace.subjects_a_year,
        lead=None if request.lead is None else index_of.get(request.lead),
        scale=scale,
        with_previous=previous is not None,
        kept=None if keep is None else _kept(keep, tasks, index_of),
    )


def _kept(keep: Keep, tasks: tuple[Task, ...], index_of: Mapping[str, int]) -> Kept:
    ends = {
        index: keep.ends[task.id] - 1 for index, task in enumerate(tasks) if task.id in keep.ends
    }
    closed = keep.may_begin is not None
    fresh = frozenset(
        index
        for index, task in enumerate(tasks)
        if index not in ends and not task.pinned
        if keep.may_begin is not None and task.id not in keep.may_begin
    )
    subjects = frozenset(index_of[key] for key in keep.subjects if key in index_of)
    return Kept(ends, subjects, fresh, closed, keep.named_first)


def _skill(
    model: CompetencyModel, key: str, level: int, held: Role, wanted: Role, weight: int
) -> Skill:
    asked = held.targets.get(key, model.lowest)
    return Skill(
        id=key,
        current=level,
        top=max(wanted.targets.get(key, model.lowest), asked - 1),
        present=asked - 1,
        present_worth=asked - model.lowest,
        held=asked,
        weight=weight,
    )


def _tasks(
    model: CompetencyModel,
    assessment: Assessment,
    request: PlanRequest,
    skills: tuple[Skill, ...],
    index_of: Mapping[str, int],
    previous: Collection[str] | None,
) -> tuple[Task, ...]:
    there = surroundings(model, request)
    done, begun = assessment.activities("done"), assessment.activities("in_progress")
    out = assessment.activities("done", "dropped").union(request.excluded)
    left = {
        item.id: _what_is_left(item, assessment.progress.get(item.id), request)
        for item in model.activities
    }

    def can_be_in(item: Activity) -> bool:
        hours, weeks = left[item.id]
        # a first and a last week with work in each take two quarter hours
        fits = (weeks == 1 or hours > 1) and there.allow(model, item)
        return fits and (item.id in begun or all(key in index_of for key in item.requires_level))

    def useful(item: Activity) -> dict[str, int]:
        """The steps of use that it teaches: competency id → level."""
        return {
            key: level
            for key, level in item.teaches.items()
            if key in index_of and skills[index_of[key]].of_use(level)
        }

    def needed(item: Activity) -> dict[str, int]:
        """The levels that must be there before it begins: the highest of each."""
        asked = dict(item.requires_level)
        for key, level in useful(item).items():
            for other in model.competency(key).builds_on:
                if other.from_level <= level and other.competency in index_of:
                    asked[other.competency] = max(asked.get(other.competency, 0), other.level)
        return asked

    def ahead(levels: Mapping[str, int]) -> tuple[Step, ...]:
        """Those of these levels that aren't there today, as steps of rated skills."""
        steps = ((index_of[key], level) for key, level in levels.items() if key in index_of)
        return tuple(sorted(step for step in steps if step[1] > skills[step[0]].current))

    kept = [item for item in model.activities if item.id not in out and can_be_in(item)]
    # what is under way has begun: what it required then is no matter any more
    requires = {
        item.id: () if item.id in begun else tuple(key for key in item.requires if key not in done)
        for item in kept
    }
    wanted = _wanted({item.id for item in kept if useful(item)}, requires)
    kept = [item for item in kept if item.id in wanted]
    place = {item.id: index for index, item in enumerate(kept)}
    # the person's own team is asked in passing
    asked = [who.id for who in model.people if not who.own]
    return tuple(
        Task(
            id=item.id,
            quarter_hours=left[item.id][0],
            min_weeks=left[item.id][1],
            teaches=ahead(item.teaches),
            requires=tuple(place[key] for key in requires[item.id]),
            needs=() if item.id in begun else ahead(needed(item)),
            people=tuple(key for key in asked if key in item.agree_with and item.id not in begun),
            pinned=item.id in request.pinned,
            begun=item.id in begun,
            previous=previous is not None and item.id in previous,
        )
        for item in kept
    )


def _wanted(useful: Collection[str], requires: Mapping[str, Collection[str]]) -> set[str]:
    """Those of use, and all that these require (`requires`: of each); what lacks its own is out."""
    complete = set(requires)
    while lacking := {key for key in complete if not complete.issuperset(requires[key])}:
        complete -= lacking
    wanted = complete.intersection(useful)
    while more := {other for key in wanted for other in requires[key]} - wanted:
        wanted |= more
    return wanted


def _what_is_left(
    item: Activity, progress: Progress | None, request: PlanRequest
) -> tuple[int, int]:
    """Quarter hours and weeks that an activity still takes."""
    needed = hours_of(item, request)
    if progress is None or progress.state != "in_progress":
        return quarter_hours(needed), max(1, item.min_weeks)
    hours = quarter_hours(needed if progress.hours_left is None else progress.hours_left)
    assert request.start
    since = max(0, ceil((request.start - (progress.date or request.start)) / timedelta(weeks=1)))
    return hours, max(1, item.min_weeks - since) if hours > 1 else 1
