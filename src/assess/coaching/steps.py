"""What a notebook calls, step by step: every function returns a new record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from assess import review
from assess.answers import Assessment
from assess.coaching.person import Person, Planned, Profile, page
from assess.demo import demo_assessment
from assess.errors import AnswersError, ReviewError
from assess.files import read_text, write_text
from assess.loader import load_model
from assess.plan_request import Reserve
from assess.planning import plan as compute
from assess.report import coaching as pieces
from assess.report.html import html_report
from assess.review import CoachingSession, Comparison, Past
from assess.session_json import read_brought

if TYPE_CHECKING:
    import pandas as pd


class Wishes(TypedDict, total=False):
    """What `plan` may be asked for: the fields of `assess.PlanRequest`."""

    hours_per_week: float | None
    weeks: int | None
    start: date | None
    reserve: Reserve | None
    lead: str | None
    situation: Mapping[str, str]
    people: Mapping[str, str]
    within_reach: tuple[str, ...] | None
    focus: Mapping[str, float]
    pinned: tuple[str, ...]
    excluded: tuple[str, ...]
    weeks_off: tuple[date, ...]
    showing: str


def bring(file: str | Path | None = None, *, model: str | Path | None = None) -> Person:
    """The person in an answers file, a report or a session file; without a file, a made-up person.

    AnswersError or ModelError (a sentence) where a file is wrong.
    """
    loaded = load_model(model)
    if file is None:
        return Person(loaded, demo_assessment(loaded))
    brought = read_brought(read_text(Path(file)), loaded)
    if isinstance(brought, CoachingSession):
        return Person(loaded, brought.settled if brought.revealed else brought.own, brought)
    return Person(loaded, brought)


def profile(person: Person) -> Profile:
    """Radar and gaps of a person."""
    return Profile(person)


def change(person: Person, *, number: int, level: int, evidence: str = "") -> Person:
    """The person with another level for the competency of this radar number.

    The note is replaced only where `evidence` is given. AnswersError for a number or level that
    isn't there.
    """
    items = person.model.by_area
    if not 1 <= number <= len(items):
        raise AnswersError(f"There is no competency {number}: choose 1 to {len(items)}.")
    if not person.model.on_scale(level):
        lowest, highest = person.model.lowest, person.model.highest
        raise AnswersError(f"Level {level} isn't on the scale: choose {lowest} to {highest}.")
    key = items[number - 1].id
    before = person.assessment.answer(key)
    answer = replace(
        before, level=level, not_applicable=False, evidence=evidence or before.evidence
    )
    return replace(person, assessment=person.assessment.with_answer(key, answer))


def plan(person: Person, **wishes: Unpack[Wishes]) -> Planned:
    """The learning plan towards the role wanted, by wishes kept with the answers and these.

    The wishes are the fields of `assess.PlanRequest`: hours_per_week, weeks, start, reserve, lead,
    situation, people, within_reach, focus, pinned, excluded, weeks_off, showing. PlanError (a
    sentence) where there is no plan.
    """
    held, wanted = person.roles
    request = replace(person.assessment.settings, **wishes)
    made = compute(person.model, person.assessment, request, held=held, role=wanted)
    return Planned(person, made)


def export(planned: Planned, file: str | Path) -> Path:
    """Write the report with notes and plan to an HTML file; the file's path."""
    today = datetime.now(UTC).astimezone().date()
    person = planned.person
    text = html_report(
        person.model, person.assessment, plan=planned.plan, with_notes=True, generated=today
    )
    write_text(Path(file), text)
    return Path(file)


def compare(own: Assessment, coach: Assessment, *, model: str | Path | None = None) -> Comparison:
    """Both raters of one person side by side, what to talk about first; changes neither.

    `to_frame()` has the columns. ReviewError (a sentence) where they are of different models.
    """
    return review.compare(load_model(model), own, coach)


@dataclass(frozen=True)
class Moved:
    """A person's levels at two or more days, oldest first; draws itself as a table."""

    person: Person
    points: tuple[Past, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row a competency with a level on the last or the present day, as in the forms.

        Columns: competency (id), since, now (days), before, after, change (levels, <NA> where there
        is none).
        """
        import pandas as pd

        frame = pd.DataFrame(
            [
                {
                    "competency": item.competency_id,
                    "since": pd.Timestamp(item.since),
                    "before": item.before,
                    "now": pd.Timestamp(item.now),
                    "after": item.after,
                    "change": item.change,
                }
                for item in review.movements(self.person.model, *self.points[-2:])
            ]
        )
        return frame.astype({"before": "Int64", "after": "Int64", "change": "Int64"})

    def _repr_html_(self) -> str:
        return page(pieces.moved_table(self.person.model, self.points))


def progress(person: Person) -> Moved:
    """What moved: since the earlier sessions in the file, else since the earlier states in it.

    ReviewError (a sentence) where the file holds no earlier day.
    """
    session = person.session
    if session is not None and session.past:
        return Moved(person, (*session.past, session.to_past()))
    held = {key: a.level for key, a in person.assessment.answers.items() if a.level is not None}
    points = [
        Past(date.fromisoformat(item.at[:10]), dict(item.levels), tuple(item.not_applicable))
        for item in person.assessment.history
    ]
    if not points:
        raise ReviewError("This file has only one day, so there is nothing to compare yet.")
    last = person.assessment.updated
    today = date.fromisoformat(last[:10]) if last else datetime.now(UTC).astimezone().date()
    return Moved(person, (*points, Past(today, held)))
