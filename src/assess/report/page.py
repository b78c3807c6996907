"""The report's page, and what stands first on it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from typing import Any

from assess.clock import day_of
from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import need_fitting
from assess.formats.answers import assessment_to_json
from assess.formats.json_text import TEMPLATE_ID
from assess.planning.plan import OldPlan, Plan
from assess.planning.wording import counted, day_and_month
from assess.report import fragments, words
from assess.report.markup import document, ours, render
from assess.report.pictures import dot_plot, own_hollow, radar_figure, radar_svg
from assess.views.ask_words import hours_in_words
from assess.views.dots import dots
from assess.views.plan import AskView, PlanView, WeekView
from assess.views.plan_words import view_of
from assess.views.profile import GapView, ProfileView, profile_view
from assess.views.radar import area_radar, skill_radar

SHOWN = 3
"""Strengths and gaps."""
WEEKS = 8
MOST_WORK = 7
"""Activities that the page has room for."""
MOST_ASKS = 3
"""People to ask."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An activity within the next weeks: when it has work there, and how much."""

    title: str
    when: str
    hours: str


@dataclass(frozen=True, slots=True)
class NextWeeks:
    """The next weeks of a plan; `more`: what there is no room for, in words."""

    dates: str
    work: tuple[WorkLine, ...]
    asks: tuple[AskView, ...]
    more: str


def first_page(profile: ProfileView, plan: PlanView | None, today: date) -> str:
    """Write the first page as HTML; the person's notes aren't on it.

    Args:
        plan: what the plan says, or None where there is none.
        today: the eight weeks begin with this day's; before a plan's first day, with its first.
    """
    more = len(profile.strengths) - SHOWN
    return render(
        "first_page.html",
        profile=profile,
        strengths=profile.strengths[:SHOWN],
        more_strengths=f"and {counted(more, 'more', 'more')}" if more > 0 else "",
        gaps=[(gap, _next_step(gap)) for gap in profile.gaps[:SHOWN]],
        more_gaps=max(0, len(profile.gaps) - SHOWN),
        weeks=None if plan is None else next_weeks(plan, today),
        message="" if plan is None else plan.message,
    )


def _next_step(gap: GapView) -> tuple[str, str]:
    """Lead and text of what comes after the level held; the target's where that is next."""
    return gap.lines[1] if len(gap.lines) > 1 else ("", "")


def next_weeks(plan: PlanView, today: date) -> NextWeeks | None:
    """Return what the next eight weeks hold; None once the planned quarters are over."""
    coming = [
        week
        for quarter in plan.quarters
        for week in quarter.weeks
        if week.day + timedelta(days=7) > today
    ][:WEEKS]
    if not coming:
        return None
    first, last = coming[0].day, coming[-1].day + timedelta(days=6)
    done = {item.title for item in plan.done}
    work = [line for line in _work(coming) if line.title not in done]
    asks = [
        ask
        for quarter in plan.quarters
        for ask in quarter.asks
        if first <= ask.day <= last and ask.asked is None
    ]
    left = [
        counted(len(rest), one, many)
        for rest, one, many in (
            (work[MOST_WORK:], "more activity", "more activities"),
            (asks[MOST_ASKS:], "more person to ask", "more people to ask"),
        )
        if rest
    ]
    return NextWeeks(
        f"{day_and_month(first)} to {day_and_month(last)}",
        tuple(work[:MOST_WORK]),
        tuple(asks[:MOST_ASKS]),
        f"Also {' and '.join(left)}: see the plan." if left else "",
    )


def _work(weeks: Sequence[WeekView]) -> list[WorkLine]:
    """A line for each activity with work in these weeks, in the order in which they begin."""
    spent: dict[str, list[tuple[WeekView, float]]] = {}
    for week in weeks:
        for item in week.work:
            spent.setdefault(item.title, []).append((week, item.hours))
    lines = []
    for title, parts in spent.items():
        days = [week.day for week, _ in parts]
        last = days[-1] + timedelta(days=6)
        when = f"{day_and_month(days[0])} to {day_and_month(last)}"
        lines.append(WorkLine(title, when, hours_in_words(sum(hours for _, hours in parts))))
    return lines


def html_report(
    model: CompetencyModel,
    assessment: Assessment,
    *,
    plan: Plan | OldPlan | None = None,
    with_notes: bool = True,
    with_guide: bool = False,
    plan_note: str = "",
    generated: date,
    session: str = "",
    alone: Collection[str] = (),
    data: Mapping[str, Any] | None = None,
) -> str:
    """The report as one HTML document.

    `with_notes=False` takes every note out of the text and out of the data; `with_guide` adds the
    model's role guide at the end (it makes the file about half as large again). `plan_note` is a
    sentence above the plan. Of the kept plans the newest goes along. `generated` is the day
    printed on it; equal input gives equal bytes. KeyError where the assessment or the plan
    names a role, or the plan an activity, that the model doesn't have.

    `session`: the section of a coaching session, as HTML that was escaped where it was made;
    `alone`: ids of the competencies whose level is the person's own, which nobody agreed on;
    `data`: what is embedded instead of the assessment, without notes where none are wanted.
    """
    need_fitting(model, assessment, "html_report")
    if not with_notes:
        assessment = assessment.without_notes()
        plan = plan and plan.without_words()
    held, wanted = assessment.roles or model.role_pair
    profile = profile_view(model, assessment)
    # of an earlier day that the person has looked back at, then, hindsight and now are drawn
    seen = [item for item in assessment.history if item.at in assessment.hindsight]
    then = seen[-1] if seen else None
    areas = area_radar(model, assessment, held, wanted, then)
    radar, plot = own_hollow(
        skill_radar(model, assessment, held, wanted, then),
        dots(model, assessment, held, wanted),
        alone,
    )
    parts = {
        "coverage": fragments.coverage(profile.coverage),
        "areas": fragments.areas(model, profile.areas),
        "strengths": fragments.strengths(profile) if len(profile.strengths) > SHOWN else "",
        "roles": fragments.roles(profile),
        # the key of the other radar serves both
        "areas_radar": "" if areas.key else radar_svg(areas, "as-areas"),
        "radar": radar_figure(radar),
        "dots": dot_plot(plot),
        "transition": fragments.transition_table(model, held, wanted),
        "competencies": fragments.competency_tables(
            model, assessment, held, wanted, with_notes=with_notes
        ),
        "not_rated": fragments.not_rated(model, assessment),
        "progress": fragments.progress_list(model, assessment),
        "session": session,
    }
    view = None if plan is None else view_of(model, assessment, plan)
    parts["first"] = first_page(profile, view, generated)
    if view is not None:
        parts["plan_summary"] = fragments.plan_summary(view)
        parts["plan_quarters"] = fragments.plan_quarters(view)
        parts["plan_checked"] = fragments.plan_checked(view)
        parts["not_planned"] = fragments.not_planned(view)
    # a kept plan is as large as all answers: the answers file holds the earlier ones
    data = data or assessment_to_json(replace(assessment, plans=assessment.plans[-1:]))
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    styles = ["first_page.css", "fragments.css", "figures.css"]
    if session:
        styles.append("meeting/meeting.css")
    guide: tuple[tuple[str, str, str], ...] = ()
    if with_guide:
        from assess.report.guide import sections

        guide = sections(model)
        styles.append("guide/guide.css")
    return document(
        "report.html",
        styles,
        guide=[(key, title, ours(part)) for key, title, part in guide],
        parts={name: ours(part) for name, part in parts.items()},
        model=model,
        assessment=assessment,
        held=model.role(held),
        wanted=model.role(wanted),
        plan=plan,
        plan_note=plan_note,
        with_notes=with_notes,
        generated=generated,
        answered=_day(assessment.updated),
        template_id=TEMPLATE_ID,
        data=ours(escape(line, quote=False)),  # within an element quotes may stay
    )


def _day(moment: str | None) -> str | None:
    """The day of an ISO moment in words; None where there is none or it can't be read."""
    if moment is None:
        return None
    try:
        return words.day(day_of(moment))
    except ValueError:
        return None
