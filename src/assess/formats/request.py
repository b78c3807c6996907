"""A request as JSON: the same keys in an answers file (`settings`) and a plan file (`request`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.suggest import did_you_mean, short
from assess.errors import AnswersError
from assess.formats.json_text import plain
from assess.formats.known import unknown_in_request


def request_to_json(request: PlanRequest) -> dict[str, Any]:
    """The request as JSON-ready data; what wasn't said is left out.

    An empty `within_reach` says something: nobody can be asked. So does an empty `routine`: it was
    left out when it was asked for.
    """
    data = _said(plain(request))
    if request.within_reach == ():
        data["within_reach"] = []
    if request.routine is not None:
        data["routine"] = _said(plain(request.routine))
    return data


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


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
