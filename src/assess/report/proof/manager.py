"""One page for a manager or a buddy: what I'm working on, and what I need from you."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.errors import PlanError
from assess.planning.plan import Plan
from assess.planning.wording import day
from assess.report.markup import render, stylesheet
from assess.report.page import CSP
from assess.report.proof.choice import Chosen, chosen_entries
from assess.views.plan import ActivityView, AskView, PlanView, QuarterView
from assess.views.plan_words import plan_view
from assess.views.speaker import hours_in_words, within_sentence

OVER = "The weeks of this plan are over. Make your plan again, then there is something to ask for."


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom the page can be for: a person of the model, and what they're called."""

    id: str
    name: str


def readers(
    model: CompetencyModel, assessment: Assessment, plan: Plan, today: date
) -> list[Reader]:
    """Return whom this quarter's plan asks for something, in the order of the weeks.

    A page for one of them speaks to them. The names are the model's, never the person's own words.
    """
    quarter = _quarter(_view(model, assessment, plan), today)
    asks = () if quarter is None else quarter.asks
    return [Reader(ask.person, ask.name) for ask in asks if model.has_person(ask.person)]


def for_manager(
    model: CompetencyModel,
    assessment: Assessment,
    plan: Plan,
    *,
    reader: str = "",
    chosen: Chosen | None = None,
    generated: date,
) -> str:
    """Write the page for somebody who knows the person, as one HTML document.

    It holds this quarter's subjects and activities and whom the person asks for what. Nothing that
    the person typed is on it but the name and the evidence in `chosen`.

    Args:
        reader: the id of the person whom it is for (see `readers`); "": whoever reads it.
        generated: the day printed on it; the quarter is the one that this day is in.

    Raises:
        PlanError: the plan has nothing to work on any more (a sentence).
    """
    from markupsafe import Markup

    view = _view(model, assessment, plan)
    quarter = _quarter(view, generated)
    if quarter is None or not plan.activities:
        raise PlanError(view.message or OVER)
    mine = [ask for ask in quarter.asks if not reader or ask.person == reader]
    others = [ask for ask in quarter.asks if ask not in mine]
    return render(
        "proof/manager.html",
        csp=CSP,
        style=Markup(stylesheet("tokens.css", "page.css", "proof/sheet.css")),  # noqa: S704
        model=model,
        assessment=assessment,
        wanted=within_sentence(model.role(plan.role).title),
        hours=hours_in_words(plan.hours_per_week),
        until=day(quarter.weeks[-1].day + timedelta(days=6)),
        subjects=[(subject, _open(subject.activities)) for subject in quarter.subjects],
        preparing=_open(quarter.preparing),
        asks=mine if reader else [_in_my_words(ask) for ask in mine],
        others=_names(others),
        reader=next((ask.name for ask in mine), "") if reader else "",
        review=quarter.review_day,
        skills=chosen_entries(model, assessment, chosen or {}),
        generated=generated,
    )


def _view(model: CompetencyModel, assessment: Assessment, plan: Plan) -> PlanView:
    return plan_view(model, assessment.without_notes(), plan.without_words())


def _quarter(view: PlanView, today: date) -> QuarterView | None:
    """The quarter that a day is in; before the first one, that."""
    return next(
        (item for item in view.quarters if today < item.weeks[-1].day + timedelta(days=7)), None
    )


def _open(items: Sequence[ActivityView]) -> list[ActivityView]:
    return [item for item in items if item.state not in ("done", "dropped")]


def _names(asks: Sequence[AskView]) -> list[str]:
    return list(dict.fromkeys(_in_my_words(ask).name for ask in asks))


def _in_my_words(ask: AskView) -> AskView:
    """The plan speaks to the person: "your manager" is "my manager" when they speak themselves."""
    name = f"my {ask.name[5:]}" if ask.name.startswith("your ") else ask.name
    return replace(ask, name=name)
