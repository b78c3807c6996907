"""What a page may change as a whole value, besides answers: settings, roles, how far one got.

Each kind reads what a browser sent, finds what is stored, and puts one in the place of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from assess.answers import (
    EVIDENCE_LIMIT,
    MEASURE_LIMIT,
    Assessment,
    Measure,
    Progress,
    ProgressState,
)
from assess.errors import AnswersError
from assess.model import CompetencyModel
from assess.report import words
from assess.ui import texts_plan, texts_visit
from assess.ui.plan_settings import SETTINGS


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an assessment; `read` raises AssessError (a sentence) for what isn't one.

    `present`: what is stored, None where nothing was ever said. `write` makes JSON of a value
    that `read` takes, `say` words.
    """

    title: str
    read: Callable[[Any], Any]
    present: Callable[[Assessment], Any]
    put: Callable[[Assessment, Any], Assessment]
    write: Callable[[Any], Any]
    say: Callable[[Any], str]


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()


def value_of(model: CompetencyModel, kind: str, key: str) -> Value:
    """The value that a change of this kind and key is about; AnswersError where there is none."""
    if kind in KINDS:
        return KINDS[kind](model, key)
    raise AnswersError(texts_visit.UNKNOWN_CHANGE)


def _setting(model: CompetencyModel, key: str) -> Value:
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


def _role(model: CompetencyModel, key: str) -> Value:
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


def _progress(model: CompetencyModel, key: str) -> Value:
    if not model.has_activity(key):
        raise AnswersError(texts_plan.NO_ACTIVITY)
    return Value(
        model.activity(key).title,
        progress_of,
        lambda assessment: assessment.progress.get(key),
        lambda assessment, progress: assessment.with_progress(key, progress),
        progress_json,
        _say_progress,
    )


def _measure(model: CompetencyModel, key: str) -> Value:
    if not model.has_activity(key):
        raise AnswersError(texts_plan.NO_ACTIVITY)
    return Value(
        model.activity(key).title,
        measure_of,
        lambda assessment: assessment.measures.get(key),
        lambda assessment, measure: assessment.with_measure(key, measure),
        measure_json,
        lambda measure: texts_plan.MEASURED.format(today=measure.today, wanted=measure.wanted),
    )


KINDS: Mapping[str, Callable[[CompetencyModel, str], Value]] = {
    "setting": _setting,
    "role": _role,
    "progress": _progress,
    "measure": _measure,
}
"""Kind → the value for a model and a key: a setting's name, "held" or "wanted", an activity."""


def measure_of(sent: Any) -> Measure | None:
    """What is counted today and what is wanted, as a page says it; None where neither is said."""
    said = sent if isinstance(sent, Mapping) else {}
    today, wanted = (_line(said.get(name)) for name in ("today", "wanted"))
    return Measure(today, wanted) if today or wanted else None


def _line(value: object) -> str:
    text = " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""
    if len(text) > MEASURE_LIMIT:
        raise AnswersError(f"A measure has at most {MEASURE_LIMIT} characters: shorten it.")
    return text.encode("utf-8", "replace").decode("utf-8")


def measure_json(measure: Measure | None) -> dict[str, str] | None:
    """A measure as `measure_of` reads it."""
    return None if measure is None else {"today": measure.today, "wanted": measure.wanted}


def progress_of(sent: Any) -> Progress | None:
    """How far an activity got, as a page says it; None: nothing is said about it any more."""
    if sent is None:
        return None
    said = sent if isinstance(sent, Mapping) else {}
    state = next((known for known in get_args(ProgressState) if known == said.get("state")), None)
    if state is None:
        raise AnswersError(texts_visit.UNKNOWN_CHANGE)
    evidence, day = said.get("evidence") or "", said.get("date")
    if not isinstance(evidence, str) or len(evidence) > EVIDENCE_LIMIT:
        raise AnswersError(f"Evidence has at most {EVIDENCE_LIMIT:,} characters: shorten it.")
    clean = evidence.replace("\r\n", "\n").replace("\0", "")
    clean = clean.encode("utf-8", "replace").decode("utf-8").strip()
    try:
        when = None if day is None else date.fromisoformat(str(day))
    except ValueError:
        raise AnswersError(texts_plan.NOT_A_DAY) from None
    # where the person is, it may be a day later than where this runs
    if state == "done" and when is not None and when > today() + timedelta(days=1):
        raise AnswersError(texts_plan.NOT_YET_A_DAY)
    return Progress(state, when, clean, _hours_left(said.get("hours_left"), state))


def _hours_left(hours: Any, state: str) -> float | None:
    if hours is None:
        return None
    number = type(hours) in (int, float) and 0 < hours <= 10_000 and float(hours * 4).is_integer()
    if not number or state != "in_progress":
        raise AnswersError("Give the hours that are left in quarter hours, such as 1.5.")
    return float(hours)


def progress_json(progress: Progress | None) -> dict[str, Any] | None:
    """How far an activity got, as `progress_of` reads it."""
    if progress is None:
        return None
    return {
        "state": progress.state,
        "date": progress.date.isoformat() if progress.date else None,
        "evidence": progress.evidence,
        "hours_left": progress.hours_left,
    }


def _say_progress(progress: Any) -> str:
    if progress is None:
        return texts_visit.NOTHING_MARKED
    said = texts_plan.STATES[progress.state]
    if progress.date:
        said += f", {words.short_day(progress.date)}"
    if progress.hours_left:
        said += f", {words.hours(progress.hours_left)} left"
    return f"{said}: {progress.evidence}" if progress.evidence else said
