"""What follows from what was done: levels to confirm, marks on the way, changes between plans."""

from __future__ import annotations

from dataclasses import replace

from assess.answers import Answer, Assessment
from assess.model import CompetencyModel
from assess.planning.outcomes import Milestone, PlanChange, Proposal
from assess.planning.plan import Plan
from assess.planning.wording import counted
from assess.scoring import role_fit

FIT_MARKS = (50, 75, 100)
"""Percentages of role fit that are milestones."""


def find_proposals(model: CompetencyModel, assessment: Assessment) -> tuple[Proposal, ...]:
    """For each rated competency, the next level up where a finished activity teaches it."""
    done = [
        item
        for item in model.activities
        if (record := assessment.progress.get(item.id)) is not None and record.state == "done"
    ]
    found = []
    for competency in model.competencies:
        level = assessment.level(competency.id)
        if level is None:
            continue
        teacher = next((a for a in done if a.teaches.get(competency.id) == level + 1), None)
        if teacher is not None:
            found.append(Proposal(competency.id, level, level + 1, teacher.id))
    return tuple(found)


def find_milestones(
    model: CompetencyModel, assessment: Assessment, plan: Plan
) -> tuple[Milestone, ...]:
    """By week: each level that is reached (file order), then each mark of role fit passed."""
    held = {
        item.id: level
        for item in model.competencies
        if (level := assessment.level(item.id)) is not None
    }
    taught: set[tuple[str, int]] = set()
    passed = _percent(model, assessment, held, plan.role_id)
    found: list[Milestone] = []
    for week in range(1, plan.last_week + 1):
        ended = [item.id for item in plan.activities if item.last_week == week]
        if not ended:
            continue
        day = plan.settings.last_day_of(week)
        taught.update(
            step
            for key in ended
            if model.has_activity(key)
            for step in model.activity(key).teaches.items()
        )
        for key in held:
            while (key, held[key] + 1) in taught:
                held[key] += 1
                found.append(Milestone(week, day, "level", key, held[key]))
        percent = _percent(model, assessment, held, plan.role_id)
        for mark in FIT_MARKS:
            if passed is not None and percent is not None and passed < mark <= percent:
                found.append(Milestone(week, day, "fit", percent=mark))
        passed = percent
    return tuple(found)


def _percent(
    model: CompetencyModel, assessment: Assessment, held: dict[str, int], role_id: str
) -> int | None:
    answers = {**assessment.answers, **{key: Answer(level) for key, level in held.items()}}
    return role_fit(model, replace(assessment, answers=answers), role_id).percent


def differences(old: Plan, new: Plan) -> PlanChange:
    """What a new plan adds, drops, moves, reaches and costs, measured by the old one."""
    before = {item.id: item for item in old.activities}
    after = {item.id: item for item in new.activities}
    moved = []
    for item in new.activities:
        if item.id in before:
            then = old.settings.week_of(before[item.id].first_week)
            now = new.settings.week_of(item.first_week)
            if then != now:
                moved.append((item.id, then, now))
    shared = [key for key in new.levels if key in old.levels]
    ends = {key: (old.levels[key].end, new.levels[key].end) for key in shared}
    gained = {key: pair for key, pair in ends.items() if pair[1] > pair[0]}
    lost = {key: pair for key, pair in ends.items() if pair[1] < pair[0]}
    added = tuple(key for key in new.ids if key not in before)
    dropped = tuple(key for key in old.ids if key not in after)
    hours = new.hours - old.hours
    parts = []
    if added:
        parts.append(f"{counted(len(added), 'activity', 'activities')} added")
    if dropped:
        parts.append(f"{len(dropped)} no longer in it")
    if moved:
        parts.append(f"{len(moved)} moved")
    if gained:
        parts.append(f"a higher level in {counted(len(gained), 'competency', 'competencies')}")
    if lost:
        parts.append(f"a lower level in {counted(len(lost), 'competency', 'competencies')}")
    if hours:
        parts.append(f"{abs(hours):g} h {'more' if hours > 0 else 'fewer'}")
    return PlanChange(added, dropped, tuple(moved), gained, lost, hours, tuple(parts))
