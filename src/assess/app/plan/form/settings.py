"""The settings of a plan as a page changes them: a row of `SETTINGS` for each.

A new setting is a new row: its readers check what a browser sent, and the page keeps and stores it
as it does the others (`change_kinds`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assess.app.plan import texts
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_RESERVE, RESERVES, PlanRequest
from assess.domain.progress import LEAST_MINUTES, MOST_MINUTES, ROUTINE_LIMIT, Routine, is_time
from assess.domain.situation import within_reach
from assess.errors import PlanError, TypedError
from assess.formats.json_text import plain
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


def _field(
    name: str,
    title: str,
    read: Callable[[Any, CompetencyModel], Any],
    say: Callable[[Any, CompetencyModel], str],
) -> Setting:
    """A setting that is one field of the request; `read` and `say` are about its value."""
    return Setting(
        title,
        (name,),
        lambda sent, model: {name: read(sent, model)},
        lambda settings: plain(getattr(settings, name)),
        lambda settings, model: say(getattr(settings, name), model),
    )


def _read_hours(sent: Any, _model: CompetencyModel) -> float:
    if sent is None or (isinstance(sent, str) and not sent.strip()):
        raise FieldError("hours", "Enter the hours a week as a number, for example 4.")
    try:
        hours = typed_number(sent)
    except TypedError as error:
        raise FieldError("hours", str(error)) from None
    if not 0.25 <= hours <= 60:
        raise FieldError("hours", "Hours a week must be between a quarter of an hour and 60.")
    return hours


def _read_dates(sent: Any, _model: CompetencyModel) -> Mapping[str, Any]:
    """The first and the last day, chosen as `{"start": …, "end": …}`: a week to five years."""
    typed = sent if isinstance(sent, Mapping) else {}
    start, end = _day(typed, "start", "first"), _day(typed, "end", "last")
    if end < start:
        raise FieldError("end", "The last day is before the first: choose a later one.")
    if (end - start).days < 6:
        raise FieldError(
            "end", "There is no whole week between these days: choose a later last day."
        )
    if (end - start).days > 7 * 260:
        raise FieldError("end", "A plan covers five years at most: choose an earlier last day.")
    return {"start": start, "weeks": ((end - start).days + 1) // 7}


def _day(values: Mapping[str, Any], name: str, word: str) -> date:
    typed = values.get(name)
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        raise FieldError(name, f"Choose the {word} day of the plan.")
    try:
        return typed_day(typed)
    except TypedError as error:
        raise FieldError(name, str(error)) from None


def _days(settings: PlanRequest) -> tuple[date, date] | None:
    """The first and the last day that are asked for; None before dates were chosen."""
    if settings.start is None or settings.weeks is None:
        return None
    return settings.start, settings.start + timedelta(weeks=settings.weeks, days=-1)


def _write_dates(settings: PlanRequest) -> Any:
    days = _days(settings)
    return days and {"start": days[0].isoformat(), "end": days[1].isoformat()}


def _say_dates(settings: PlanRequest, _model: CompetencyModel) -> str:
    days = _days(settings)
    return " – ".join(map(words.day, days)) if days else texts.NOT_SET


def _read_focus(sent: Any, model: CompetencyModel) -> dict[str, float]:
    """Area or competency id → factor; what says nothing (an area at 1) is left out."""
    if not isinstance(sent, Mapping):
        return {}
    areas = {area.id for area in model.areas}
    found = {}
    for key, value in sent.items():
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


def _say_focus(focus: Mapping[str, float], model: CompetencyModel) -> str:
    titles = {area.id: area.title for area in model.areas}
    titles |= {item.id: item.title for item in model.competencies}
    said = [f"{titles.get(key, key)} × {factor:g}" for key, factor in focus.items()]
    return "; ".join(said) or texts.NO_FOCUS


def _read_off(sent: Any, _model: CompetencyModel) -> tuple[date, ...]:
    """Days of weeks off, earliest first."""
    days = sent[: MOST_OFF + 1] if isinstance(sent, list) else []
    if len(days) > MOST_OFF:
        raise FieldError("off", f"A plan can have up to {MOST_OFF} weeks off.")
    try:
        return tuple(sorted({typed_day(day) for day in days}))
    except TypedError as error:
        raise FieldError("off", str(error)) from None


def _one_of(sent: object, known: Collection[str], field: str, sentence: str) -> str | None:
    """A chosen id; None where nothing is chosen."""
    if sent in (None, ""):
        return None
    if not isinstance(sent, str) or sent not in known:
        raise FieldError(field, sentence)
    return sent


def _read_lead(sent: Any, model: CompetencyModel) -> str | None:
    known = [item.id for item in model.competencies]
    return _one_of(sent, known, "lead", "Choose what comes first from the list.")


def _say_lead(lead: str | None, model: CompetencyModel) -> str:
    if lead is None or not model.has_competency(lead):
        return texts.NO_LEAD
    return model.competency(lead).title


def _read_situation(sent: Any, model: CompetencyModel) -> dict[str, str]:
    typed = sent if isinstance(sent, Mapping) else {}
    found = {}
    for question in model.situation:
        answers = [item.id for item in question.answers]
        answer = _one_of(typed.get(question.id), answers, question.id, texts.CHOOSE_AN_ANSWER)
        if answer is not None:
            found[question.id] = answer
    return found


def _say_situation(situation: Mapping[str, str], model: CompetencyModel) -> str:
    said = [
        item.label
        for question in model.situation
        for item in question.answers
        if situation.get(question.id) == item.id
    ]
    return "; ".join(said) or texts.NOTHING_SAID


def _read_reach(sent: Any, model: CompetencyModel) -> tuple[str, ...] | None:
    """Who can be asked; None: what the answers about the situation say."""
    if sent is None:
        return None
    chosen = set(sent) if isinstance(sent, list) and all(type(v) is str for v in sent) else set()
    return tuple(who.id for who in model.people if who.id in chosen)


def _say_reach(chosen: tuple[str, ...] | None, model: CompetencyModel) -> str:
    reach = within_reach(model, {}, chosen)
    return listed([who.title for who in model.people if who.id in reach]) or texts.NOBODY


def _read_people(sent: Any, model: CompetencyModel) -> dict[str, str]:
    typed = sent if isinstance(sent, Mapping) else {}
    found = {who.id: _line(typed[who.id], "people") for who in model.people if typed.get(who.id)}
    return {key: word for key, word in found.items() if word}


def _read_effort(sent: Any, _model: CompetencyModel) -> float | None:
    """The estimates as they are (1), or by the hours that were logged (None)."""
    if sent not in (None, 1):
        raise FieldError("effort", texts.CHOOSE_AN_ANSWER)
    return None if sent is None else 1.0


def _line(sent: object, field: str, limit: int = LINE_LIMIT) -> str:
    """One line of text as somebody typed it."""
    text = " ".join(str(sent).replace("\0", "").split()) if isinstance(sent, str) else ""
    if len(text) > limit:
        raise FieldError(field, f"Use at most {limit} characters here.")
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_routine(sent: Any, _model: CompetencyModel) -> Routine | None:
    """When somebody works on the plan; None: it wasn't asked yet."""
    if sent is None:
        return None
    typed = sent if isinstance(sent, Mapping) else {}
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
    return Routine(weekday, time or "", minutes, when, obstacle, then)


SETTINGS: Mapping[str, Setting] = {
    "hours": _field(
        "hours_per_week",
        texts.FORM["hours"],
        _read_hours,
        lambda hours, _model: words.hours(hours or 0),
    ),
    "dates": Setting(texts.DATES, ("start", "weeks"), _read_dates, _write_dates, _say_dates),
    "reserve": _field(
        "reserve",
        texts.FORM["reserve"],
        lambda sent, _model: _one_of(sent, RESERVES, "reserve", texts.CHOOSE_AN_ANSWER),
        lambda reserve, _model: texts.RESERVES[reserve or DEFAULT_RESERVE],
    ),
    "lead": _field("lead", texts.FORM["lead"], _read_lead, _say_lead),
    "situation": _field("situation", texts.FORM["situation"], _read_situation, _say_situation),
    "reach": _field("within_reach", texts.FORM["reach"], _read_reach, _say_reach),
    "people": _field(
        "people",
        texts.FORM["people"],
        _read_people,
        lambda people, _model: "; ".join(people.values()) or texts.NOTHING_SAID,
    ),
    "effort": _field(
        "hours_factor",
        texts.EFFORT,
        _read_effort,
        lambda factor, _: texts.EFFORT_LEARNED if factor is None else texts.EFFORT_ESTIMATES,
    ),
    "routine": _field(
        "routine",
        texts.ROUTINE_TITLE,
        _read_routine,
        lambda routine, _model: routine_in_words(routine) or texts.NOTHING_SAID,
    ),
    "showing": _field(
        "showing",
        texts.FORM["showing"],
        lambda sent, _model: _line(sent, "showing"),
        lambda showing, _model: showing or texts.NOTHING_SAID,
    ),
    "focus": _field("focus", texts.FORM["focus"], _read_focus, _say_focus),
    "off": _field(
        "weeks_off",
        texts.FORM["off"],
        _read_off,
        lambda days, _model: "; ".join(map(words.day, days)) or texts.FORM["offNone"],
    ),
}
"""Name, as the page calls it → the setting."""


def parts_from(values: Mapping[str, Any], model: CompetencyModel) -> dict[str, Any]:
    """The fields of a request as the page sent them; FieldError (a sentence) at the first wrong."""
    found: dict[str, Any] = {}
    for name, row in SETTINGS.items():
        if name in values:
            found |= row.read(values[name], model)
    return found
