"""The plan as plain data for the page: what changed can be told by comparing two of these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from assess.answers import MOST_PLANS
from assess.model import CompetencyModel
from assess.planning.outcomes import PlanChange
from assess.planning.plan import Plan, PlannedActivity
from assess.report import words
from assess.ui import texts_plan
from assess.ui.change_kinds import progress_json
from assess.ui.session_plan import SessionPlan, levels_gained, today
from assess.ui.session_progress import SessionProgress


def news_data(plans: SessionPlan, progress: SessionProgress) -> dict[str, Any]:
    """What is new: why the plan is old, what its last making changed, levels to confirm."""
    model = plans.model
    changed = plans.changed
    return {
        "old": list(plans.age),
        "changed": change_data(model, changed) if changed is not None else None,
        "proposals": [
            {
                "activity": item.activity_id,
                "by": model.activity(item.activity_id).title,
                "competency": item.competency_id,
                "title": model.competency(item.competency_id).title,
                "level": item.to_level,
                "label": model.label(item.to_level),
                "anchor": model.competency(item.competency_id).anchors[item.to_level],
                "note": bool(plans.session.assessment.progress[item.activity_id].evidence),
            }
            for item in progress.proposals()
        ],
    }


def change_data(model: CompetencyModel, change: PlanChange) -> dict[str, Any]:
    """A comparison in words: a sentence, and a list for each kind of change."""

    def titles(ids: Iterable[str]) -> list[str]:
        return [model.activity(key).title for key in ids if model.has_activity(key)]

    def levels(found: Any) -> list[str]:
        return [
            f"{model.competency(key).title}: {model.label(then)} → {model.label(now)}"
            for key, (then, now) in found.items()
        ]

    return {
        "sentence": change.sentence,
        "lists": [
            [kind, entries]
            for kind, entries in (
                ("added", titles(change.added)),
                ("dropped", titles(change.dropped)),
                (
                    "moved",
                    [
                        f"{model.activity(key).title}: {words.short_day(then)} → "
                        f"{words.short_day(now)}"
                        for key, then, now in change.moved
                        if model.has_activity(key)
                    ],
                ),
                ("gained", levels(change.gained)),
                ("lost", levels(change.lost)),
            )
            if entries
        ],
    }


def plan_data(
    plans: SessionPlan, *, with_left_out: bool, day: date | None = None
) -> dict[str, Any]:
    """The plan itself; `texts` (see `activity_texts`) hold what its cards say.

    `with_left_out`: whether the activities that aren't in it are wanted. `day`: the present one.
    """
    model, plan = plans.model, plans.plan
    data: dict[str, Any] = {
        "weeks": [],
        "table": [],
        "cards": [],
        "open": [],
        "left": None,
        "progress": _progress(plans),
        "versions": _versions(plans),
    }
    if plan is None:
        return data
    data["cards"] = [_card(plans, number, item) for number, item in enumerate(plan.activities, 1)]
    if plan.activities:
        data["weeks"] = _weeks(plans, plan, day or today())
        data["table"] = _table(model, plan)
    data["open"] = _open(model, plan)
    if with_left_out:
        data["left"] = _left(plans, plan)
    return data


def ready(plans: SessionPlan) -> str:
    """What a made plan holds, in one sentence, for those who hear the page."""
    plan = plans.plan
    if plan is None or not plan.activities:
        return texts_plan.READY_EMPTY.format(reason=plan.message if plan else "")
    return texts_plan.READY.format(
        activities=words.count(len(plan.activities), "activity", "activities"),
        hours=words.hours(plan.hours),
        levels=words.count(levels_gained(plan), "level"),
    )


def activity_texts(model: CompetencyModel, activity_id: str) -> dict[str, Any]:
    """What the model says about an activity: sent once a page."""
    item = model.activity(activity_id)
    resources = {entry.id: words.resource(entry) for entry in model.resources}
    return {
        "title": item.title,
        "kind": item.kind,
        "kindTitle": words.KIND_TITLES[item.kind],
        "steps": list(item.steps),
        "evidence": item.evidence,
        "agree": words.joined(model.agreeing(item)),
        "pitfalls": item.pitfalls,
        "resources": [resources[key] for key in item.resources],
    }


def _card(plans: SessionPlan, number: int, item: PlannedActivity) -> dict[str, Any]:
    model, plan = plans.model, plans.plan
    assert plan is not None
    record = plans.session.assessment.progress.get(item.id)
    first, last = item.first_week, item.last_week
    span = f"week {first}" if first == last else f"weeks {first} to {last}"
    return {
        "id": item.id,
        "number": number,
        "hours": words.hours(item.hours),
        "when": f"{span}, from {words.short_day(plan.settings.week_of(first))}",
        "because": item.because,
        "leads": [
            f"{model.competency(key).title}: {words.level(model, level)}"
            for key, level in item.raises.items()
        ],
        "pinned": item.id in plans.settings.pinned,
        "state": record.state if record else "planned",
        "said": _said(record.state, record.date) if record else "",
        "record": progress_json(record),
    }


def _said(state: str, day: date | None) -> str:
    word = texts_plan.STATES[state]
    return f"{word}, {words.short_day(day)}" if day else word


def _weeks(plans: SessionPlan, plan: Plan, day: date) -> list[dict[str, Any]]:
    settings = plan.settings
    over = {
        key
        for key, item in plans.session.assessment.progress.items()
        if item.state in ("done", "dropped")
    }
    weeks = []
    for week in range(1, plan.last_week + 1):
        first = settings.week_of(week)
        entries = [
            {
                "id": item.id,
                "hours": words.hours(item.weeks[week]),
                "ends": week == item.last_week != item.first_week,
                "over": item.id in over,
            }
            for item in plan.activities
            if week in item.weeks
        ]
        weeks.append(
            {
                "number": week,
                "from": words.short_day(first),
                "place": "now"
                if first <= day < first + timedelta(weeks=1)
                else ("past" if first < day else "later"),
                "off": week in settings.off,
                "total": words.hours(sum(i.weeks.get(week, 0) for i in plan.activities)),
                "items": entries,
            }
        )
    return weeks


def _table(model: CompetencyModel, plan: Plan) -> list[list[str]]:
    """Rows in file order: competency, level today, in the plan, target, by which, when."""
    rows = []
    for competency in model.competencies:
        change = plan.levels.get(competency.id)
        if change is None or change.target <= change.start:
            continue
        by = [item for item in plan.activities if competency.id in item.raises]
        ends = max((item.last_week for item in by), default=0)
        rows.append(
            [
                competency.title,
                words.level(model, change.start),
                words.level(model, change.end),
                words.level(model, change.target),
                words.joined([model.activity(item.id).title for item in by]) or "–",
                words.short_day(plan.settings.last_day_of(ends)) if ends else "–",
            ]
        )
    return rows


def _open(model: CompetencyModel, plan: Plan) -> list[dict[str, str]]:
    found = []
    for item in model.competencies:
        if item.id not in plan.not_planned:
            continue
        change = plan.levels.get(item.id)
        reaches = ""
        if change:
            reaches = texts_plan.BODY["reaches"].format(
                level=model.label(change.end), target=model.label(change.target)
            )
        why = words.open_reason(plan.not_planned[item.id])
        found.append({"title": item.title, "reaches": reaches, "why": why})
    return found


def _left(plans: SessionPlan, plan: Plan) -> list[dict[str, Any]]:
    """What would lead towards the role and isn't planned; what the person left out comes first."""
    model, out = plans.model, set(plans.settings.excluded)
    planned = {item.id for item in plan.activities}
    over = plans.session.assessment.progress
    wanted = {
        (key, level)
        for key, change in plan.levels.items()
        for level in range(change.start + 1, change.target + 1)
    }
    found = [
        {
            "id": item.id,
            "title": item.title,
            "hours": words.hours(item.hours),
            "mine": item.id in out,
        }
        for item in model.activities
        if item.id not in planned
        and item.id not in over
        and (item.id in out or not wanted.isdisjoint(item.teaches.items()))
    ]
    return sorted(found, key=lambda entry: not entry["mine"])


def _progress(plans: SessionPlan) -> list[dict[str, Any]]:
    """What was begun, done or dropped and isn't shown as a card, in file order."""
    planned = {item.id for item in plans.plan.activities} if plans.plan else set()
    return [
        {
            "id": item.id,
            "title": item.title,
            "said": _said(record.state, record.date),
            "evidence": record.evidence,
            "record": progress_json(record),
        }
        for item in plans.model.activities
        if (record := plans.session.assessment.progress.get(item.id)) and item.id not in planned
    ]


def _versions(plans: SessionPlan) -> list[dict[str, Any]]:
    """The kept plans, newest first."""
    found = [
        {
            "number": item.number,
            "present": item.present,
            "day": (day := _moment(item.made)),
            "text": texts_plan.BODY["version"].format(
                day=day,
                role=plans.model.role(item.plan.role_id).title,
                hours=words.hours(item.plan.settings.hours_per_week),
                weeks=words.count(item.plan.settings.weeks, "week"),
                levels=words.count(item.levels, "level") + " gained",
            ),
        }
        for item in plans.versions()
    ]
    return found[::-1][:MOST_PLANS]


def _moment(made: str) -> str:
    try:
        moment = datetime.fromisoformat(made.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return made[:10]
    return f"{words.short_day(moment.date())}, {moment:%H:%M}"
