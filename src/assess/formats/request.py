"""A plan's request as JSON, and the ids that a model has, which it and a plan may name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.errors import AnswersError
from assess.formats.json_text import filled, plain
from assess.planning.plan import Plan
from assess.text import did_you_mean, short


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


def request_to_json(request: PlanRequest) -> dict[str, Any]:
    """The request as JSON-ready data; what wasn't said is left out.

    An empty `within_reach` says something: nobody can be asked. So does an empty `routine`: it was
    left out when it was asked for.
    """
    data = filled(plain(request))
    if request.within_reach == ():
        data["within_reach"] = []
    if request.routine is not None:
        data["routine"] = filled(plain(request.routine))
    return data


def fitted(
    request: PlanRequest,
    model: CompetencyModel,
    where: str,
    *,
    renamed: Mapping[str, str],
    older: bool,
) -> PlanRequest:
    """The request under the model's ids. AnswersError for an id that the model doesn't have.

    `renamed`: old competency id → the model's. `older`: made for an earlier version of the model,
    so answers and people that it no longer has are dropped.
    """
    if older:
        request = _known_world(request, model)
    focus: dict[str, float] = {}
    for key, factor in request.focus.items():
        new = renamed.get(key, key)
        focus[new] = max(factor, focus.get(new, 0))
    lead = renamed.get(request.lead, request.lead) if request.lead else request.lead
    request = replace(request, focus=focus, lead=lead)
    for unknown in unknown_in_request(request, model):
        hint = did_you_mean(unknown.id, unknown.known, "it can't be used.")
        place = f"{where}.{unknown.place}"
        raise AnswersError(f"{place}: the model has no {unknown.what} '{short(unknown.id)}'{hint}")
    return request


def _known_world(request: PlanRequest, model: CompetencyModel) -> PlanRequest:
    answers = {item.id: {answer.id for answer in item.answers} for item in model.situation}
    reach = request.within_reach
    return replace(
        request,
        situation={
            key: answer
            for key, answer in request.situation.items()
            if answer in answers.get(key, ())
        },
        people={key: word for key, word in request.people.items() if model.has_person(key)},
        within_reach=reach and tuple(key for key in reach if model.has_person(key)),
    )
