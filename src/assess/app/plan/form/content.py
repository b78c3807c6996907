"""The plan's form: the situation, who can be asked, what comes first, hours and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assess.app.plan import texts as texts_plan
from assess.app.plan.form.settings import SETTINGS
from assess.app.plan.state import PlanState
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import RESERVES, PlanRequest
from assess.domain.situation import not_applicable_proposals, within_reach
from assess.planning.explain.profile import LeadCard, leads, leads_on, unlocks
from assess.report import words
from assess.views.plan_words import plan_view


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


def parts_from(values: Mapping[str, Any], model: CompetencyModel) -> dict[str, Any]:
    """The fields of a request as the page sent them; FieldError (a sentence) at the first wrong."""
    found: dict[str, Any] = {}
    for name, row in SETTINGS.items():
        if name in values:
            found |= row.read(values[name], model)
    return found
