"""Why nothing is planned in a competency, and why there is nothing to plan at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from time import monotonic

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity, Competency
from assess.domain.plan_request import PlanRequest
from assess.domain.situation import called
from assess.errors import PlanError
from assess.planning.effort import hours_of
from assess.planning.plan import Plan
from assess.planning.problem import Problem, State
from assess.planning.solver import solve_window
from assess.planning.translate import Surroundings, build, quarter_hours, quarters_of, surroundings
from assess.planning.wording import (
    counted,
    day,
    level_in,
    listed,
    names_in_order,
    number_word,
    title,
    titles,
)


def pins_error(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    request: PlanRequest,
    problem: Problem,
    deadline: float,
) -> PlanError:
    """Return the error to raise: the first pinned activity that can't be in, and why."""
    pinned = [key for key in request.pinned if key not in assessment.activities("done")]
    for key in pinned:
        why = barrier(model, assessment, request, key)
        if why:
            return PlanError(f"{title(model, key)} is pinned, but {why}. Unpin it.")
    if monotonic() >= deadline:
        return PlanError("What is pinned couldn't be fitted in time: unpin some of it.")
    roles = model.role(held), model.role(wanted)
    for key in pinned:
        alone = build(model, assessment, *roles, replace(request, pinned=(key,)))
        known = key in {task.id for task in alone.tasks}
        if not known or solve_window(alone, State(alone), deadline) is None:
            return PlanError(
                f"{title(model, key)} is pinned, but can't be in the first two quarters: it "
                "leads to no step that can be taken there, or needs more hours. Unpin it."
            )
    return PlanError(
        f"{titles(model, pinned)} are pinned, but can't all be in the first two quarters: "
        "unpin one of them, or give more hours."
    )


def barrier(
    model: CompetencyModel, assessment: Assessment, request: PlanRequest, activity_id: str
) -> str:
    """What keeps an activity out, whatever the hours ("it needs …"); "" where nothing does."""
    item = model.activity(activity_id)
    if activity_id in assessment.progress:
        # under way: what it required no longer matters
        said = {"done": "it is done", "dropped": "you dropped it", "in_progress": ""}
        return said[assessment.progress[activity_id].state]
    there = surroundings(model, request)
    if people := there.missing_people(model, item):
        return f"it needs {_names(model, request, people)}, out of reach for you"
    if facts := there.missing_facts(item):
        return f"it doesn't fit your situation (needed: {listed(map(fact_in_words, facts))})"
    for key in item.requires:
        if key in request.excluded or key in assessment.activities("dropped"):
            return f"it needs {title(model, key)}, which is left out"
    for key, level in item.requires_level.items():
        answer = assessment.answer(key)
        if answer.level is None:
            why = "doesn't apply to you" if answer.not_applicable else "isn't rated yet"
            return f"it asks for {level_in(model, key, level)}, which {why}"
    return ""


NOT_APPLICABLE = "not applicable"
UNRATED = "unrated"
OTHERS_FIRST = "others come first"
"""In plan files of before: today the reason says more."""
MORE = "others take you further towards the role"
QUARTERS_A_YEAR = 4
TOO_LARGE = "its activities need more hours or weeks than the first half year of this plan holds"


def why_not_planned(model: CompetencyModel, assessment: Assessment, plan: Plan) -> dict[str, str]:
    """Competency id → why no step is planned in it, in file order.

    Of what one of the two roles asks for: all that is n/a or unrated, and every competency with a
    step of use that no quarter holds, the outlook included.
    """
    held, wanted = model.role(plan.held).targets, model.role(plan.role).targets
    planned = {step.competency for quarter in plan.quarters for step in quarter.steps}
    found = {}
    low = model.lowest
    for item in model.competencies:
        if item.id not in held and item.id not in wanted:
            continue
        answer = assessment.answer(item.id)
        top = max(wanted.get(item.id, low), held.get(item.id, low) - 1)
        if answer.not_applicable:
            found[item.id] = NOT_APPLICABLE
        elif answer.level is None:
            found[item.id] = UNRATED
        elif answer.level < top and item.id not in planned:
            found[item.id] = _why(model, assessment, plan, item, answer.level + 1)
    return found


def _why(
    model: CompetencyModel, assessment: Assessment, plan: Plan, item: Competency, level: int
) -> str:
    request = plan.request
    there = surroundings(model, request)
    gone = assessment.activities("done", "dropped").union(request.excluded)
    ways = [activity for activity in model.activities if activity.teaches.get(item.id) == level]
    label = f"level {level} ({model.label(level)})"
    if not ways:
        return f"no activity of this model leads to {label}"
    left = [activity for activity in ways if activity.id not in gone]
    if not left:
        return f"every activity that leads to {label} is done, dropped or left out"
    possible = [activity for activity in left if there.allow(model, activity)]
    if not possible:
        return _out_of_reach(model, plan, there, left)
    if not any(_fits(model, assessment, plan, activity) for activity in possible):
        return TOO_LARGE
    waiting = (_asked_levels(model, assessment, item, level, way) for way in possible)
    first, asked = min(((_free_from(plan, each), each) for each in waiting), key=itemgetter(0))
    if item.id == plan.request.lead and not asked:
        return TOO_LARGE  # nothing comes before what was named, so it can only lack room
    if first == 1:
        return _left_out(model, assessment, plan, item.id, first)
    if first <= len(plan.quarters):
        begins = day(plan.week_of(plan.quarters[first - 1].weeks[0]))
        after = listed(level_in(model, key, needed) for key, needed in asked)
        why = _left_out(model, assessment, plan, item.id, first)
        return f"possible from {begins}, after {after}, but left out: {why}"
    return f"waits for {listed(_awaited(model, plan, key, needed) for key, needed in asked)}"


def _awaited(model: CompetencyModel, plan: Plan, competency: str, level: int) -> str:
    """A level that something waits for, and when the plan comes to it."""
    named = level_in(model, competency, level)
    number = _reached(plan, competency, level)
    return f"{named} (planned for quarter {number})" if number <= len(plan.quarters) else named


def _reached(plan: Plan, competency: str, level: int) -> int:
    """The quarter in which a level is gained; one more than there are where none is."""
    return next(
        (
            number
            for number, quarter in enumerate(plan.quarters, 1)
            if any(step.competency == competency and step.level >= level for step in quarter.steps)
        ),
        len(plan.quarters) + 1,
    )


def _free_from(plan: Plan, asked: Iterable[tuple[str, int]]) -> int:
    """The first quarter in which something that waits for these levels could begin."""
    return max((_reached(plan, key, level) + 1 for key, level in asked), default=1)


def _left_out(
    model: CompetencyModel, assessment: Assessment, plan: Plan, competency: str, first: int
) -> str:
    """Why a competency that could have come from a quarter on isn't a subject of the plan."""
    most = model.pace.subjects_a_year
    later = range(first - 1, len(plan.quarters))
    open_ = [number for number in later if len(_subjects_of_year(plan, number)) < most]
    if not open_:
        return f"the plan takes on {_subjects(most)} a year, and {MORE}"
    at_once = model.pace.subjects_at(plan.hours_per_week)
    if all(len(plan.quarters[number].focus) >= at_once for number in open_):
        return f"at your hours the plan takes on {_subjects(at_once)} a quarter, and {MORE}"
    hours = _hours(least_hours(model, assessment, plan, competency))
    return f"its next step takes at least {hours}, and in these hours {MORE}"


def _subjects(number: int) -> str:
    return f"{number_word(number)} {'subject' if number == 1 else 'subjects'}"


def _subjects_of_year(plan: Plan, place: int) -> set[str]:
    """The subjects of the four quarters, counted from the first, of which this is one."""
    start = place - place % QUARTERS_A_YEAR
    year = plan.quarters[start : start + QUARTERS_A_YEAR]
    return {key for quarter in year for key in quarter.focus}


def least_hours(
    model: CompetencyModel, assessment: Assessment, plan: Plan, competency: str
) -> float:
    """Hours of the shortest way to the next step, with what it requires; 0 where there is none."""
    there = surroundings(model, plan.request)
    over = assessment.activities("done", "dropped")
    level = (assessment.level(competency) or model.lowest) + 1

    def hours(key: str, seen: frozenset[str]) -> float:
        item = model.activity(key)
        before = [other for other in item.requires if other not in over | seen]
        return hours_of(item, plan.request) + sum(hours(other, seen | {key}) for other in before)

    return min(
        (
            hours(item.id, frozenset())
            for item in model.activities
            if item.teaches.get(competency) == level
            and item.id not in over.union(plan.request.excluded)
            and there.allow(model, item)
        ),
        default=0.0,
    )


def _asked_levels(
    model: CompetencyModel,
    assessment: Assessment,
    item: Competency,
    level: int,
    activity: Activity,
) -> list[tuple[str, int]]:
    """Levels that an activity waits for and that aren't there today."""
    asked = list(activity.requires_level.items())
    asked += [
        (other.competency, other.level)
        for other in item.builds_on
        if other.from_level <= level and assessment.level(other.competency) is not None
    ]
    return [(key, needed) for key, needed in asked if (assessment.level(key) or 0) < needed]


def _fits(model: CompetencyModel, assessment: Assessment, plan: Plan, activity: Activity) -> bool:
    """Whether an activity and what it requires have room in the first two quarters."""
    quarters = quarters_of(model, plan.request)[:2]
    size = quarter_hours(hours_of(activity, plan.request))
    done = assessment.activities("done")
    required = [model.activity(key) for key in activity.requires if key not in done]
    before = sum(quarter_hours(hours_of(item, plan.request)) for item in required)
    in_one = any(
        size <= quarter.room and activity.min_weeks <= len(quarter.after_asking)
        for quarter in (quarters[1:] if before else quarters)
    )
    if before or len(quarters) < 2:
        return in_one and before <= quarters[0].room
    first, second = quarters
    weeks = len(first.after_asking) + len(second.working)
    halves = size - size // 2 <= first.room and size // 2 <= second.room
    return in_one or (halves and activity.min_weeks <= weeks)


def _out_of_reach(
    model: CompetencyModel, plan: Plan, there: Surroundings, ways: Iterable[Activity]
) -> str:
    """Say who or what is missing for the way that lacks least."""
    missing = ((there.missing_facts(way), there.missing_people(model, way), way) for way in ways)
    facts, people, best = min(missing, key=lambda row: (len(row[0]), len(row[1])))
    if facts:
        return (
            f"no activity leads on in your situation: “{best.title}” needs what isn't there "
            f"({listed(map(fact_in_words, facts))})"
        )
    names = _names(model, plan.request, people)
    return f"no activity leads on without {names}; with {names} in reach: “{best.title}”"


def _names(model: CompetencyModel, request: PlanRequest, people: Iterable[str]) -> str:
    """What the person calls these people, in a row."""
    return listed(names_in_order(called(model, key, request.people, ()) for key in people))


def fact_in_words(fact: str) -> str:
    """A fact's id within a sentence: usage data."""
    return fact.replace("-", " ")


def message_of(model: CompetencyModel, assessment: Assessment, plan: Plan) -> str:
    """Why there is nothing to do, in a sentence; "" where something is planned."""
    if plan.activities:
        return ""
    title = model.role(plan.role).title
    open_ = [key for key, why in plan.not_planned.items() if why not in (NOT_APPLICABLE, UNRATED)]
    later = any(quarter.steps for quarter in plan.quarters)
    if not open_ and not later:
        return f"There is nothing to plan: what you rated is where {title} asks it to be."
    weeks = counted(plan.number_of_weeks, "week")
    reasons = [plan.not_planned[key] for key in open_]
    if later or any(why == TOO_LARGE or why.endswith(MORE) for why in reasons):
        return (
            f"No activity fits into the first half year: {_hours(plan.hours_per_week)} a week for "
            f"{weeks} leave too little room. Give more hours or more weeks."
        )
    return f"No activity leads towards {title} from here: see what each subject waits for."


def _hours(hours: float) -> str:
    return "1 hour" if hours == 1 else f"{hours:g} hours"
