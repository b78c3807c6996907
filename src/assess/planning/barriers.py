"""Why an activity can't be done at all, and why what is pinned doesn't fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import Activity, CompetencyModel
from assess.planning.fewest_hours import of_pinned
from assess.planning.plan import PlanSettings
from assess.planning.problem import QUARTERS
from assess.planning.translate import before_pruning, build
from assess.planning.wording import counted, level_in, listed, title


def refuse_contradictions(
    model: CompetencyModel, assessment: Assessment, settings: PlanSettings
) -> None:
    """PlanError for an activity that is wanted and not wanted at the same time."""
    states = {key: record.state for key, record in assessment.progress.items()}
    for item in model.activities:
        name, state = title(model, item.id), states.get(item.id)
        pinned, excluded = item.id in settings.pinned, item.id in settings.excluded
        if pinned and excluded:
            raise PlanError(f"{name} is pinned and left out: take back one of the two.")
        if pinned and state == "dropped":
            raise PlanError(f"{name} is pinned, but was dropped: take back one of the two.")
        if excluded and state == "in_progress":
            raise PlanError(f"{name} is under way, but left out: drop it, or don't leave it out.")


def must_do(assessment: Assessment, settings: PlanSettings) -> set[str]:
    """The ids that every plan must contain: what is under way, and the pinned that isn't done."""
    states = {key: record.state for key, record in assessment.progress.items()}
    begun = {key for key, state in states.items() if state == "in_progress"}
    return begun.union(key for key in settings.pinned if states.get(key) != "done")


def pins_error(
    model: CompetencyModel, assessment: Assessment, role_id: str, settings: PlanSettings
) -> PlanError:
    """Why no plan contains all that is pinned or under way, as the error to raise."""
    wanted = must_do(assessment, settings)
    for item in model.activities:
        if item.id not in wanted:
            continue
        found = barrier(model, assessment, role_id, settings, item.id)
        if found is not None:
            return PlanError(f"{title(model, item.id)} is pinned, but {found}.")
    weeks = counted(settings.weeks - len(settings.off), "week")
    given = f"{settings.hours_per_week:g} hours a week for {weeks}"
    anytime = build(model, assessment, role_id, settings, anytime=True)
    quarters = of_pinned(anytime)
    in_weeks, _ = before_pruning(model, assessment, role_id, settings)
    if quarters is not None and quarters > in_weeks.room:
        return PlanError(
            f"What is pinned or under way needs at least {quarters / QUARTERS:g} h with what it "
            f"builds on; {given} are {in_weeks.room / QUARTERS:g} h."
        )
    needs = f" needs at least {quarters / QUARTERS:g} h and" if quarters is not None else ""
    return PlanError(
        f"What is pinned or under way{needs} can't be fitted into {given}, because some of it "
        "takes its weeks or waits for something else: give more weeks, or pin less."
    )


def barrier(
    model: CompetencyModel,
    assessment: Assessment,
    role_id: str,
    settings: PlanSettings,
    activity_id: str,
) -> str | None:
    """What keeps an activity from being done in any time ("it needs …"), None where nothing."""
    states = {key: record.state for key, record in assessment.progress.items()}
    for item in _with_required(model, states, activity_id):
        needs = "it" if item.id == activity_id else f"it needs {title(model, item.id)}, which"
        if item.id in settings.excluded or states.get(item.id) == "dropped":
            how = "was dropped" if states.get(item.id) == "dropped" else "is left out"
            return f"{needs} {how}"
        for key, level in item.requires_level.items():
            answer = assessment.answer(key)
            if answer.level is None and states.get(item.id) != "in_progress":
                why = "doesn't apply to you" if answer.not_applicable else "isn't rated yet"
                return f"{needs} asks for {level_in(model, key, level)}, which {why}"
    anytime, index_of = before_pruning(model, assessment, role_id, settings, anytime=True)
    order, levels = anytime.reach(range(len(anytime.tasks)))
    doable = {anytime.tasks[index].id for index in order}
    if activity_id in doable:
        return None
    for item in _with_required(model, states, activity_id):
        needs = "it" if item.id == activity_id else f"it needs {title(model, item.id)}, which"
        short = [
            level_in(model, key, level)
            for key, level in item.requires_level.items()
            if levels[index_of[key]] < level
        ]
        if item.id not in doable and short:
            return f"{needs} asks for {listed(short)}, and no activity leads there"
    return "it needs two weeks with work in each, and has too few hours for that"


def _with_required(
    model: CompetencyModel, states: Mapping[str, str], activity_id: str
) -> Iterator[Activity]:
    """The activity and all that it builds on and that isn't done yet, each once."""
    queue, seen = [activity_id], {activity_id}
    while queue:
        item = model.activity(queue.pop(0))
        yield item
        if states.get(item.id) == "in_progress":
            continue
        fresh = [k for k in item.requires if k not in seen and states.get(k) != "done"]
        seen.update(fresh)
        queue += fresh
