"""What would change without an activity, with one that was left out, with other weekly hours.

Each answer is a plan made anew, as close to the given one as the wishes allow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from math import ceil, floor
from time import monotonic

from assess.answers import Assessment, Progress
from assess.errors import PlanCheckError, PlanError
from assess.model import CompetencyModel
from assess.planning.barriers import barrier
from assess.planning.check import check
from assess.planning.outcomes import HoursChange
from assess.planning.plan import Plan, PlannedActivity, PlanSettings
from assess.planning.planner import make_plan
from assess.planning.problem import QUARTERS
from assess.planning.request import HOURS_IN_A_WEEK
from assess.planning.wording import level_in, listed, title, titles
from assess.scoring import exact


def with_losses(
    model: CompetencyModel,
    assessment: Assessment,
    made: Plan,
    only: Collection[str] | None,
    on_progress: Callable[[int, int], None] | None,
    seconds: float,
) -> Plan:
    """The plan with the `without` of each activity, or of those in `only`.

    `seconds`, here and below: for each plan made anew.
    """
    _refuse_stale(model, assessment, made)
    asked = [item for item in made.activities if only is None or item.id in only]
    found: dict[str, str] = {}
    for done, item in enumerate(asked, 1):
        found[item.id] = _without(model, assessment, made, item, seconds)
        if on_progress is not None:
            on_progress(done, len(asked))
    return replace(
        made,
        activities=tuple(
            replace(item, without=found.get(item.id, item.without)) for item in made.activities
        ),
    )


def _refuse_stale(model: CompetencyModel, assessment: Assessment, made: Plan) -> None:
    known = made.model_id == model.id and model.has_role(made.role_id)
    try:
        if known:
            check(model, assessment, made)
            return
    except PlanCheckError:
        pass
    raise PlanError("Answers or progress have changed since this plan was made: make it again.")


def _again(
    model: CompetencyModel,
    assessment: Assessment,
    made: Plan,
    settings: PlanSettings,
    seconds: float,
) -> Plan:
    return make_plan(
        model,
        assessment,
        made.role_id,
        settings,
        previous=made,
        deadline=monotonic() + seconds,
    )


def _without(
    model: CompetencyModel,
    assessment: Assessment,
    made: Plan,
    item: PlannedActivity,
    seconds: float,
) -> str:
    settings = replace(
        made.settings,
        excluded=(*made.settings.excluded, item.id),
        pinned=tuple(key for key in made.settings.pinned if key != item.id),
    )
    if item.state == "in_progress":
        assessment = assessment.with_progress(item.id, Progress("dropped"))
    try:
        other = _again(model, assessment, made, settings, seconds)
    except PlanError:
        return "Without it, what you pinned or have begun can't be done."
    instead = [key for key in other.ids if key not in made.ids]
    gone = [key for key in made.ids if key not in other.ids and key != item.id]
    hours = other.hours - made.hours
    lost, gained = _level_changes(made, other)
    proof = "" if made.optimal and other.optimal else " (as far as was found in the time)"
    if not lost and not gained:
        return _nothing_lost(model, hours, instead) + proof + "."
    words = _levels_in_words(model, made, other, lost, gained)
    if other.value > made.value:
        return f"Without it, the plan would reach more: {words}{proof}."
    if other.value == made.value:
        return f"Without it, as much is reached elsewhere{_hours(hours)}: {words}{proof}."
    ends = []
    if gone:
        ends.append(f"{titles(model, gone)} {'goes' if len(gone) == 1 else 'go'} with it")
    if instead:
        ends.append(f"{titles(model, instead)} would come in")
    tail = f"; {listed(ends)}" if ends else ""
    return f"Without it: {words}{tail}{proof}."


def _nothing_lost(model: CompetencyModel, hours: float, instead: list[str]) -> str:
    does = f"{titles(model, instead)} would do as well" if instead else ""
    takes = f"{titles(model, instead)} {'takes' if len(instead) == 1 else 'take'} its place"
    if hours > 0:
        return f"Without it, no level is lost, but it takes {hours:g} h more: {takes}"
    if hours < 0:
        fewer = f"the same levels take {-hours:g} h fewer"
        return f"Without it, {fewer}" + (f": {takes}" if instead else "")
    return f"Without it, nothing is lost: {does}" if does else "Without it, nothing is lost"


def _hours(hours: float) -> str:
    if not hours:
        return ", in the same hours"
    return f", {abs(hours):g} h {'more' if hours > 0 else 'fewer'}"


def _level_changes(made: Plan, other: Plan) -> tuple[dict[str, int], dict[str, int]]:
    """Competency id → level at the other plan's end, where it is below, above this one's."""
    lost, gained = {}, {}
    for key, change in made.levels.items():
        ours, theirs = min(change.end, change.target), min(other.levels[key].end, change.target)
        if theirs < ours:
            lost[key] = theirs
        elif theirs > ours:
            gained[key] = theirs
    return lost, gained


def _levels_in_words(
    model: CompetencyModel,
    made: Plan,
    other: Plan,
    lost: Mapping[str, int],
    gained: Mapping[str, int],
) -> str:
    parts = []
    for key, level in lost.items():
        stays = "stays at" if level == made.levels[key].start else "only reaches"
        name = model.competency(key).title
        parts.append(f"{name} {stays} level {level} ({model.label(level)})")
    reached = listed(level_in(model, key, level) for key, level in gained.items())
    if parts and reached:
        verb = "is" if len(gained) == 1 else "are"
        return f"{listed(parts)}, but {reached} {verb} reached"
    return listed(parts) or reached


def why_left_out(
    model: CompetencyModel,
    assessment: Assessment,
    made: Plan,
    activity_id: str,
    seconds: float,
) -> str:
    """One sentence for an activity of the model that isn't in the plan."""
    if not model.has_activity(activity_id):
        raise PlanError(f"There is no activity '{activity_id}' in this model.")
    if activity_id in made.ids:
        raise PlanError(f"{title(model, activity_id)} is in the plan.")
    _refuse_stale(model, assessment, made)
    record = assessment.progress.get(activity_id)
    if record is not None and record.state == "done":
        return "You have done it already."
    if record is not None and record.state == "dropped":
        return "You dropped it."
    if activity_id in made.settings.excluded:
        return "You left it out."
    found = barrier(model, assessment, made.role_id, made.settings, activity_id)
    if found is not None:
        return f"It can't be planned: {found}."
    settings = replace(made.settings, pinned=(*made.settings.pinned, activity_id))
    try:
        other = _again(model, assessment, made, settings, seconds)
    except PlanError:
        return "With what it builds on, it doesn't fit into these hours and weeks."
    return _with_it(model, assessment, made, other, activity_id)


def _with_it(
    model: CompetencyModel, assessment: Assessment, made: Plan, other: Plan, activity_id: str
) -> str:
    lost, gained = _level_changes(made, other)
    hours = other.hours - made.hours
    gone = [key for key in made.ids if key not in other.ids]
    proof = "" if made.optimal and other.optimal else " (as far as was found in the time)"
    if other.value > made.value:
        words = _levels_in_words(model, made, other, lost, gained)
        return f"The time to find the plan was too short; with it: {words}."
    if other.value < made.value:
        words = _levels_in_words(model, made, other, lost, gained)
        return f"There is better use for its hours: with it, {words}{proof}."
    if lost or gained:
        words = _levels_in_words(model, made, other, lost, gained)
        return f"Other levels of the same worth were chosen; with it, {words}{proof}."
    if hours > 0:
        held = _nothing_to_teach(model, assessment, made, activity_id)
        return f"{held}{hours:g} h more would reach no more levels{proof}."
    if gone:
        return f"{titles(model, gone)} does as well, in the same hours{proof}."
    return f"It would reach no more levels{proof}."


def _nothing_to_teach(
    model: CompetencyModel, assessment: Assessment, made: Plan, activity_id: str
) -> str:
    teaches = model.activity(activity_id).teaches
    if not teaches:
        return "It only prepares others that aren't planned: "
    rated = {key: assessment.level(key) for key in teaches}
    if all(rated[key] is not None and level <= (rated[key] or 0) for key, level in teaches.items()):
        return "You hold already what it teaches: "
    targets = model.role(made.role_id).targets
    if all(level > targets.get(key, 0) for key, level in teaches.items()):
        return f"{model.role(made.role_id).title} doesn't ask for what it teaches: "
    return "What it teaches is reached without it: "


def with_other_hours(
    model: CompetencyModel,
    assessment: Assessment,
    made: Plan,
    factor: float,
    seconds: float,
) -> HoursChange:
    """The plan for `factor` times the weekly hours (at least a quarter hour more or fewer)."""
    if not 0 < factor < float("inf") or factor == 1:
        raise PlanError(f"The factor on the hours must be above 0 and not 1, not {factor}.")
    _refuse_stale(model, assessment, made)
    now = floor(exact(made.settings.hours_per_week) * QUARTERS)
    asked = exact(made.settings.hours_per_week) * exact(factor) * QUARTERS
    quarters = max(now + 1, ceil(asked)) if factor > 1 else min(now - 1, floor(asked))
    hours = min(max(quarters, 1), HOURS_IN_A_WEEK * QUARTERS) / QUARTERS
    if hours == now / QUARTERS:
        sentence = f"{hours:g} hours a week can't be {'more' if factor > 1 else 'fewer'}."
        return HoursChange(hours, {}, {}, made.hours, sentence)
    try:
        other = _again(
            model, assessment, made, replace(made.settings, hours_per_week=hours), seconds
        )
    except PlanError as error:
        return HoursChange(hours, {}, {}, 0.0, f"With {hours:g} hours a week: {error}")
    lost, gained = _level_changes(made, other)
    proof = "" if made.optimal and other.optimal else " (as far as was found in the time)"
    words = _levels_in_words(model, made, other, lost, gained) or "the same levels"
    words += _hours(other.hours - made.hours) if not lost and not gained else ""
    sentence = f"With {hours:g} hours a week: {words}{proof}."
    return HoursChange(hours, gained, lost, other.hours, sentence)
