"""The settings of a plan as a page changes them: a row of `SETTINGS` for each.

A new setting is a new row: its readers check what a browser sent, and the page keeps and stores it
as it does the others (`change_kinds`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from assess.app.plan import texts
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_RESERVE, RESERVES, PlanRequest
from assess.domain.progress import LEAST_MINUTES, MOST_MINUTES, ROUTINE_LIMIT, Routine, is_time
from assess.domain.situation import within_reach
from assess.errors import PlanError, TypedError
from assess.planning.wording import listed
from assess.report import words
from assess.typed import typed_day, typed_number
from assess.views.this_week import routine_in_words

MOST_OFF = 100
"""Weeks off in one form."""

LEAST_FACTOR, MOST_FACTOR = 0.1, 10.0

LINE_LIMIT = 80
"""Characters in somebody's own word for a person, or for whom results are shown to."""


class FieldError(PlanError):
    """A sentence about one field of a form; `field` is its name."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the page names, reads, writes and says it.

    `parts`: the fields of `PlanRequest` that it consists of. `read`: what a browser sent → those
    fields; FieldError (a sentence) where it isn't that. `write`: the fields as JSON that `read`
    takes. `say`: the setting in words, for somebody who chooses between two of them.
    """

    title: str
    parts: tuple[str, ...]
    read: Callable[[Any, CompetencyModel], Mapping[str, Any]]
    write: Callable[[PlanRequest], Any]
    say: Callable[[PlanRequest, CompetencyModel], str]


def hours_of(value: object) -> float:
    """Hours a week as somebody typed them."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise FieldError("hours", "Enter the hours a week as a number, for example 4.")
    try:
        hours = typed_number(value)
    except TypedError as error:
        raise FieldError("hours", str(error)) from None
    if not 0.25 <= hours <= 60:
        raise FieldError("hours", "Hours a week must be between a quarter of an hour and 60.")
    return hours


def dates_of(values: object) -> tuple[date, date]:
    """The first and the last day, chosen as `{"start": …, "end": …}`: a week to five years."""
    typed = values if isinstance(values, Mapping) else {}
    start, end = _day(typed, "start", "first"), _day(typed, "end", "last")
    if end < start:
        raise FieldError("end", "The last day is before the first: choose a later one.")
    if (end - start).days < 6:
        raise FieldError(
            "end", "There is no whole week between these days: choose a later last day."
        )
    if (end - start).days > 7 * 260:
        raise FieldError("end", "A plan covers five years at most: choose an earlier last day.")
    return start, end


def _day(values: Mapping[str, Any], name: str, word: str) -> date:
    typed = values.get(name)
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        raise FieldError(name, f"Choose the {word} day of the plan.")
    try:
        return typed_day(typed)
    except TypedError as error:
        raise FieldError(name, str(error)) from None


def focus_of(chosen: object, model: CompetencyModel) -> dict[str, float]:
    """Area or competency id → factor; what says nothing (an area at 1) is left out."""
    if not isinstance(chosen, Mapping):
        return {}
    areas = {area.id for area in model.areas}
    found = {}
    for key, value in chosen.items():
        if value in ("", None):
            continue
        try:
            factor = float(str(value))
        except ValueError:
            factor = 0.0
        known = isinstance(key, str) and (key in areas or model.has_competency(key))
        if not known or not LEAST_FACTOR <= factor <= MOST_FACTOR:
            raise FieldError("focus", "Choose how much each area matters from the lists.")
        if factor != 1 or key not in areas:
            found[key] = factor
    return found


def days_off(chosen: object) -> tuple[date, ...]:
    """Days of weeks off, earliest first."""
    days = chosen[: MOST_OFF + 1] if isinstance(chosen, list) else []
    if len(days) > MOST_OFF:
        raise FieldError("off", f"A plan can have up to {MOST_OFF} weeks off.")
    try:
        return tuple(sorted({typed_day(day) for day in days}))
    except TypedError as error:
        raise FieldError("off", str(error)) from None


def last_day(settings: PlanRequest) -> date | None:
    """The last day of the plan that is asked for; None before dates were chosen."""
    if settings.start is None or settings.weeks is None:
        return None
    return settings.start + timedelta(weeks=settings.weeks, days=-1)


def _read_dates(value: Any, _model: CompetencyModel) -> Mapping[str, Any]:
    start, end = dates_of(value)
    return {"start": start, "weeks": ((end - start).days + 1) // 7}


def _write_dates(settings: PlanRequest) -> Any:
    end = last_day(settings)
    if settings.start is None or end is None:
        return None
    return {"start": settings.start.isoformat(), "end": end.isoformat()}


def _say_dates(settings: PlanRequest, _model: CompetencyModel) -> str:
    end = last_day(settings)
    if settings.start is None or end is None:
        return texts.NOT_SET
    return f"{words.day(settings.start)} – {words.day(end)}"


def _say_focus(settings: PlanRequest, model: CompetencyModel) -> str:
    titles = {area.id: area.title for area in model.areas}
    titles |= {item.id: item.title for item in model.competencies}
    said = [f"{titles.get(key, key)} × {factor:g}" for key, factor in settings.focus.items()]
    return "; ".join(said) or texts.NO_FOCUS


def _say_off(settings: PlanRequest, _model: CompetencyModel) -> str:
    return "; ".join(words.day(day) for day in settings.weeks_off) or texts.FORM["offNone"]


def _one_of(value: object, known: Collection[str], field: str, sentence: str) -> str | None:
    """A chosen id; None where nothing is chosen."""
    if value in (None, ""):
        return None
    if not isinstance(value, str) or value not in known:
        raise FieldError(field, sentence)
    return value


def _read_lead(value: Any, model: CompetencyModel) -> Mapping[str, Any]:
    known = [item.id for item in model.competencies]
    return {"lead": _one_of(value, known, "lead", "Choose what comes first from the list.")}


def _say_lead(settings: PlanRequest, model: CompetencyModel) -> str:
    if settings.lead is None or not model.has_competency(settings.lead):
        return texts.NO_LEAD
    return model.competency(settings.lead).title


def _read_situation(value: Any, model: CompetencyModel) -> Mapping[str, Any]:
    typed = value if isinstance(value, Mapping) else {}
    found = {}
    for question in model.situation:
        answers = [item.id for item in question.answers]
        answer = _one_of(typed.get(question.id), answers, question.id, texts.CHOOSE_AN_ANSWER)
        if answer is not None:
            found[question.id] = answer
    return {"situation": found}


def _say_situation(settings: PlanRequest, model: CompetencyModel) -> str:
    said = [
        item.label
        for question in model.situation
        for item in question.answers
        if settings.situation.get(question.id) == item.id
    ]
    return "; ".join(said) or texts.NOTHING_SAID


def _read_reach(value: Any, model: CompetencyModel) -> Mapping[str, Any]:
    """Who can be asked; None: what the answers about the situation say."""
    if value is None:
        return {"within_reach": None}
    chosen = set(value) if isinstance(value, list) and all(type(v) is str for v in value) else set()
    return {"within_reach": tuple(who.id for who in model.people if who.id in chosen)}


def _say_reach(settings: PlanRequest, model: CompetencyModel) -> str:
    reach = within_reach(model, settings.situation, settings.within_reach)
    return listed([who.title for who in model.people if who.id in reach]) or texts.NOBODY


def _read_people(value: Any, model: CompetencyModel) -> Mapping[str, Any]:
    typed = value if isinstance(value, Mapping) else {}
    found = {who.id: _line(typed[who.id], "people") for who in model.people if typed.get(who.id)}
    return {"people": {key: word for key, word in found.items() if word}}


def _read_effort(value: Any, _model: CompetencyModel) -> Mapping[str, Any]:
    """The estimates as they are (1), or by the hours that were logged (None)."""
    if value not in (None, 1):
        raise FieldError("effort", texts.CHOOSE_AN_ANSWER)
    return {"hours_factor": None if value is None else 1.0}


def _say_effort(settings: PlanRequest, _model: CompetencyModel) -> str:
    return texts.EFFORT_LEARNED if settings.hours_factor is None else texts.EFFORT_ESTIMATES


def _line(value: object, field: str, limit: int = LINE_LIMIT) -> str:
    """One line of text as somebody typed it."""
    text = " ".join(str(value).replace("\0", "").split()) if isinstance(value, str) else ""
    if len(text) > limit:
        raise FieldError(field, f"Use at most {limit} characters here.")
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_routine(value: Any, _model: CompetencyModel) -> Mapping[str, Any]:
    """When somebody works on the plan; None: it wasn't asked yet."""
    if value is None:
        return {"routine": None}
    typed = value if isinstance(value, Mapping) else {}
    weekday, minutes, time = (typed.get(name) or None for name in ("weekday", "minutes", "time"))
    if weekday is not None and (type(weekday) is not int or not 1 <= weekday <= 7):
        raise FieldError("weekday", texts.ROUTINE_WEEKDAY)
    if minutes is not None and (
        type(minutes) is not int or not LEAST_MINUTES <= minutes <= MOST_MINUTES
    ):
        raise FieldError("minutes", texts.ROUTINE_MINUTES)
    if time is not None and (not isinstance(time, str) or not is_time(time)):
        raise FieldError("time", texts.ROUTINE_TIME)
    when, obstacle, then = (
        _line(typed.get(name), name, ROUTINE_LIMIT) for name in ("when", "obstacle", "then")
    )
    return {"routine": Routine(weekday, time or "", minutes, when, obstacle, then)}


def _write_routine(settings: PlanRequest) -> Any:
    return None if settings.routine is None else asdict(settings.routine)


def _say_routine(settings: PlanRequest, _model: CompetencyModel) -> str:
    return routine_in_words(settings.routine) or texts.NOTHING_SAID


SETTINGS: Mapping[str, Setting] = {
    "hours": Setting(
        texts.FORM["hours"],
        ("hours_per_week",),
        lambda value, _model: {"hours_per_week": hours_of(value)},
        lambda settings: settings.hours_per_week,
        lambda settings, _model: words.hours(settings.hours_per_week or 0),
    ),
    "dates": Setting(texts.DATES, ("start", "weeks"), _read_dates, _write_dates, _say_dates),
    "reserve": Setting(
        texts.FORM["reserve"],
        ("reserve",),
        lambda value, _model: {
            "reserve": _one_of(value, RESERVES, "reserve", texts.CHOOSE_AN_ANSWER)
        },
        lambda settings: settings.reserve,
        lambda settings, _model: texts.RESERVES[settings.reserve or DEFAULT_RESERVE],
    ),
    "lead": Setting(
        texts.FORM["lead"], ("lead",), _read_lead, lambda settings: settings.lead, _say_lead
    ),
    "situation": Setting(
        texts.FORM["situation"],
        ("situation",),
        _read_situation,
        lambda settings: dict(settings.situation),
        _say_situation,
    ),
    "reach": Setting(
        texts.FORM["reach"],
        ("within_reach",),
        _read_reach,
        lambda settings: None if settings.within_reach is None else list(settings.within_reach),
        _say_reach,
    ),
    "people": Setting(
        texts.FORM["people"],
        ("people",),
        _read_people,
        lambda settings: dict(settings.people),
        lambda settings, _model: "; ".join(settings.people.values()) or texts.NOTHING_SAID,
    ),
    "effort": Setting(
        texts.EFFORT,
        ("hours_factor",),
        _read_effort,
        lambda settings: settings.hours_factor,
        _say_effort,
    ),
    "routine": Setting(
        texts.ROUTINE_TITLE, ("routine",), _read_routine, _write_routine, _say_routine
    ),
    "showing": Setting(
        texts.FORM["showing"],
        ("showing",),
        lambda value, _model: {"showing": _line(value, "showing")},
        lambda settings: settings.showing,
        lambda settings, _model: settings.showing or texts.NOTHING_SAID,
    ),
    "focus": Setting(
        texts.FORM["focus"],
        ("focus",),
        lambda value, model: {"focus": focus_of(value, model)},
        lambda settings: dict(settings.focus),
        _say_focus,
    ),
    "off": Setting(
        texts.FORM["off"],
        ("weeks_off",),
        lambda value, _model: {"weeks_off": days_off(value)},
        lambda settings: [day.isoformat() for day in settings.weeks_off],
        _say_off,
    ),
}
"""Name, as the page calls it → the setting."""
