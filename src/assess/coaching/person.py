"""Records that draw themselves in JupyterLab and in Voilà: a person, a profile, a plan."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from assess import charts
from assess.answers import Assessment
from assess.gaps import gaps
from assess.model import CompetencyModel
from assess.planning import Plan
from assess.report import fragments
from assess.review import CoachingSession
from assess.scoring import score
from assess.views.plan import PlanView
from assess.views.plan_words import plan_view

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Person:
    """One person's assessment together with its model.

    `session`: the coaching session that the file held, None where it held answers only; then
    `assessment` holds the agreed levels where there are some, else the person's own.
    """

    model: CompetencyModel
    assessment: Assessment
    session: CoachingSession | None = None

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
        return page(
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

    @property
    def view(self) -> PlanView:
        """Everything that the plan says, in words."""
        return plan_view(self.person.model, self.person.assessment, self.plan)

    def figure(self) -> Any:
        """The timeline of the two quarters as a plotly Figure."""
        return charts.timeline(self.person.model, self.plan).to_figure()

    def _repr_html_(self) -> str:
        view = self.view
        if not view.quarters:
            return page(f"<p>{escape(view.message)}</p>" + fragments.not_planned(view))
        return page(
            fragments.plan_summary(view)
            + fragments.plan_quarters(view)
            + fragments.not_planned(view)
            + fragments.plan_checked(view)
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


# JupyterLab sets every table flush right and stripes its rows
_IN_A_CELL = (
    ".as-cell .as-table.as-table :is(th, td) { text-align: start; }"
    ".as-cell .as-table.as-table tr { background: none; }"
    ".as-cell .as-table.as-table { table-layout: auto; }"
)


def page(html: str) -> str:
    """A cell of its own: fragments with their style, as on the page."""
    return f"<style>{fragments.css()}{_IN_A_CELL}</style><div class='as-cell'>{html}</div>"
