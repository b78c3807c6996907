"""Take what people write in Python as the types of a plan request, where it can mean one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Routine
from assess.errors import PlanError, TypedError
from assess.text import did_you_mean, short
from assess.typed import typed_day, typed_number

FIELDS = tuple(item.name for item in fields(PlanRequest))


def with_wishes(
    model: CompetencyModel, request: PlanRequest, wishes: Mapping[str, Any]
) -> PlanRequest:
    """Return the request with these wishes over its own.

    Raises PlanError for a wish that there isn't, or a value that can't be understood.
    """
    for name in wishes:
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS, f"there are {', '.join(FIELDS)}.")
            raise PlanError(f"There is no wish '{short(name)}'{hint}")
    return coerced(model, replace(request, **wishes))


def coerced(model: CompetencyModel, request: PlanRequest) -> PlanRequest:
    """Return the request with days as dates, hours as numbers and competencies as ids.

    Text is taken where it can mean one thing: "2027-01-31" as a day, "2,5" as a number, 7 as the
    competency with this number. Raises PlanError for anything else.
    """
    if not isinstance(request, PlanRequest):
        raise PlanError(
            f"The wishes must be a PlanRequest, not {_type(request)}: write "
            "PlanRequest(hours_per_week=4)."
        )

    def mapping(field: str, example: str) -> Any:
        return _of_type(getattr(request, field), Mapping, field, f"a dictionary like {example}")

    return replace(
        request,
        hours_per_week=_number(request.hours_per_week, "Hours per week"),
        weeks=_whole(request.weeks, "Weeks"),
        start=_day(request.start, "The start"),
        lead=_competency(model, request.lead),
        within_reach=_ids(request.within_reach, "within_reach"),
        situation=mapping("situation", "{'users': 'firms'}"),
        people=mapping("people", "{'manager': 'Kim'}"),
        focus={
            _focused(model, key): _number(factor, f"The focus on '{short(key)}'")
            for key, factor in mapping("focus", "{'pricing': 2}").items()
        },
        pinned=_ids(request.pinned, "pinned") or (),
        excluded=_ids(request.excluded, "excluded") or (),
        weeks_off=tuple(
            _day(day, "A week off") for day in _several(request.weeks_off, "weeks_off")
        ),
        showing=_of_type(request.showing, str, "showing", "a text"),
        hours_factor=_number(request.hours_factor, "The factor on the hours"),
        routine=_of_type(
            request.routine, Routine | None, "routine", "a Routine like Routine(weekday=2)"
        ),
    )


def _type(value: object) -> str:
    return f"'{short(value, 30)}'" if isinstance(value, str | Real) else type(value).__name__


def _typed(value: str, what: str, typed: Callable[[str], Any]) -> Any:
    try:
        return typed(value)
    except TypedError as error:
        raise PlanError(f"{what}: {error}") from None


def _number(value: Any, what: str) -> Any:
    if isinstance(value, str):
        return _typed(value, what, typed_number)
    if value is None or isinstance(value, int | float):
        return value  # True is no number either: whoever checks the range says so
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    raise PlanError(f"{what}: give a number like 4 or 2.5, not {_type(value)}.")


def _whole(value: Any, what: str) -> Any:
    found = _number(value, what)
    if found is None or isinstance(found, int):
        return found
    if not float(found).is_integer():
        raise PlanError(f"{what} must be a whole number of at least 1, not {found:g}.")
    return int(found)


def _day(value: Any, what: str) -> Any:
    if isinstance(value, str):
        return _typed(value, what, typed_day)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise PlanError(f'{what}: give a day like "2027-01-31" or a date, not {_type(value)}.')


def _several(value: Any, what: str) -> Iterable[Any]:
    """One item as a row of one: a text would be taken letter by letter."""
    if isinstance(value, str | date):
        return (value,)
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        raise PlanError(f"{what}: give a list, not {_type(value)}.")
    return tuple(value)


def _ids(value: Any, what: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    found = tuple(_several(value, what))
    for item in found:
        if not isinstance(item, str):
            raise PlanError(f"{what}: give ids as text, not {_type(item)}.")
    return found


def _of_type(value: Any, kind: Any, what: str, example: str) -> Any:
    if not isinstance(value, kind):
        raise PlanError(f"{what}: give {example}, not {_type(value)}.")
    return value


def _competency(model: CompetencyModel, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | Integral | None):
        raise PlanError(f"lead: give the id or the number of a competency, not {_type(value)}.")
    return _focused(model, value)


def _focused(model: CompetencyModel, value: Any) -> Any:
    """The id of a competency that is given by its number; what isn't a number stays as it is."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        if not 1 <= int(value) <= len(model.by_area):
            raise PlanError(
                f"There is no competency {value}: choose 1 to {len(model.by_area)}, or give an id."
            )
        return model.by_area[int(value) - 1].id
    return value
