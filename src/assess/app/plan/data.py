"""The plan and its form as plain data for the page.

What changed can be told by comparing two of these.
"""

from __future__ import annotations

from typing import Any

from assess.app.messages.plan import DecidingRating, Found, Worth
from assess.app.plan import texts as texts_plan
from assess.app.plan.form.settings import SETTINGS
from assess.app.plan.progress import ProgressState
from assess.app.plan.state import PlanState
from assess.app.plan.versions import Version
from assess.clock import here, moment, today
from assess.domain.answers import MOST_PLANS, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import RESERVES, PlanRequest
from assess.domain.situation import (
    called,
    first_answer_with,
    not_applicable_proposals,
    within_reach,
)
from assess.formats.json_text import plain
from assess.formats.plan import OldPlan
from assess.planning.explain.again import Proposal
from assess.planning.explain.deciding import Deciding
from assess.planning.explain.not_planned import fact_in_words
from assess.planning.explain.profile import LeadCard, leads, leads_on, unlocks
from assess.planning.explain.ways import Addition, WorthMost
from assess.planning.plan import Plan
from assess.planning.wording import listed
from assess.report import words
from assess.views.note_words import old_plan_view
from assess.views.plan_words import plan_view
from assess.views.this_week import effort_sentence, this_week


def news_data(plans: PlanState) -> dict[str, Any]:
    """What is new: why the plan is old, and what its last making changed."""
    changed = plans.changed
    return {
        "old": list(plans.age),
        "changed": "" if changed is None else changed.sentence,
        "said": plans.said,
        "better": plans.better is not None,
    }


def _proposal(model: CompetencyModel, assessment: Assessment, item: Proposal) -> dict[str, Any]:
    """A level to confirm."""
    competency = model.competency(item.competency_id)
    return {
        "activity": item.activity_id,
        "by": model.activity(item.activity_id).title,
        "competency": item.competency_id,
        "title": competency.title,
        "level": item.to_level,
        "label": model.label(item.to_level),
        "anchor": competency.anchors[item.to_level],
        "note": bool(assessment.progress[item.activity_id].evidence),
    }


def plan_data(plans: PlanState, progress: ProgressState) -> dict[str, Any]:
    """The plan in words (`assess.views.plan`), what was said about its activities, old versions."""
    plan, assessment, model = plans.plan, plans.session.assessment, plans.model
    said, reach = plans.settings.situation, plans.settings.within_reach
    data: dict[str, Any] = {
        "view": None,
        "week": None,
        "effort": "",
        "estimates": False,
        "records": {key: plain(item) for key, item in assessment.progress.items()},
        "titles": {
            key: model.activity(key).title for key in assessment.progress if model.has_activity(key)
        },
        "checkIns": {day.isoformat(): plain(item) for day, item in assessment.check_ins.items()},
        "asked": {key: day.isoformat() for key, day in assessment.asked.items()},
        "routine": SETTINGS["routine"].write(plans.settings),
        "hours": plans.settings.hours_per_week,
        "proposals": [_proposal(model, assessment, item) for item in progress.proposals()],
        "measures": {key: plain(item) for key, item in assessment.measures.items()},
        "pinned": list(plans.settings.pinned),
        "rough": bool(assessment.rough),
        "levels": {item.id: assessment.level(item.id) for item in model.competencies},
        "reach": {"said": plain(reach), "within": sorted(within_reach(model, said, reach))},
        "versions": [_version(model, item) for item in reversed(plans.versions())][:MOST_PLANS],
    }
    if plan is not None:
        view = plan_view(model, assessment, plan)
        week = this_week(model, assessment, plan, view, today())
        data |= {"view": plain(view), "week": plain(week)}
        data["effort"] = effort_sentence(model, assessment, plan)
        data["estimates"] = plans.settings.hours_factor == 1
    return data


def updated(plans: PlanState) -> str:
    """That a plan was made again; its headline, right below, says what it holds."""
    made = plans.plan is not None and plans.plan.activities
    return texts_plan.UPDATED if made else ready(plans)


def ready(plans: PlanState) -> str:
    """What a made plan holds, in one sentence, for those who hear the page."""
    plan = plans.plan
    if plan is None or not plan.activities:
        return texts_plan.READY_EMPTY.format(reason=plan.message if plan else "")
    return texts_plan.READY.format(
        summary=plan_view(plans.model, plans.session.assessment, plan).summary
    )


def _version(model: CompetencyModel, item: Version) -> dict[str, Any]:
    day, plan = _moment(item.made), item.plan
    if isinstance(plan, OldPlan):
        text = texts_plan.BODY["versionOld"].format(day=day)
    else:
        focus = plan.quarters[0].focus if plan.quarters else ()
        text = texts_plan.BODY["version"].format(
            day=day,
            hours=words.hours(plan.hours_per_week),
            subjects=listed([model.competency(key).title for key in focus]) or "–",
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
        at = here(moment(made))
    except ValueError:
        return made[:10]
    return f"{words.short_day(at.date())}, {at:%H:%M}"


def taking_over(model: CompetencyModel, plan: Plan) -> str:
    """What a chosen plan file holds and what loading it would do; plain text."""
    return texts_plan.PLAN_FILE.format(
        role=model.role(plan.role).title,
        activities=words.count(len(plan.activities), "activity", "activities"),
        hours=words.hours(plan.hours_per_week),
        weeks=words.count(plan.number_of_weeks, "week"),
        day=words.day(plan.start),
    )


def worth_found(model: CompetencyModel, request: PlanRequest, found: WorthMost) -> Found:
    """Whose yes, and which facts, would add something."""
    items = [_addition(model, request, item) for item in found.additions]
    none = "" if items else texts_plan.WORTH_NONE
    return Found(items=items, note=none if found.complete else texts_plan.WORTH_INCOMPLETE)


def _addition(model: CompetencyModel, request: PlanRequest, item: Addition) -> Worth:
    """What one more person or fact would add, in a sentence; `id` is which."""
    if item.kind == "person":
        name = called(model, item.id, request.people, {item.id})
    else:
        question, answer = first_answer_with(model, item.id)
        name = texts_plan.WORTH_FACT.format(
            fact=fact_in_words(item.id), question=question.question, answer=answer.label
        )
    steps = [
        f"{model.competency(key).title} ({model.label(level)})" for key, level in item.steps.items()
    ]
    text = texts_plan.WORTH.format(name=name[:1].upper() + name[1:], steps=listed(steps))
    said = text if steps else texts_plan.WORTH_SOONER.format(name=name)
    return Worth(kind=item.kind, id=item.id, name=name, text=said)


def deciding_found(model: CompetencyModel, assessment: Assessment, found: Deciding) -> Found:
    """The answers that decide the plan, each with today's level and what its neighbours mean."""
    note = ""
    if not found.complete:
        note = texts_plan.DECIDING_INCOMPLETE
    elif not found.answers:
        note = texts_plan.DECIDING_NONE
    ratings = []
    for item in found.answers:
        answer = assessment.answer(item.competency)
        assert answer.level is not None  # only rated competencies are looked at
        today = words.level(model, answer.level, rough=answer.quick)
        lines = [texts_plan.DECIDING_TODAY.format(level=today)]
        for level, missed in sorted(item.missed.items()):
            say = texts_plan.DECIDING_LOWER if level < answer.level else texts_plan.DECIDING_HIGHER
            what = _missed_first(missed)
            lines.append(say.format(level=words.level(model, level), what=what))
        title = model.competency(item.competency).title
        ratings.append(
            DecidingRating(id=item.competency, title=title, level=answer.level, lines=lines)
        )
    return Found(items=ratings, note=note)


def _missed_first(missed: tuple[int, ...]) -> str:
    """What of it counts most, in words; the wish `named` counts first, where something is named."""
    named = ["named"] if len(missed) > 2 else []
    wishes = zip([*named, "present_job", "wanted_role"], missed, strict=True)
    return texts_plan.DECIDING[next((wish for wish, count in wishes if count), "")]


def version(plans: PlanState, number: int) -> list[str]:
    """A kept plan as it was, a line an activity or subject; PlanError where it isn't kept."""
    plan = plans.version(number).plan
    if isinstance(plan, OldPlan):
        view = old_plan_view(plans.model, plan)
    else:
        view = plan_view(plans.model, plans.session.assessment, plan)
    lines = [view.summary, view.based_on]
    for quarter in view.quarters:
        rows = [(subject.title, subject.activities) for subject in quarter.subjects]
        for title, activities in [*rows, ("", quarter.preparing)]:
            about = f"{quarter.title}, {title}" if title else quarter.title
            lines += [f"{about}: {item.title} ({item.hours}, {item.when})." for item in activities]
    if isinstance(plan, OldPlan):
        lines += view.notes
    return [line for line in lines if line]


def form_content(model: CompetencyModel) -> dict[str, Any]:
    """What never changes on a page: words, questions and answers, people, levels of reserve."""
    return {
        "words": dict(texts_plan.FORM),
        "reserves": [[key, texts_plan.RESERVES[key]] for key in RESERVES],
        "situation": [
            {
                "id": item.id,
                "question": item.question,
                "answers": [[answer.id, answer.label] for answer in item.answers],
            }
            for item in model.situation
        ],
        "people": [
            {
                "id": who.id,
                "title": who.title[:1].upper() + who.title[1:],
                "standIn": who.stand_in,
            }
            for who in model.people
            if not who.own
        ],
    }


def form_values(plans: PlanState) -> dict[str, Any]:
    """What was asked for last; else a year from next Monday, and no wishes.

    Each setting stands under its name as `SETTINGS` reads it, days off with their words; `within`:
    who is within reach, by `reach` or by the situation; `pinned`, `excluded`: [id, title].
    """
    settings, asked = plans.settings, plans.complete(plans.settings)
    values = {name: row.write(asked) for name, row in SETTINGS.items()}
    reach = within_reach(plans.model, settings.situation, settings.within_reach)
    return values | {
        "hours": f"{asked.hours_per_week:g}",
        "off": [[day.isoformat(), words.day(day)] for day in settings.weeks_off],
        "within": sorted(reach),
        "focusSaid": SETTINGS["focus"].say(settings, plans.model) if settings.focus else "",
        "pinned": _titles(plans.model, settings.pinned),
        "excluded": _titles(plans.model, settings.excluded),
    }


def form_advice(plans: PlanState) -> dict[str, Any]:
    """What follows from the answers: cards to choose from, what to rate, what may not apply."""
    model, present, settings = plans.model, plans.session.assessment, plans.settings
    held, wanted = plans.session.roles
    locked = unlocks(model, present, held, wanted)
    proposals = not_applicable_proposals(model, present, settings.situation)
    return {
        "leads": [
            _lead(model, present, card) for card in leads(model, present, held, wanted, settings)
        ],
        "subjects": subjects_to_choose(model, present, settings),
        "unrated": [[item.id, item.title] for item in locked],
        "notApplicable": [[key, model.competency(key).title] for key, _facts in proposals],
    }


def subjects_to_choose(
    model: CompetencyModel, assessment: Assessment, request: PlanRequest
) -> list[list[str]]:
    """What could come first, as [id, title]: rated skills whose next step leads on."""
    return [
        [item.id, item.title]
        for item in model.by_area
        if (level := assessment.level(item.id)) is not None
        and leads_on(model, assessment, request, item.id, level + 1)
    ]


def based_on(plans: PlanState) -> str:
    """What the present plan was made from, in a line; "" where there is none."""
    if plans.plan is None:
        return ""
    return plan_view(plans.model, plans.session.assessment, plans.plan).based_on


def _lead(model: CompetencyModel, present: Assessment, card: LeadCard) -> dict[str, str]:
    why = texts_plan.LEAD_WHY[card.why].format(target=f"{model.label(card.target)} ({card.target})")
    return {
        "id": card.competency,
        "title": model.competency(card.competency).title,
        "level": words.level(model, card.level, rough=present.answer(card.competency).quick),
        "missing": card.missing,
        "why": why,
    }


def _titles(model: CompetencyModel, ids: tuple[str, ...]) -> list[list[str]]:
    return [[key, model.activity(key).title] for key in ids if model.has_activity(key)]
