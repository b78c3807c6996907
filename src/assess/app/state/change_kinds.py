"""What a page may change as a whole value, besides answers: settings, roles, how far one got.

Each kind reads what a browser sent, finds what is stored, and puts one in the place of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar, get_args

from assess.app.plan import texts as texts_plan
from assess.app.plan.form.settings import SETTINGS
from assess.app.state import texts as texts_visit
from assess.app.state.check_ins import (
    check_in_of,
    hours_of,
    log_of,
    one_of,
    read_day,
    say_check_in,
    say_log,
    tidy,
)
from assess.clock import today
from assess.domain.answers import EVIDENCE_LIMIT, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.progress import (
    MEASURE_LIMIT,
    MOST_HOURS_SPENT,
    MOST_STEPS,
    ActivityState,
    Measure,
    Progress,
)
from assess.domain.rating import both_changed
from assess.domain.situation import SHOWING, can_be_asked
from assess.errors import AnswersError
from assess.formats.answers import log_to_json
from assess.formats.json_text import plain
from assess.formats.shapes import NAME_LIMIT, composed
from assess.report import words
from assess.text import kept, one_line
from assess.typed import typed_day

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Value(Generic[R]):
    """One value of a record; `read` raises AssessError (a sentence) for what isn't one.

    `present`: what is stored, None where nothing was ever said. `write` makes JSON of a value
    that `read` takes, `say` words. `join`, where there is one, makes one value of mine and of what
    somebody else stored meanwhile (`both_changed`).
    """

    title: str
    read: Callable[[Any], Any]
    present: Callable[[R], Any]
    put: Callable[[R, Any], R]
    write: Callable[[Any], Any]
    say: Callable[[Any], str]
    join: Callable[[Sequence[Any], Any, Any], Any] | None = None


def value_of(model: CompetencyModel, kind: str, key: str) -> Value[Assessment]:
    """The value that a change of this kind and key is about; AnswersError where there is none."""
    if kind in KINDS:
        return KINDS[kind](model, key)
    raise AnswersError(texts_visit.UNKNOWN_CHANGE)


def _setting(model: CompetencyModel, key: str) -> Value[Assessment]:
    row = SETTINGS.get(key)
    if row is None:
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)

    def present(assessment: Assessment) -> Any:
        found = {name: getattr(assessment.settings, name) for name in row.parts}
        return None if None in found.values() else found

    def put(assessment: Assessment, parts: Any) -> Assessment:
        return replace(assessment, settings=replace(assessment.settings, **parts))

    def alone(parts: Any) -> Any:
        return put(Assessment(model.id, model.version), parts or {}).settings

    return Value(
        row.title,
        lambda sent: row.read(sent, model),
        present,
        put,
        lambda parts: row.write(alone(parts)),
        lambda parts: row.say(alone(parts), model),
    )


def _role(model: CompetencyModel, key: str) -> Value[Assessment]:
    if key not in texts_visit.ROLES:
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    place = list(texts_visit.ROLES).index(key)

    def read(sent: Any) -> str:
        if not isinstance(sent, str) or not model.has_role(sent):
            raise AnswersError("Choose two roles from the lists.")
        return sent

    def put(assessment: Assessment, role: Any) -> Assessment:
        roles = list(assessment.roles or model.role_pair)
        roles[place] = role
        return replace(assessment, roles=(roles[0], roles[1]))

    return Value(
        texts_visit.ROLES[key],
        read,
        lambda assessment: assessment.roles[place] if assessment.roles else None,
        put,
        lambda role: role,
        lambda role: model.role(role).title,
    )


def _progress(model: CompetencyModel, key: str) -> Value[Assessment]:
    if not model.has_activity(key):
        raise AnswersError(texts_plan.NO_ACTIVITY)
    return Value(
        model.activity(key).title,
        progress_of,
        lambda assessment: assessment.progress.get(key),
        lambda assessment, progress: assessment.with_progress(key, progress),
        plain,
        _say_progress,
    )


def _measure(model: CompetencyModel, key: str) -> Value[Assessment]:
    if not model.has_activity(key):
        raise AnswersError(texts_plan.NO_ACTIVITY)
    return Value(
        model.activity(key).title,
        measure_of,
        lambda assessment: assessment.measures.get(key),
        lambda assessment, measure: assessment.with_measure(key, measure),
        plain,
        lambda measure: texts_plan.MEASURED.format(
            today=measure.today, wanted=measure.wanted, reached=measure.reached or "–"
        ),
    )


def _check_in(model: CompetencyModel, key: str) -> Value[Assessment]:
    week = read_day(key)
    return Value(
        texts_plan.CHECK_IN_OF.format(day=words.short_day(week)),
        lambda sent: check_in_of(sent, model),
        lambda assessment: assessment.check_ins.get(week),
        lambda assessment, check_in: assessment.with_check_in(week, check_in),
        plain,
        say_check_in,
    )


def _asked(model: CompetencyModel, key: str) -> Value[Assessment]:
    if not can_be_asked(model, key):
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    return Value(
        texts_plan.ASKED_OF.format(
            name=model.person(key).title if key != SHOWING else texts_plan.ASKED_SHOWING
        ),
        lambda sent: None if sent is None else read_day(sent),
        lambda assessment: assessment.asked.get(key),
        lambda assessment, day: assessment.with_asked(key, day),
        plain,
        lambda day: words.short_day(day) if day else texts_visit.NOTHING_MARKED,
    )


def _evidence(model: CompetencyModel, key: str) -> Value[Assessment]:
    known(model, key)
    return Value(
        model.competency(key).title,
        log_of,
        lambda assessment: tidy(assessment.answer(key).entries) or None,
        lambda assessment, log: assessment.with_answer(
            key, assessment.answer(key).with_log(log or ())
        ),
        lambda log: log_to_json(log or ()),
        say_log,
        lambda seen, mine, stored: both_changed([log or () for log in seen], mine or (), stored),
    )


def _person(_model: CompetencyModel, key: str) -> Value[Assessment]:
    if key != "name":
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    return Value(
        texts_visit.NAME,
        person_of,
        lambda assessment: assessment.person or None,
        lambda assessment, name: replace(assessment, person=name or ""),
        lambda name: name or "",
        lambda name: name or texts_visit.NO_NAME,
    )


def person_of(sent: Any) -> str | None:
    """A person's name, as a page says it; None where it is empty."""
    text = one_line(sent)
    if len(text) > NAME_LIMIT:
        raise AnswersError(f"A name has at most {NAME_LIMIT} characters: shorten it.")
    return composed(text) or None


def known(model: CompetencyModel, competency_id: str) -> None:
    """AnswersError (a sentence) where the model has no such competency."""
    if not model.has_competency(competency_id):
        raise AnswersError("That question isn't in this assessment. Reload the page.")


EVIDENCE = "evidence"
CHECK_IN = "check-in"
PERSON = "person"

KINDS: Mapping[str, Callable[[CompetencyModel, str], Value[Assessment]]] = {
    "setting": _setting,
    "role": _role,
    "progress": _progress,
    "measure": _measure,
    CHECK_IN: _check_in,
    "asked": _asked,
    EVIDENCE: _evidence,
    PERSON: _person,
}
"""Kind → the value for a model and a key: a setting's name, "held" or "wanted", an activity, a
competency, the first day of a week, a person, or "name".
"""


def measure_of(sent: Any) -> Measure | None:
    """What is counted today and what is wanted, as a page says it; None where neither is said."""
    said = sent if isinstance(sent, Mapping) else {}
    found = Measure(*(_line(said.get(name)) for name in ("today", "wanted", "reached")))
    return None if found.empty else found


def _line(value: object) -> str:
    text = one_line(value)
    if len(text) > MEASURE_LIMIT:
        raise AnswersError(f"A measure has at most {MEASURE_LIMIT} characters: shorten it.")
    return text


def progress_of(sent: Any) -> Progress | None:
    """How far an activity got, as a page says it; None: nothing is said about it any more."""
    if sent is None:
        return None
    said = sent if isinstance(sent, Mapping) else {}
    state = one_of(get_args(ActivityState), said.get("state"))
    evidence, day = said.get("evidence") or "", said.get("date")
    if not isinstance(evidence, str) or len(evidence) > EVIDENCE_LIMIT:
        raise AnswersError(f"Evidence has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
    when = None if day is None else typed_day(day)
    # the clock of the person's machine may be a day before this one's
    if state == "done" and when is not None and when > today() + timedelta(days=1):
        raise AnswersError(texts_plan.NOT_YET_A_DAY)
    return Progress(
        state,
        when,
        kept(evidence).strip(),
        _hours_left(said.get("hours_left"), state),
        hours_of(said.get("hours_spent"), MOST_HOURS_SPENT, texts_plan.HOURS_SPENT),
        ticks=_places(said.get("ticks")),
        partly=_places(said.get("partly")),
        touched=None if said.get("touched") is None else read_day(said["touched"]),
    )


def _hours_left(hours: Any, state: str) -> float | None:
    if hours is None:
        return None
    number = type(hours) in (int, float) and 0 < hours <= 10_000 and float(hours * 4).is_integer()
    if not number or state != "in_progress":
        raise AnswersError("Give the hours that are left in quarter hours, such as 1.5.")
    return float(hours)


def _places(sent: Any) -> tuple[int, ...]:
    if sent is None:
        return ()
    if not isinstance(sent, list) or len(sent) > MOST_STEPS:
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    if not all(type(place) is int and 0 <= place < MOST_STEPS for place in sent):
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    return tuple(sorted(set(sent)))


def _say_progress(progress: Any) -> str:
    if progress is None:
        return texts_visit.NOTHING_MARKED
    said = texts_plan.STATES[progress.state]
    if progress.date:
        said += f", {words.short_day(progress.date)}"
    if progress.hours_left:
        said += f", {words.hours(progress.hours_left)} left"
    if progress.hours_spent:
        said += f", {words.hours(progress.hours_spent)} spent"
    if progress.ticks:
        said += f", {words.count(len(progress.ticks), 'step')} ticked"
    return f"{said}: {progress.evidence}" if progress.evidence else said
