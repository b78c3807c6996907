"""Pieces of HTML that the web page and the exported file share.

Each function returns a safe string: texts of the model and of the person are escaped, class names
begin with `as-`, nothing is fetched, nothing is script. `css()` belongs beside them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.domain.answers import Assessment, State
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Competency
from assess.domain.rating import Entry
from assess.domain.scoring import Coverage, Gap, gaps, transition
from assess.report import words
from assess.report.markup import colours_within, render, stylesheet
from assess.views.plan import PlanView
from assess.views.profile import AreaView, ProfileView, difference


@dataclass(frozen=True, slots=True)
class Row:
    """One competency beside both roles. All numbers are levels or steps on the scale.

    `number` is its axis on the radar, from 1 (see `axes`). `level` is None unless rated,
    `held` and `wanted` are None where that role doesn't ask; `gap` and `surplus` are to `wanted`.
    """

    number: int
    competency: Competency
    state: State
    level: int | None
    held: int | None
    wanted: int | None
    gap: int = 0
    surplus: int = 0
    evidence: tuple[Entry, ...] = ()
    quick: bool = False

    @property
    def result(self) -> str:
        """The comparison with the wanted role, in words."""
        if self.state == "unrated":
            return words.UNRATED
        if self.state == "not_applicable":
            return words.NOT_APPLICABLE
        if self.wanted is None:
            return words.NOT_ASKED
        return difference(self.gap, self.surplus)


def axes(model: CompetencyModel) -> tuple[Competency, ...]:
    """Every competency in the fixed order of charts and tables: grouped by area, in file order."""
    return model.by_area


def in_order(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Row, ...]:
    """Every competency of the model, in the order of `axes`; KeyError where a role is unknown."""
    found = gaps(model, assessment, wanted)
    measured: dict[str, Gap] = {gap.competency_id: gap for gap in (*found.open, *found.met)}
    before, after = model.role(held).targets, model.role(wanted).targets
    rows = []
    for number, item in enumerate(axes(model), start=1):
        answer = assessment.answer(item.id)
        gap = measured.get(item.id)
        rows.append(
            Row(
                number,
                item,
                answer.state,
                answer.level,
                before.get(item.id),
                after.get(item.id),
                gap.gap if gap else 0,
                gap.surplus if gap else 0,
                answer.entries,
                answer.quick,
            )
        )
    return tuple(rows)


def by_gap(
    model: CompetencyModel, assessment: Assessment, held: str, wanted: str
) -> tuple[Row, ...]:
    """Every competency that one of both roles asks for, largest gap first.

    Open gaps in the order of `gaps`, then what is met, what only the held role asks
    for, what isn't rated, what isn't applicable.
    """
    rows = {row.competency.id: row for row in in_order(model, assessment, held, wanted)}
    asked = [row for row in rows.values() if row.held is not None or row.wanted is not None]
    found = gaps(model, assessment, wanted)
    first = [rows[gap.competency_id] for gap in (*found.open, *found.met)]
    rest = [row for row in asked if row.state == "rated" and row.wanted is None]
    unrated = [row for row in asked if row.state == "unrated"]
    away = [row for row in asked if row.state == "not_applicable"]
    return (*first, *rest, *unrated, *away)


def css(*, tokens: bool = True) -> str:
    """The fragments' style sheet; with `tokens` also the colours, light and dark by the
    notebook's theme or the system.

    A page with a theme of its own leaves the tokens out and sets the variables `--as-…` itself.
    """
    names = ("fragments.css", "figures.css")
    return f"{colours_within() if tokens else ''}{stylesheet(*names)}"


def roles_of(model: CompetencyModel, assessment: Assessment) -> tuple[str, str]:
    """Ids of the held and the wanted role: the person's own choice, else the model's pair."""
    return assessment.roles or model.role_pair


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


def top_gaps(profile: ProfileView, *, heading: int = 4) -> str:
    """The three largest gaps, each with the level now, the next step and the target; or ""."""
    return (
        render("fragments/top_gaps.html", gaps=profile.top, heading=heading) if profile.top else ""
    )


def roles(profile: ProfileView) -> str:
    """Where both roles of the transition ask for more, large; every other role in a table."""
    return render("fragments/roles.html", roles=profile.roles)


def gaps_table(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    """Level, both targets and the gap of every competency that either role asks for."""
    return render(
        "fragments/gaps.html",
        model=model,
        rows=by_gap(model, assessment, held, wanted),
        held=model.role(held),
        wanted=model.role(wanted),
    )


def transition_table(model: CompetencyModel, held: str, wanted: str) -> str:
    """What the move itself asks for, whoever makes it: largest step first."""
    delta = transition(model, held, wanted)
    before, after = model.role(held), model.role(wanted)
    numbers = {item.id: number for number, item in enumerate(axes(model), start=1)}
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
        heading=heading,
    )


def not_rated(model: CompetencyModel, assessment: Assessment) -> str:
    """What has no level, told apart: not rated yet, and not applicable."""
    lines = [
        (number, item, assessment.answer(item.id).state)
        for number, item in enumerate(axes(model), start=1)
    ]
    return render(
        "fragments/not_rated.html",
        unrated=[line for line in lines if line[2] == "unrated"],
        not_applicable=[line for line in lines if line[2] == "not_applicable"],
    )


def plan_summary(view: PlanView) -> str:
    """What the plan is about, what to begin with, what was finished, and what it was made from."""
    return render("plan/summary.html", plan=view)


def plan_quarters(view: PlanView, *, heading: int = 3) -> str:
    """The quarters planned in weeks, in full, then what follows; `heading`: of a quarter."""
    return render("plan/quarters.html", plan=view, heading=heading)


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
