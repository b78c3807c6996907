"""What the coach's widgets show, as plain data; before the reveal none of it is the person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assess.app.coach import texts
from assess.app.coach.changes import LONGEST_NAME, promise_key, suggestions
from assess.app.coach.people.coach_list import Coached
from assess.app.coach.state import CoachState
from assess.app.plan import texts as texts_plan
from assess.app.plan.data import subjects_to_choose
from assess.app.plan.form.settings import SETTINGS
from assess.app.rate.step import rating_content
from assess.app.state.changes import rating_of
from assess.domain.answers import EVIDENCE_LIMIT, Answer
from assess.domain.model import CompetencyModel
from assess.domain.review.differences import Difference, who_moved
from assess.domain.review.meeting import MAX_GOALS, Commitment, Goal, Suggestion
from assess.domain.scoring import coverage
from assess.formats.json_text import plain
from assess.planning.plan import Plan
from assess.planning.wording import listed
from assess.report import words
from assess.report.meeting import views_picture
from assess.views.plan import ActivityView


def blind_content(model: CompetencyModel) -> dict[str, Any]:
    """The person's questions as a coach is asked them."""
    content = rating_content(model)
    content["texts"] = {**content["texts"], **texts.RATING}
    content["then"] = "compare"
    for area in content["areas"]:
        for question in area["questions"]:
            question["prompt"] = texts.PROMPT
            question.pop("example", None)
    return content


def people(coaching: CoachState, *, shared: bool) -> dict[str, Any]:
    """The list, and where to go on with whoever is chosen."""
    onward = "compare" if coaching.chosen and coaching.session.revealed else "rate"
    chosen = coaching.chosen.key if coaching.chosen else ""
    return {
        "people": [_person(coaching.model, item, chosen) for item in coaching.people],
        "shared": shared,
        "copies": coaching.copies is not None and coaching.copies.on,
        "limit": LONGEST_NAME,
        "onward": onward,
        "onwardLabel": texts.ON_TO[onward],
    }


def _person(model: CompetencyModel, item: Coached, chosen: str) -> dict[str, Any]:
    said = [f"{words.day(item.session.held)}: {coverage(item.session.own, model.competencies)}"]
    if not item.kept:
        said.append(texts.NOT_IN_A_FILE)
    return {
        "key": item.key,
        "name": item.name,
        "own": item.session.own.person,
        "text": ", ".join(said),
        "note": item.note,
        "chosen": item.key == chosen,
        "next": item.session.revealed,
        "unkept": not item.kept,
    }


def compare(coaching: CoachState) -> dict[str, Any]:
    """Both ratings after the reveal; before it only how much the coach has rated."""
    if coaching.chosen is None:
        return {"revealed": False, "ready": False, "waits": texts.NOBODY}
    session, model = coaching.session, coaching.model
    if not session.revealed:
        rated = coverage(session.coach, model.competencies)
        ready = any(answer.state != "unrated" for answer in session.coach.answers.values())
        return {
            "revealed": False,
            "ready": ready,
            "rated": texts.YOU_RATED.format(rated=rated),
        }
    agreed = sum(answer.state != "unrated" for answer in session.agreed.answers.values())
    onward = "since" if session.past else "decide"
    return {
        "person": coaching.chosen.key,
        "revealed": True,
        "rows": [compare_row(coaching, item) for item in session.comparison(model).differences],
        "picture": views_picture(model, session),
        "onward": onward,
        "onwardLabel": texts.ON_TO[onward],
        "count": texts.AGREED.format(agreed=agreed, all=len(model.competencies)),
        "plan": texts.REPLAN_LINE if coaching.searching else _plan_line(model, coaching.plan),
    }


def _plan_line(model: CompetencyModel, plan: Plan | None) -> str:
    if plan is None:
        return texts.NO_PLAN_LINE
    focus = plan.quarters[0].focus if plan.quarters else ()
    if not focus:
        return plan.message or texts.NO_SUBJECT_LINE
    titles = [model.competency(key).title for key in focus]
    return texts.PLAN_LINE.format(subjects=listed(titles))


def plan_fields(coaching: CoachState) -> list[dict[str, Any]]:
    """The plan's form: hours a week, first and last day, what comes first."""
    asked, model = coaching.plan_request, coaching.model
    dates = SETTINGS["dates"].write(asked)
    subjects = subjects_to_choose(model, coaching.session.settled, asked)
    form = texts_plan.FORM
    return [
        {
            "name": "hours",
            "label": form["hours"],
            "type": "number",
            "value": f"{asked.hours_per_week:g}",
        },
        {"name": "start", "label": form["start"], "type": "day", "value": dates["start"]},
        {"name": "end", "label": form["end"], "type": "day", "value": dates["end"]},
        {
            "name": "lead",
            "label": texts.LEAD,
            "options": [["", form["leadNone"]], *subjects],
            "value": asked.lead or "",
        },
    ]


def compare_row(coaching: CoachState, item: Difference) -> dict[str, Any]:
    """One competency: both views, the agreed level, who moved."""
    model = coaching.model
    competency = model.competency(item.competency_id)
    agreed = coaching.session.agreed.answer(item.competency_id)
    number = [each.id for each in model.by_area].index(competency.id) + 1

    def view(answer: Answer) -> dict[str, Any]:
        level = answer.level
        return {
            "label": None if level is None else words.level(model, level, rough=answer.quick),
            "na": answer.not_applicable,
            "anchor": "" if level is None else competency.anchors.get(level, ""),
            "evidence": "\n\n".join(map(words.entry_text, answer.entries)),
        }

    return {
        "id": competency.id,
        "number": number,
        "title": competency.title,
        "kind": item.kind,
        "own": view(item.own),
        "coach": view(item.coach),
        "agreed": {"rating": rating_of(replace(agreed, quick=False)), "note": agreed.evidence},
        "moved": who_moved(item.own, item.coach, agreed),
        "levels": [
            [each.level, each.label, competency.anchors.get(each.level, "")] for each in model.scale
        ],
        "limit": EVIDENCE_LIMIT,
    }


def cards(coaching: CoachState) -> dict[str, Any]:
    """The first quarter's activities as the person's own page shows them, and what is left out."""
    view, plan, model = coaching.plan_view(), coaching.plan, coaching.model
    if view is None or plan is None:
        return {}
    groups: list[tuple[str, Sequence[ActivityView]]] = []
    for quarter in view.quarters[:1]:
        groups = [(subject.title, subject.activities) for subject in quarter.subjects]
        groups.append((str(texts_plan.BODY["preparing"]), quarter.preparing))
    return {
        "groups": [{"title": title, "items": plain(items)} for title, items in groups if items],
        "pinned": list(plan.request.pinned),
        "left_out": [[key, model.activity(key).title] for key in plan.request.excluded],
    }


def goals(coaching: CoachState) -> dict[str, Any]:
    """Goals, what the numbers suggest, the other competencies that could be goals, promises."""
    session, model = coaching.session, coaching.model
    suggested = ((item.goal.competency_id, item) for item in suggestions(model, session))
    found = [(key, model.competency(key).title, item) for key, item in suggested]
    named = {key for key, _title, _item in found}
    named |= {goal.competency_id for goal in session.goals}
    settled = session.settled
    others = [
        [item.id, item.title]
        for item in model.by_area
        if session.revealed
        and item.id not in named
        and (level := settled.level(item.id)) is not None
        and level < model.highest
    ]
    return {
        "person": coaching.chosen.key if coaching.chosen else "",
        "most": MAX_GOALS,
        "goals": [_goal(model, goal) for goal in session.goals],
        "suggestions": [
            {"id": key, "title": title, "why": _why(model, item, coaching.plan)}
            for key, title, item in found[:5]
        ],
        "others": others + [[key, title] for key, title, _item in found[5:]],
        "promises": [
            {"id": promise_key(item), "text": item.text, "who": _who(item)}
            for item in session.commitments
        ],
    }


def _goal(model: CompetencyModel, goal: Goal) -> dict[str, Any]:
    return {
        "id": goal.competency_id,
        "title": model.competency(goal.competency_id).title,
        "way": goal_way(model, goal),
        "to": goal.to,
        "levels": [
            [item.level, words.level(model, item.level)]
            for item in model.scale
            if item.level > goal.start
        ],
        "by": goal.by.isoformat() if goal.by else "",
        "why": goal.why,
        "first_step": goal.first_step,
    }


def goal_way(model: CompetencyModel, goal: Goal) -> str:
    """From where to where a goal leads, and what the end looks like."""
    anchor = model.competency(goal.competency_id).anchors.get(goal.to, "")
    way = f"{words.level(model, goal.start)} → {words.level(model, goal.to)}"
    return f"{way}: {anchor}" if anchor else way


def _why(model: CompetencyModel, item: Suggestion, plan: Plan | None) -> str:
    goal = item.goal
    if goal.by is not None:
        day, level = words.day(goal.by), words.level(model, goal.to)
        doable = texts.IN_PLAN.format(level=level, day=day)
    else:
        doable = texts.NOT_IN_PLAN if plan else texts.NO_PLAN_YET
    said = texts.WHY_GOAL.format(gap=words.count(item.gap, "step"), doable=doable)
    weight = texts.WEIGHS.format(weight=words.number(item.weight)) if item.weight != 1 else ""
    return f"{said}{weight}."


def _who(item: Commitment) -> str:
    owner = texts.DECIDE["owners"][item.owner]  # type: ignore[index]
    return f"{owner}, by {words.day(item.by)}" if item.by else str(owner)


def judge(coaching: CoachState) -> dict[str, Any]:
    """The last meeting's goals and promises, and whether they were kept."""
    past = coaching.session.past if coaching.chosen else ()
    if not past:
        return {"person": "", "goals": [], "promises": []}
    model, last = coaching.model, past[-1]
    return {
        "person": coaching.chosen.key if coaching.chosen else "",
        "goals": [
            {
                "text": f"{model.competency(goal.competency_id).title}: {goal_way(model, goal)}",
                "kept": goal.kept,
            }
            for goal in last.goals
        ],
        "promises": [
            {"text": f"{item.text} ({_who(item)})", "kept": item.kept} for item in last.commitments
        ],
    }
