"""Pieces of HTML that the web page and the exported file share.

Each function returns a safe string: texts of the model and of the person are escaped, class names
begin with `as-`, nothing is fetched, nothing is script. `css()` belongs beside them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.scoring import Coverage, Gap, gaps, transition
from assess.report import words
from assess.report.markup import colours_within, render, stylesheet
from assess.views.plan import PlanView
from assess.views.profile import AreaView, ProfileView, difference


@dataclass(frozen=True, slots=True)
class Row:
    """One competency beside both roles; `held` and `wanted` are None where that role doesn't ask.

    `number` is its axis on the radar, from 1. `gap` is to the wanted role, None without a level or
    a target.
    """

    number: int
    competency: Competency
    answer: Answer
    held: int | None
    wanted: int | None
    gap: Gap | None

    @property
    def result(self) -> str:
        """The comparison of a level with the wanted role, in words."""
        return difference(self.gap.gap, self.gap.surplus) if self.gap else words.NOT_ASKED


def numbers(model: CompetencyModel) -> dict[str, int]:
    """Competency id → its number in charts and tables, from 1: by area, in file order."""
    return {item.id: number for number, item in enumerate(model.by_area, start=1)}


def in_order(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Row, ...]:
    """Every competency by its number; KeyError where a role is unknown."""
    found = gaps(model, assessment, wanted)
    measured = {gap.competency_id: gap for gap in (*found.open, *found.met)}
    before, after = model.role(held).targets, model.role(wanted).targets
    return tuple(
        Row(
            number,
            item,
            assessment.answer(item.id),
            before.get(item.id),
            after.get(item.id),
            measured.get(item.id),
        )
        for number, item in enumerate(model.by_area, start=1)
    )


def css() -> str:
    """The fragments' style sheet, with the colours by the notebook's theme or the system."""
    return colours_within() + stylesheet("fragments.css", "figures.css")


def coverage(counted: Coverage) -> str:
    """How much is rated, as a sentence and a bar."""
    unrated = counted.all - counted.rated - counted.not_applicable
    return render("fragments/coverage.html", coverage=counted, unrated=unrated)


def answer(profile: ProfileView) -> str:
    """Where the person stands, in two sentences; "" where too little is rated."""
    return render("fragments/answer.html", profile=profile) if profile.answer else ""


def areas(model: CompetencyModel, views: Sequence[AreaView]) -> str:
    """Every area: a mark on the scale and the nearest level's label, or why there is none."""
    span = max(1, model.highest - model.lowest)
    ticks = [round(100 * (item.level - model.lowest) / span) for item in model.scale]
    return render("fragments/areas.html", areas=views, ticks=ticks)


def strengths(profile: ProfileView) -> str:
    """The skills at or above what the wanted role needs; "" before one of its skills is rated."""
    if not profile.gaps and not profile.strengths:
        return ""
    return render("fragments/strengths.html", profile=profile)


def top_gaps(profile: ProfileView) -> str:
    """The three largest gaps, each with the level now, the next step and the target; or ""."""
    return render("fragments/top_gaps.html", gaps=profile.top) if profile.top else ""


def roles(profile: ProfileView) -> str:
    """Where both roles of the transition ask for more, large; every other role in a table."""
    return render("fragments/roles.html", roles=profile.roles)


def gaps_table(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    """Level, both targets and the gap of every competency that either role asks for.

    Open gaps in the order of `gaps`, then what is met, what only the held role asks
    for, what isn't rated, what isn't applicable.
    """
    found = gaps(model, assessment, wanted)
    place = {gap.competency_id: n for n, gap in enumerate((*found.open, *found.met))}
    states = ("rated", "unrated", "not_applicable")

    def rank(row: Row) -> tuple[int, int]:
        return place.get(row.competency.id, len(place)), states.index(row.answer.state)

    rows = in_order(model, assessment, held, wanted)
    asked = [row for row in rows if row.held is not None or row.wanted is not None]
    return render(
        "fragments/gaps.html",
        model=model,
        rows=sorted(asked, key=rank),
        held=model.role(held),
        wanted=model.role(wanted),
    )


def transition_table(model: CompetencyModel, held: str, wanted: str) -> str:
    """What the move itself asks for, whoever makes it: largest step first."""
    delta = transition(model, held, wanted)
    before, after = model.role(held), model.role(wanted)
    number = numbers(model)
    order = sorted(delta, key=lambda key: (-delta[key], number[key]))
    return render(
        "fragments/transition.html",
        model=model,
        held=before,
        wanted=after,
        lines=[
            (
                number[key],
                model.competency(key),
                before.targets.get(key),
                after.targets.get(key),
                delta[key],
                after.reasons.get(key),
            )
            for key in order
        ],
        more=sum(step > 0 for step in delta.values()),
        less=sum(step < 0 for step in delta.values()),
    )


def competency_tables(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    *,
    with_notes: bool = True,
) -> str:
    """Every competency by area: numbers, anchor held, next anchor up, evidence note."""
    found = in_order(model, assessment, held, wanted)
    return render(
        "fragments/competencies.html",
        model=model,
        groups=[
            (area, [row for row in found if row.competency.area == area.id]) for area in model.areas
        ],
        held=model.role(held),
        wanted=model.role(wanted),
        with_notes=with_notes,
        confirm=assessment.confirm,
    )


def not_rated(model: CompetencyModel, assessment: Assessment) -> str:
    """What has no level, told apart: not rated yet, and not applicable."""
    lines: dict[str, list[tuple[int, Competency]]] = {}
    for number, item in enumerate(model.by_area, start=1):
        lines.setdefault(assessment.answer(item.id).state, []).append((number, item))
    states = ("unrated", "not_applicable")
    return render("fragments/not_rated.html", **{state: lines.get(state, ()) for state in states})


def plan_summary(view: PlanView) -> str:
    """What the plan is about, what to begin with, what was finished, and what it was made from."""
    return render("plan/summary.html", plan=view)


def plan_quarters(view: PlanView) -> str:
    """The quarters planned in weeks, in full, then what follows."""
    return render("plan/quarters.html", plan=view)


def plan_checked(view: PlanView) -> str:
    """How good the plan is, wish by wish; "" where nothing was checked."""
    return render("plan/checked.html", plan=view) if view.checked else ""


def not_planned(view: PlanView) -> str:
    """Everything in which nothing is planned, with the reason; "" where there is nothing."""
    return render("plan/not_planned.html", lines=view.not_planned) if view.not_planned else ""


def progress_list(model: CompetencyModel, assessment: Assessment) -> str:
    """What became of activities so far, in file order; "" where nothing was said."""
    lines = [
        (item.title, assessment.progress[item.id])
        for item in model.activities
        if item.id in assessment.progress
    ]
    return render("plan/progress.html", lines=lines) if lines else ""
