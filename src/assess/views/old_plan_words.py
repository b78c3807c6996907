"""A plan of version 0.1 in words: what it was, week by week, with nothing made up for today."""

from __future__ import annotations

from assess.domain.model import CompetencyModel
from assess.planning.plan import OldActivity, OldPlan
from assess.planning.wording import counted, day, day_and_month
from assess.views.plan import ActivityView, PlanView, QuarterView, WeekView
from assess.views.reasons import not_planned_views
from assess.views.speaker import hours_in_words

MADE_EARLIER = "Made by an earlier version. Make it again."


def old_plan_view(model: CompetencyModel, old: OldPlan) -> PlanView:
    """Return an old plan as it was; what the model no longer has is named by its id."""
    last = max((week for item in old.activities for week in item.weeks), default=0)
    role = model.role(old.role).title if model.has_role(old.role) else old.role
    weeks = tuple(_week(model, old, week) for week in range(1, last + 1))
    whole = QuarterView(
        number=1,
        title="The whole plan",
        dates=f"{day(old.start)} to {day(old.last_day_of(last))}" if last else "",
        subjects=(),
        also=(),
        preparing=tuple(_activity(model, old, item) for item in old.activities),
        asks=(),
        in_all="",
        review="",
        review_day=None,
        free="",
        weeks=weeks,
    )
    activities = counted(len(old.activities), "activity", "activities")
    summary = f"{activities}, {hours_in_words(old.hours)} in {counted(last, 'week')}."
    return PlanView(
        title=f"An earlier plan towards {role}",
        summary=summary if old.activities else old.message,
        based_on=(
            f"Based on: up to {hours_in_words(old.hours_per_week)} a week for "
            f"{counted(old.weeks, 'week')} from {day(old.start)}."
        ),
        begin="",
        notes=(MADE_EARLIER,),
        progress=(),
        done=(),
        quarters=(whole,) if old.activities else (),
        outlook=(),
        not_planned=not_planned_views(
            (_title(model, key), why) for key, why in old.not_planned.items()
        ),
        checked="",
        wishes=(),
        message=old.message,
    )


def _title(model: CompetencyModel, key: str) -> str:
    return model.competency(key).title if model.has_competency(key) else key


def _name(model: CompetencyModel, key: str) -> str:
    return model.activity(key).title if model.has_activity(key) else key


def _activity(model: CompetencyModel, old: OldPlan, item: OldActivity) -> ActivityView:
    first, last = min(item.weeks), max(item.weeks)
    when = f"week {first}" if first == last else f"weeks {first} to {last}"
    days = old.week_of(first), old.last_day_of(last)
    known = model.activity(item.id) if model.has_activity(item.id) else None
    return ActivityView(
        id=item.id,
        title=_name(model, item.id),
        kind="practice" if known is None else known.kind,
        hours=hours_in_words(item.hours),
        estimate=hours_in_words(item.hours),
        when=f"{when}, {day_and_month(days[0])} to {day_and_month(days[1])}",
        first_day=days[0],
        last_day=days[1],
        state="planned",
        leads_to=(),
        steps=(),
        evidence="",
        pitfalls="",
        measure="",
        measure_today="",
        measure_wanted="",
        asks=(),
        resources=(),
        note=item.because,
    )


def _week(model: CompetencyModel, old: OldPlan, week: int) -> WeekView:
    monday = old.week_of(week)
    entries = [(item.id, item.weeks[week]) for item in old.activities if week in item.weeks]
    total = sum(hours for _, hours in entries)
    return WeekView(
        number=week,
        dates=f"{day_and_month(monday)} to {day_and_month(old.last_day_of(week))}",
        day=monday,
        hours=hours_in_words(total) if total else "",
        entries=tuple((_name(model, key), hours_in_words(hours)) for key, hours in entries),
        note="",
    )
