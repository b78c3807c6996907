"""Pieces of HTML that the web page and the exported file share.

Each function returns a safe string: texts of the model and of the person are escaped, class names
begin with `as-`, nothing is fetched, nothing is script. `css()` belongs beside them once.
"""

from __future__ import annotations

from assess.answers import Assessment
from assess.gaps import transition
from assess.model import CompetencyModel
from assess.report import rows
from assess.report.markup import render, stylesheet
from assess.scoring import Scores
from assess.views.plan import PlanView


def css(*, tokens: bool = True) -> str:
    """The fragments' style sheet; with `tokens` also the colours, light and dark by the system.

    A page with a theme of its own leaves the tokens out and sets the variables `--as-…` itself.
    """
    names = ("fragments.css", "figures.css")
    return stylesheet("tokens.css", *names) if tokens else stylesheet(*names)


def roles_of(model: CompetencyModel, assessment: Assessment) -> tuple[str, str]:
    """Ids of the held and the wanted role: the person's own choice, else the model's pair."""
    return assessment.roles or model.role_pair


def coverage_summary(model: CompetencyModel, assessment: Assessment, scores: Scores) -> str:
    """How much is rated, as a sentence and a bar."""
    return render(
        "fragments/coverage.html",
        coverage=scores.coverage,
        unrated=scores.coverage.all - scores.coverage.rated - scores.coverage.not_applicable,
    )


def areas_summary(model: CompetencyModel, assessment: Assessment, scores: Scores) -> str:
    """Every area: a mark on the scale and the nearest level's label, or why there is none."""
    span = max(1, model.highest - model.lowest)
    lines = []
    for area in model.areas:
        found = scores.area(area.id)
        place = None if found.score is None else round(100 * (found.score - model.lowest) / span)
        lines.append((area, found, place))
    return render("fragments/areas.html", model=model, lines=lines, ticks=_ticks(model))


def roles_summary(model: CompetencyModel, assessment: Assessment, scores: Scores) -> str:
    """The fit to both roles of the transition large, to every other role in a small table."""
    held, wanted = roles_of(model, assessment)
    pair = [("wanted", wanted)] if held == wanted else [("held", held), ("wanted", wanted)]
    return render(
        "fragments/roles.html",
        pair=[(place, model.role(role), scores.role(role)) for place, role in pair],
        others=[
            (role, scores.role(role.id)) for role in model.roles if role.id not in (held, wanted)
        ],
    )


def gaps_table(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    """Level, both targets and the gap of every competency that either role asks for."""
    return render(
        "fragments/gaps.html",
        model=model,
        rows=rows.by_gap(model, assessment, held, wanted),
        held=model.role(held),
        wanted=model.role(wanted),
    )


def transition_table(model: CompetencyModel, held: str, wanted: str) -> str:
    """What the move itself asks for, whoever makes it: largest step first."""
    delta = transition(model, held, wanted)
    before, after = model.role(held), model.role(wanted)
    numbers = {item.id: number for number, item in enumerate(rows.axes(model), start=1)}
    order = sorted(delta, key=lambda key: (-delta[key], numbers[key]))
    return render(
        "fragments/transition.html",
        model=model,
        held=before,
        wanted=after,
        lines=[
            (
                numbers[key],
                model.competency(key),
                before.targets.get(key),
                after.targets.get(key),
                delta[key],
                after.reasons.get(key),
            )
            for key in order
        ],
        more=sum(1 for step in delta.values() if step > 0),
        less=sum(1 for step in delta.values() if step < 0),
    )


def competency_tables(
    model: CompetencyModel,
    assessment: Assessment,
    held: str,
    wanted: str,
    *,
    with_notes: bool = True,
    heading: int = 3,
) -> str:
    """Every competency by area: numbers, anchor held, next anchor up, evidence note."""
    found = rows.in_order(model, assessment, held, wanted)
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
        heading=heading,
    )


def not_rated(model: CompetencyModel, assessment: Assessment) -> str:
    """What has no level, told apart: not rated yet, and not applicable."""
    lines = [
        (number, item, assessment.answer(item.id).state)
        for number, item in enumerate(rows.axes(model), start=1)
    ]
    return render(
        "fragments/not_rated.html",
        unrated=[line for line in lines if line[2] == "unrated"],
        not_applicable=[line for line in lines if line[2] == "not_applicable"],
    )


def plan_summary(view: PlanView) -> str:
    """What the plan is about, what to begin with, what was finished, and what it was made from."""
    return render("fragments/plan_summary.html", plan=view)


def plan_quarters(view: PlanView, *, heading: int = 3) -> str:
    """The quarters planned in weeks, in full, then what follows; `heading`: of a quarter."""
    return render("fragments/plan_quarters.html", plan=view, heading=heading)


def plan_checked(view: PlanView) -> str:
    """How good the plan is, wish by wish; "" where nothing was checked."""
    return render("fragments/plan_checked.html", plan=view) if view.checked else ""


def not_planned(view: PlanView) -> str:
    """Everything in which nothing is planned, with the reason; "" where there is nothing."""
    return render("fragments/not_planned.html", lines=view.not_planned) if view.not_planned else ""


def progress_list(model: CompetencyModel, assessment: Assessment) -> str:
    """What became of activities so far, in file order; "" where nothing was said."""
    lines = [
        (item.title, assessment.progress[item.id])
        for item in model.activities
        if item.id in assessment.progress
    ]
    return render("fragments/progress.html", lines=lines) if lines else ""


def _ticks(model: CompetencyModel) -> list[tuple[int, str]]:
    """Places (percent of the track) and labels of the scale's levels."""
    span = max(1, model.highest - model.lowest)
    return [(round(100 * (item.level - model.lowest) / span), item.label) for item in model.scale]
