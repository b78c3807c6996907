"""Why what is pinned can't all be in the first two quarters."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from assess.answers import Assessment
from assess.errors import PlanError
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning.explain.not_planned import fact_in_words
from assess.planning.problem import Problem, State
from assess.planning.problem.translate import build, surroundings
from assess.planning.solver import solve_window
from assess.planning.wording import level_in, listed, title, titles
from assess.situation import called


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
    done = {key for key, item in assessment.progress.items() if item.state == "done"}
    pinned = tuple(key for key in request.pinned if key not in done)
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
        if not known or solve_window(alone, State(alone), deadline, outlook=False) is None:
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
    progress = assessment.progress.get(activity_id)
    if progress is not None and progress.state in ("done", "dropped"):
        return "it is done" if progress.state == "done" else "you dropped it"
    there = surroundings(model, request)
    people = there.missing_people(model, item)
    if people:
        names = listed(called(model, key, request.people, ()) for key in people)
        return f"it needs {names}, out of reach for you"
    facts = there.missing_facts(item)
    if facts:
        return f"it doesn't fit your situation (needed: {listed(map(fact_in_words, facts))})"
    for key in item.requires:
        state = assessment.progress.get(key)
        if key in request.excluded or (state is not None and state.state == "dropped"):
            return f"it needs {title(model, key)}, which is left out"
    for key, level in item.requires_level.items():
        answer = assessment.answer(key)
        if answer.level is None:
            why = "doesn't apply to you" if answer.not_applicable else "isn't rated yet"
            return f"it asks for {level_in(model, key, level)}, which {why}"
    return ""
