"""A request as JSON: the same keys in an answers file (`settings`) and a plan file (`request`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assess.errors import AnswersError
from assess.formats.plain import plain
from assess.json_values import refuse_unknown
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.suggest import short


def request_to_json(request: PlanRequest) -> dict[str, Any]:
    """The request as JSON-ready data; what wasn't said is left out.

    An empty `within_reach` says something: nobody can be asked.
    """
    return {
        key: value
        for key, value in plain(request).items()
        if value not in (None, "", [], {}) or (key == "within_reach" and value == [])
    }


def request_from_json(data: Any, where: str) -> PlanRequest:
    """The request in parsed JSON, not compared with any model. AnswersError names the place."""
    if data == {}:
        return PlanRequest()
    from pydantic import ValidationError

    from assess.formats.request_shape import RequestShape
    from assess.formats.shapes import sentence

    try:
        return RequestShape.model_validate(data).record()
    except ValidationError as error:
        raise AnswersError(sentence(error, where)) from None


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
    competencies = [item.id for item in model.competencies]
    activities = [item.id for item in model.activities]
    people = [item.id for item in model.people]
    areas = [item.id for item in model.areas]
    focus: dict[str, float] = {}
    for key, factor in request.focus.items():
        new, place = renamed.get(key, key), f"{where}.focus.{short(key)}"
        refuse_unknown([new], [*competencies, *areas], place, "competency or area")
        focus[new] = max(factor, focus.get(new, 0))
    lead = request.lead if request.lead is None else renamed.get(request.lead, request.lead)
    if lead is not None:
        refuse_unknown([lead], competencies, f"{where}.lead", "competency")
    questions = {item.id: [answer.id for answer in item.answers] for item in model.situation}
    refuse_unknown(request.situation, questions, f"{where}.situation", "question")
    for key, chosen in request.situation.items():
        refuse_unknown([chosen], questions[key], f"{where}.situation.{short(key)}", "answer")
    refuse_unknown(request.people, people, f"{where}.people", "person")
    refuse_unknown(request.within_reach or (), people, f"{where}.within_reach", "person")
    refuse_unknown(request.pinned, activities, f"{where}.pinned", "activity")
    refuse_unknown(request.excluded, activities, f"{where}.excluded", "activity")
    return replace(request, focus=focus, lead=lead)


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
