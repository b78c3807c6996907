"""A coaching meeting as HTML: what both rated, what is agreed, goals, promises, what moved since.

Fragments like those of `fragments`: every text is escaped, class names begin with `as-`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.review.differences import KINDS, Kind, compare, who_moved
from assess.domain.review.meeting import CoachingMeeting, Commitment, Goal, Kept, Owner, Past
from assess.domain.review.moved import PlanProgress, movements, trend
from assess.planning.plan import Plan
from assess.report import words
from assess.report.fragments import numbers
from assess.report.markup import ours, render, stylesheet
from assess.report.page import html_report
from assess.report.proof import sheet
from assess.views.dots import by_area, place_of

OWNERS: Mapping[Owner, str] = {
    "person": "the person",
    "coach": "the coach",
    "manager": "the manager",
}
KEPT: Mapping[Kept, str] = {"open": "still open", "kept": "done", "not_kept": "not done"}
KIND_TITLES: Mapping[Kind, str] = {
    "more": "two or more levels apart",
    "one": "one level apart",
    "single": "rated by only one of you",
    "neither": "rated by neither of you",
    "equal": "the same",
}
MOVED: Mapping[str | None, str] = {
    "nobody": "you both said this",
    "person": "the person changed their mind",
    "coach": "the coach changed their mind",
    "both": "you both changed your mind",
    None: "not agreed yet",
}
MOST_MOVED = 6
"""Levels that two people saw differently which one page has room for."""
STANDINGS: Mapping[str, str] = {
    "done": "done",
    "under_way": "under way",
    "late": "late: its last week has passed",
    "due": "should have started",
    "later": "later",
    "dropped": "dropped",
}
TOGETHER = "you and your coach: {agreed} agreed, {own} your own"
NOT_APPLICABLE = ", {count} not applicable"


def css() -> str:
    """The style of these fragments, beside `fragments.css()`."""
    return stylesheet("meeting/meeting.css")


def comparison_table(model: CompetencyModel, session: CoachingMeeting) -> str:
    """Both ratings and the agreed level of every competency, what to talk about first."""
    found = compare(model, session.own, session.coach)
    lines = []
    for item in found.differences:
        agreed = session.agreed.answer(item.competency_id)
        if item.kind != "neither":
            lines.append((item, agreed, MOVED[who_moved(item.own, item.coach, agreed)]))
    return render(
        "meeting/comparison.html",
        model=model,
        numbers=numbers(model),
        lines=lines,
        kinds=KIND_TITLES,
        counts=[(KIND_TITLES[kind], found.counts[kind]) for kind in KINDS if found.counts[kind]],
    )


def goals_list(model: CompetencyModel, goals: Sequence[Goal], *, judged: bool = False) -> str:
    """Goals with their way, day, reason and first step; `judged` adds whether they were kept.

    "" without goals.
    """
    if not goals:
        return ""
    return render("meeting/goals.html", model=model, goals=goals, judged=judged, kept=KEPT)


def promises_list(items: Sequence[Commitment], *, judged: bool = False) -> str:
    """Who does what by when; "" where nobody promised anything."""
    if not items:
        return ""
    return render("meeting/promises.html", items=items, owners=OWNERS, judged=judged, kept=KEPT)


def moved_table(model: CompetencyModel, points: Sequence[Past]) -> str:
    """The last two of `points` side by side; from three on, each competency's course too."""
    *_, earlier, now = points
    found = movements(model, earlier, now)
    changes = [item.change for item in found if item.change is not None]
    return render(
        "meeting/moved.html",
        model=model,
        numbers=numbers(model),
        earlier=earlier.held,
        now=now.held,
        lines=sorted(found, key=lambda item: -abs(item.change or 0)),
        up=sum(change > 0 for change in changes),
        down=sum(change < 0 for change in changes),
        same=changes.count(0),
        courses=trend(model, points),
    )


def standing_table(model: CompetencyModel, progress: PlanProgress) -> str:
    """The last plan against the calendar: each activity's weeks and how it stands."""
    known = [item for item in progress.activities if model.has_activity(item.activity_id)]
    return render(
        "meeting/standing.html",
        progress=progress,
        lines=[(model.activity(item.activity_id).title, item) for item in known],
        standings=STANDINGS,
    )


def session_section(model: CompetencyModel, session: CoachingMeeting) -> str:
    """All of a meeting's outcome, for its report."""
    found = [
        ("Goals", goals_list(model, session.goals)),
        ("Who does what", promises_list(session.commitments)),
    ]
    if session.past:
        last = session.past[-1]
        found += [
            ("Since last time", moved_table(model, (*session.past, session.to_past()))),
            ("The last session's goals", goals_list(model, last.goals, judged=True)),
            ("The last session's promises", promises_list(last.commitments, judged=True)),
        ]
    if session.revealed:
        found.append(("Both ratings, and what you agreed", comparison_table(model, session)))
    parts = [(ours(heading), ours(part)) for heading, part in found if part]
    return render("meeting/report.html", parts=parts, session=session)


def session_report(
    model: CompetencyModel,
    session: CoachingMeeting,
    *,
    with_notes: bool = True,
    generated: date,
) -> str:
    """The report of the settled levels with the meeting's outcome in it; it loads again.

    `with_notes=False` takes every text out that somebody typed, also from the data inside.
    """
    from assess.formats.meeting import session_to_json

    if not with_notes:
        session = session.without_notes()
    settled = session.settled
    if session.revealed:
        settled = replace(settled, rater=rated_by(session))
    return html_report(
        model,
        settled,
        plan=session.plan,
        with_notes=with_notes,
        generated=generated,
        session=session_section(model, session),
        alone=own_alone(session) if session.revealed else (),
        data=session_to_json(session),
    )


def own_alone(session: CoachingMeeting) -> tuple[str, ...]:
    """Ids of the competencies whose level is the person's own: nothing is agreed on there."""
    return tuple(
        key
        for key, answer in session.settled.answers.items()
        if answer.level is not None and session.agreed.answer(key).state == "unrated"
    )


def rated_by(session: CoachingMeeting) -> str:
    """Whose levels a meeting's report holds, in numbers."""
    own = len(own_alone(session))
    answers = session.settled.answers.values()
    agreed = sum(answer.level is not None for answer in answers) - own
    away = sum(answer.not_applicable for answer in answers)
    said = TOGETHER.format(agreed=agreed, own=own)
    return said + (NOT_APPLICABLE.format(count=away) if away else "")


def views_picture(model: CompetencyModel, session: CoachingMeeting) -> str:
    """The person's, the coach's and the earlier levels of every competency beside each other.

    ReviewError before the reveal.
    """
    session.comparison(model)
    before = session.past[-1] if session.past else None
    sources = {"then": before.levels} if before else {}
    sources["coach"] = _levels(session.coach)
    sources["person"] = _levels(session.own)
    called = {"person": "The person", "coach": "The coach", "then": "Last session"}

    lines = []
    for number, item in enumerate(model.by_area, start=1):
        found = {key: levels.get(item.id) for key, levels in sources.items()}
        said = (
            f"{called[key]}: {words.UNRATED if level is None else words.level(model, level)}"
            for key, level in reversed(found.items())
        )
        marks = {key: place_of(model, at) for key, at in found.items() if at is not None}
        lines.append((number, item.title, "; ".join(said), marks))
    return render(
        "meeting/views.html",
        groups=by_area(model, lines),
        scale=[item.label for item in model.scale],
        ticks=[place_of(model, item.level) for item in model.scale],
        before=before.held if before else None,
    )


def _levels(assessment: Assessment) -> Mapping[str, int]:
    return {key: item.level for key, item in assessment.answers.items() if item.level is not None}


def session_page(
    model: CompetencyModel, session: CoachingMeeting, *, with_notes: bool = True, generated: date
) -> str:
    """What a meeting came to, on one page: what is agreed, goals, promises, this quarter.

    `with_notes=False` leaves out every text that somebody typed. ReviewError before the reveal.
    """
    from assess.views.plan_words import plan_view

    session.comparison(model)
    if not with_notes:
        session = session.without_notes()
    plan = session.plan
    view = plan_view(model, session.settled, plan) if isinstance(plan, Plan) else None
    found = compare(model, session.own, session.coach)
    moved = [
        (model.competency(item.competency_id), item.own, item.coach, agreed)
        for item in found.differences
        if item.kind in ("more", "one")
        and (agreed := session.agreed.answer(item.competency_id)).level is not None
    ]
    return sheet(
        "meeting/page.html",
        model,
        session.settled,
        generated,
        session=session,
        rated=rated_by(session),
        moved=moved[:MOST_MOVED],
        more=max(0, len(moved) - MOST_MOVED),
        summary=view.summary if view else "",
        subjects=view.quarters[0].subjects if view and view.quarters else (),
        goals=[(model.competency(goal.competency_id), goal) for goal in session.goals],
        owners=OWNERS,
    )
