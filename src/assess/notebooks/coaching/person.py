"""Records that draw themselves in JupyterLab and in Voilà: a person and a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any

from assess import charts
from assess.domain import scoring as compared
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.rating import Entry
from assess.domain.review.meeting import CoachingMeeting
from assess.domain.scoring import Gaps, Scores, need_fitting, need_same_version, score
from assess.domain.situation import called, within_reach
from assess.planning import Plan
from assess.report import fragments
from assess.views.plan import PlanView
from assess.views.plan_words import plan_view
from assess.views.profile import profile_view

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Person:
    """One person's assessment together with its model.

    `session`: the coaching meeting that the file held, None where it held answers only; then
    `assessment` holds the agreed levels where there are some, else the person's own. `said`: that
    they rate everything again at present, and `assessment` is from before; else "".
    CallError where model and assessment don't belong together.
    """

    model: CompetencyModel
    assessment: Assessment
    session: CoachingMeeting | None = None
    said: str = ""

    def __post_init__(self) -> None:
        need_fitting(self.model, self.assessment, "Person")
        need_same_version(self.model, self.assessment)

    @property
    def name(self) -> str:
        """What the file calls the person; "" where it gives no name."""
        return self.assessment.person

    @property
    def roles(self) -> tuple[str, str]:
        """Ids of the role held and the role wanted."""
        return self.assessment.roles or self.model.role_pair

    def scores(self) -> Scores:
        """Return coverage, the areas' scores and the fit to every role; `to_frame()` has them."""
        return score(self.model, self.assessment)

    def gaps(self, role: str | None = None) -> Gaps:
        """Return the gaps to a role (an id; default: the role wanted), largest first.

        UnknownIdError where the model has no such role.
        """
        return compared.gaps(self.model, self.assessment, role or self.roles[1])

    def to_frame(self) -> pd.DataFrame:
        """Return one row a competency, in the order of forms and charts.

        Columns: number (from 1, as on the radar), area, competency (ids), title, state ("rated",
        "not_applicable", "unrated"), level, held, wanted (levels; <NA> where there is none),
        quick (whether the level is rough, from the quick pass), evidence (the text of the first
        entry; `evidence` has them all).
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
                    "quick": self.assessment.answer(item.id).quick,
                    "evidence": self.assessment.answer(item.id).evidence,
                }
                for number, item in enumerate(self.model.by_area, start=1)
            ]
        )
        return frame.astype({"level": "Int64", "held": "Int64", "wanted": "Int64"})

    def evidence(self) -> pd.DataFrame:
        """Return one row a piece of evidence, in the order of forms and charts.

        Columns: competency (id), title, then what an entry says: text, whom, outcome, number, date
        (a day or None), link, witness, situation, part.
        """
        import pandas as pd

        columns = ["competency", "title", *(field.name for field in fields(Entry))]
        rows = [
            {"competency": item.id, "title": item.title, **asdict(entry)}
            for item in self.model.by_area
            for entry in self.assessment.answer(item.id).entries
        ]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        profile = profile_view(self.model, self.assessment)
        return page(
            (f"<p>{escape(self.said)}</p>" if self.said else "")
            + fragments.answer(profile)
            + fragments.coverage(profile.coverage)
            + fragments.areas(self.model, profile.areas)
            + fragments.roles(profile)
        )

    def __repr__(self) -> str:
        name = f" {self.name}" if self.name else ""
        return f"<Person{name}: {score(self.model, self.assessment).coverage}>"


@dataclass(frozen=True)
class Planned:
    """A person's assessment and the plan made from it.

    `said`: what a plan that goes on with an earlier one had to let go, and what would be better.
    """

    person: Person
    plan: Plan
    said: str = ""

    @property
    def view(self) -> PlanView:
        """Everything that the plan says, in words."""
        return plan_view(self.person.model, self.person.assessment, self.plan)

    def to_frame(self) -> pd.DataFrame:
        """Return one row an activity, by quarter.

        Columns: quarter (int from 1, the one in which it ends), activity (id), title, kind
        ("practice" | "people" | "study"), hours, starts, ends (days), people (what the plan calls
        those besides the own team who must agree, separated by ";"; "" where nobody must).
        `plan.to_frame()` has a row for each week.
        """
        import pandas as pd

        model, plan, request = self.person.model, self.plan, self.plan.request
        reach = within_reach(model, request.situation, request.within_reach)

        def others(activity: Activity) -> str:
            asked = [key for key in activity.agree_with if not model.person(key).own]
            return "; ".join(called(model, key, request.people, reach) for key in asked)

        rows = [
            (
                number,
                item.id,
                model.activity(item.id).title,
                model.activity(item.id).kind,
                float(item.hours),
                pd.Timestamp(plan.week_of(item.first_week)),
                pd.Timestamp(plan.last_day_of(item.last_week)),
                others(model.activity(item.id)),
            )
            for number, quarter in enumerate(plan.exact, start=1)
            for item in quarter.activities
        ]
        columns = ["quarter", "activity", "title", "kind", "hours", "starts", "ends", "people"]
        return pd.DataFrame(rows, columns=columns)

    def figure(self, template: Any = None) -> Any:
        """Return the timeline of the two quarters as a plotly Figure.

        `template`: a plotly template such as "plotly_dark"; CallError where plotly has none so
        named.
        """
        return charts.timeline(self.person.model, self.plan).to_figure(template)

    def _repr_html_(self) -> str:
        view = self.view
        if not view.quarters:
            return page(f"<p>{escape(view.message)}</p>" + fragments.not_planned(view))
        return page(
            fragments.plan_summary(view)
            + (f"<p>{escape(self.said)}</p>" if self.said else "")
            + fragments.plan_quarters(view)
            + fragments.not_planned(view)
            + fragments.plan_checked(view)
        )

    def __repr__(self) -> str:
        return f"<Plan: {len(self.plan.activities)} activities, {self.plan.hours:g} h>"


# JupyterLab sets every table flush right and stripes its rows; its dark theme is the ground of
# whatever has none of its own
_IN_A_CELL = (
    ".as-cell { background: var(--as-paper); color: var(--as-ink); padding: .6em 1em; }"
    ".as-cell .as-table.as-table :is(th, td) { text-align: start; }"
    ".as-cell .as-table.as-table tr { background: none; }"
    ".as-cell .as-table.as-table { table-layout: auto; }"
    ".as-cell .as-area-list.as-area-list.as-area-list { margin: 0; padding: 0; }"
)


def page(html: str, *styles: str) -> str:
    """Return a cell of its own: fragments with their style, as on the page."""
    more: Sequence[str] = (_IN_A_CELL, *styles)
    return f"<style>{fragments.css()}{''.join(more)}</style><div class='as-cell'>{html}</div>"
