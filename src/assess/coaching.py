"""What the coaching notebook calls: bring a file, look, change, plan, export.

Every function returns a new record; records draw themselves in JupyterLab and in Voilà.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess import charts
from assess.answers import Assessment
from assess.answers_json import read_assessment
from assess.demo import demo_assessment
from assess.errors import AnswersError
from assess.files import read_text, write_text
from assess.gaps import gaps
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.planning import Plan
from assess.planning import plan as compute
from assess.report import fragments
from assess.report.html import html_report
from assess.scoring import score

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Person:
    """One person's assessment together with its model."""

    model: CompetencyModel
    assessment: Assessment

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""
        return self.assessment.roles or self.model.role_pair

    def to_frame(self) -> pd.DataFrame:
        """One row a competency, in file order.

        Columns: number (from 1, as on the radar), area, competency (ids), title, state ("rated",
        "not_applicable", "unrated"), level, held, wanted (levels; <NA> where there is none),
        evidence (text).
        """
        import pandas as pd

        held, wanted = (self.model.role(role).targets for role in self.roles)
        frame = pd.DataFrame(
            [
                {
                    "number": number,
                    "area": item.area,
                    "competency": item.id,
                    "title": item.title,
                    "state": self.assessment.answer(item.id).state,
                    "level": self.assessment.level(item.id),
                    "held": held.get(item.id),
                    "wanted": wanted.get(item.id),
                    "evidence": self.assessment.answer(item.id).evidence,
                }
                for number, item in enumerate(self.model.by_area, start=1)
            ]
        )
        return frame.astype({"level": "Int64", "held": "Int64", "wanted": "Int64"})

    def _repr_html_(self) -> str:
        scores = score(self.model, self.assessment)
        return _page(
            fragments.coverage_summary(self.model, self.assessment, scores)
            + fragments.areas_summary(self.model, self.assessment, scores)
            + fragments.roles_summary(self.model, self.assessment, scores)
        )

    def __repr__(self) -> str:
        return f"<Person: {score(self.model, self.assessment).coverage}>"


@dataclass(frozen=True)
class Planned:
    """A person's assessment and the plan made from it."""

    person: Person
    plan: Plan

    def _repr_html_(self) -> str:
        model = self.person.model
        if self.plan.message and not self.plan.activities:
            return _page(f"<p>{escape(self.plan.message)}</p>")
        return _page(
            fragments.plan_summary(model, self.plan)
            + fragments.plan_weeks(model, self.plan)
            + fragments.not_planned(model, self.plan)
        )

    def __repr__(self) -> str:
        return f"<Plan: {len(self.plan.activities)} activities, {self.plan.hours:g} h>"


@dataclass(frozen=True)
class Profile:
    """The radar and the dot plot of one person, drawn with plotly."""

    person: Person

    def figures(self) -> list[Any]:
        """[radar, dot plot of gaps] as plotly Figures; no dot plot where no gap is open."""
        model, assessment = self.person.model, self.person.assessment
        held, wanted = self.person.roles
        found = gaps(model, assessment, wanted)
        drawn = [charts.radar(model, assessment, held, wanted).to_figure()]
        drawn[0].update_layout(width=620, height=620)
        if found.open:
            drawn.append(charts.gap_dots(model, found, held).to_figure())
        return drawn

    def _ipython_display_(self) -> None:
        from IPython.display import display
        from ipywidgets import VBox

        from assess.ui.bundle import bundle_address
        from assess.ui.widgets import Chart

        model, assessment = self.person.model, self.person.assessment
        held, wanted = self.person.roles
        found = gaps(model, assessment, wanted)
        bundle = bundle_address()
        shown = [Chart(charts.radar(model, assessment, held, wanted), bundle=bundle)]
        shown[0].layout.max_width = "38rem"
        if found.open:
            shown.append(Chart(charts.gap_dots(model, found, held), bundle=bundle))
        display(VBox(shown))  # type: ignore[no-untyped-call]


def bring(file: str | Path | None = None, *, model: str | Path | None = None) -> Person:
    """The person in an answers file or report; without a file, a made-up person.

    AnswersError or ModelError (a sentence) where a file is wrong.
    """
    loaded = load_model(model)
    if file is None:
        return Person(loaded, demo_assessment(loaded))
    return Person(loaded, read_assessment(read_text(Path(file)), loaded))


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


def plan(
    person: Person, *, hours_per_week: float, weeks: int, start: date | None = None
) -> Planned:
    """The learning plan towards the role wanted. PlanError (a sentence) where there is none."""
    made = compute(person.model, person.assessment, person.roles[1], hours_per_week, weeks, start)
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


# JupyterLab sets every table flush right and stripes its rows
_IN_A_CELL = (
    ".as-cell .as-table.as-table :is(th, td) { text-align: start; }"
    ".as-cell .as-table.as-table tr { background: none; }"
    ".as-cell .as-table.as-table { table-layout: auto; }"
)


def _page(html: str) -> str:
    return f"<style>{fragments.css()}{_IN_A_CELL}</style><div class='as-cell'>{html}</div>"
