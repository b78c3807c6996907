"""The ids that a model has, and the first that a request or a plan names without its having it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.suggest import short
from assess.planning.plan import Plan


class Unknown(NamedTuple):
    """An id that the model lacks: its place in the file, what it would be, and the known ones."""

    place: str
    what: str
    id: object
    known: Collection[object]


def ids_of(model: CompetencyModel) -> dict[str, list[str]]:
    """Return what a file may name: `competency`, `activity`, … → the model's ids."""
    competencies = [item.id for item in model.competencies]
    return {
        "role": [item.id for item in model.roles],
        "activity": [item.id for item in model.activities],
        "competency": competencies,
        "competency or area": [*competencies, *(item.id for item in model.areas)],
        "person": [item.id for item in model.people],
        "question": [item.id for item in model.situation],
    }


def unknown_in_request(request: PlanRequest, model: CompetencyModel) -> Iterator[Unknown]:
    """Yield what the request names and the model lacks."""
    ids = ids_of(model)
    named: list[tuple[str, str, Iterable[str]]] = [
        ("lead", "competency", [] if request.lead is None else [request.lead]),
        ("focus", "competency or area", request.focus),
        ("situation", "question", request.situation),
        ("people", "person", request.people),
        ("within_reach", "person", request.within_reach or ()),
        ("pinned", "activity", request.pinned),
        ("excluded", "activity", request.excluded),
    ]
    for place, what, keys in named:
        yield from (Unknown(place, what, key, ids[what]) for key in keys if key not in ids[what])
    for question in model.situation:
        answers = [answer.id for answer in question.answers]
        chosen = request.situation.get(question.id, answers[0])
        if chosen not in answers:
            yield Unknown(f"situation.{short(question.id)}", "answer", chosen, answers)


def unknown_in(plan: Plan, model: CompetencyModel) -> str:
    """Return the first thing that a plan names and a model lacks, in words; "" where none is."""
    ids = ids_of(model)
    steps = [step for quarter in plan.quarters for step in quarter.steps]
    asked = [key for item in plan.activities for key in item.asks]
    asked += [item.person for quarter in plan.quarters for item in quarter.asks]
    competencies = [step.competency for step in steps]
    competencies += [key for quarter in plan.quarters for key in quarter.focus]
    named: list[tuple[str, Iterable[str]]] = [
        ("role", (plan.held, plan.role)),
        ("activity", plan.ids),
        ("competency", [*competencies, *plan.not_planned]),
        ("person", asked),
    ]
    unknown = [(what, key) for what, keys in named for key in keys if key not in ids[what]]
    unknown += [("level", str(step.level)) for step in steps if not model.on_scale(step.level)]
    unknown += [(item.what, str(item.id)) for item in unknown_in_request(plan.request, model)]
    return f"{unknown[0][0]} '{short(unknown[0][1])}'" if unknown else ""
