"""The plan as plain data for the page: what changed can be told by comparing two of these."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from assess.answers import MOST_PLANS
from assess.formats.plan import OldPlan
from assess.planning.plan import Plan
from assess.report import words
from assess.situation import within_reach
from assess.ui import texts_plan
from assess.ui.change_kinds import measure_json, progress_json
from assess.ui.session_plan import SessionPlan, Version
from assess.ui.session_progress import SessionProgress
from assess.views.plan_words import plan_view


def news_data(plans: SessionPlan, progress: SessionProgress) -> dict[str, Any]:
    """What is new: why the plan is old, what its last making changed, levels to confirm."""
    model, changed = plans.model, plans.changed
    return {
        "old": list(plans.age),
        "changed": "" if changed is None else changed.sentence,
        "said": plans.said,
        "better": plans.better is not None,
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


def plan_data(plans: SessionPlan) -> dict[str, Any]:
    """The plan in words (`assess.views.plan`), what was said about its activities, old versions."""
    plan, assessment, model = plans.plan, plans.session.assessment, plans.model
    data: dict[str, Any] = {
        "view": None,
        "records": {key: progress_json(item) for key, item in assessment.progress.items()},
        "titles": {
            key: model.activity(key).title for key in assessment.progress if model.has_activity(key)
        },
        "measures": {key: measure_json(item) for key, item in assessment.measures.items()},
        "pinned": list(plans.settings.pinned),
        "reach": _reach(plans),
        "versions": _versions(plans),
    }
    if plan is not None:
        data["view"] = _plain(asdict(plan_view(model, assessment, plan)))
        if plan.optimal and plans.outdone:
            data["view"]["checked"] = texts_plan.CHECKED_KEEPING
    return data


def _reach(plans: SessionPlan) -> dict[str, Any]:
    """Who can be asked: as it was said (None: by the situation), and who that is."""
    settings = plans.settings
    chosen = settings.within_reach
    found = within_reach(plans.model, settings.situation, chosen)
    return {"said": None if chosen is None else list(chosen), "within": sorted(found)}


def _plain(value: Any) -> Any:
    """As JSON knows it: lists, and days as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def ready(plans: SessionPlan) -> str:
    """What a made plan holds, in one sentence, for those who hear the page."""
    plan = plans.plan
    if plan is None or not plan.activities:
        return texts_plan.READY_EMPTY.format(reason=plan.message if plan else "")
    return texts_plan.READY.format(
        summary=plan_view(plans.model, plans.session.assessment, plan).summary
    )


def _versions(plans: SessionPlan) -> list[dict[str, Any]]:
    """The kept plans, newest first."""
    found = [_version(plans, item) for item in plans.versions()]
    return found[::-1][:MOST_PLANS]


def _version(plans: SessionPlan, item: Version) -> dict[str, Any]:
    day = _moment(item.made)
    model, plan = plans.model, item.plan
    if isinstance(plan, OldPlan):
        text = texts_plan.BODY["versionOld"].format(day=day)
    else:
        focus = plan.quarters[0].focus if plan.quarters else ()
        text = texts_plan.BODY["version"].format(
            day=day,
            hours=words.hours(plan.hours_per_week),
            subjects=words.joined([model.competency(key).title for key in focus]) or "–",
        )
    return {
        "number": item.number,
        "present": item.present,
        "old": not isinstance(plan, Plan),
        "day": day,
        "text": text,
    }


def _moment(made: str) -> str:
    try:
        moment = datetime.fromisoformat(made.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return made[:10]
    return f"{words.short_day(moment.date())}, {moment:%H:%M}"
