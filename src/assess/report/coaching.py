"""A coaching session as HTML: what both rated, what is agreed, goals, promises, what moved since.

Fragments like those of `fragments`: every text is escaped, class names begin with `as-`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assess.answers import Answer
from assess.model import Competency, CompetencyModel
from assess.report import rows
from assess.report.html import html_report
from assess.report.markup import render, stylesheet
from assess.review import (
    CoachingSession,
    Commitment,
    Goal,
    Past,
    PlanProgress,
    compare,
    movements,
    trend,
    who_moved,
)
from assess.review.differences import KINDS, Kind
from assess.review.goals import Kept, Owner

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
STANDINGS: Mapping[str, str] = {
    "done": "done",
    "under_way": "under way",
    "late": "late: its last week has passed",
    "due": "should have started",
    "later": "later",
    "dropped": "dropped",
}
TOGETHER = "the person and the coach together"


@dataclass(frozen=True, slots=True)
class _Line:
    """One competency: three answers in words, and what to say about them."""

    number: int
    competency: Competency
    kind: Kind
    own: Answer
    coach: Answer
    agreed: Answer
    moved: str


def css() -> str:
    """The style of these fragments, beside `fragments.css()`."""
    return stylesheet("coaching/coaching.css")


def comparison_table(model: CompetencyModel, session: CoachingSession) -> str:
    """Both ratings and the agreed level of every competency, what to talk about first."""
    numbers = {item.id: number for number, item in enumerate(rows.axes(model), start=1)}
    found = compare(model, session.own, session.coach)
    lines = []
    for item in found.differences:
        agreed = session.agreed.answer(item.competency_id)
        moved = MOVED[who_moved(item.own, item.coach, agreed)]
        number, competency = numbers[item.competency_id], model.competency(item.competency_id)
        lines.append(_Line(number, competency, item.kind, item.own, item.coach, agreed, moved))
    return render(
        "coaching/comparison.html",
        model=model,
        lines=[line for line in lines if line.kind != "neither"],
        kinds=KIND_TITLES,
        counts=[(KIND_TITLES[kind], found.counts[kind]) for kind in KINDS if found.counts[kind]],
    )


def goals_list(model: CompetencyModel, goals: Sequence[Goal], *, judged: bool = False) -> str:
    """Goals with their way, day, reason and first step; `judged` adds whether they were kept."""
    lines = [(model.competency(goal.competency_id), goal) for goal in goals]
    return render("coaching/goals.html", model=model, lines=lines, judged=judged, kept=KEPT)


def promises_list(items: Sequence[Commitment], *, judged: bool = False) -> str:
    """Who does what by when."""
    return render("coaching/promises.html", items=items, owners=OWNERS, judged=judged, kept=KEPT)


def moved_table(model: CompetencyModel, points: Sequence[Past]) -> str:
    """The last two of `points` side by side; from three on, each competency's course too."""
    *_, earlier, now = points
    numbers = {item.id: number for number, item in enumerate(rows.axes(model), start=1)}
    found = movements(model, earlier, now)
    lines = [
        (numbers[item.competency_id], model.competency(item.competency_id), item) for item in found
    ]
    order = sorted(lines, key=lambda line: -abs(line[2].change or 0))
    courses = trend(model, points)
    return render(
        "coaching/moved.html",
        model=model,
        earlier=earlier.held,
        now=now.held,
        lines=order,
        up=sum(item.change is not None and item.change > 0 for item in found),
        down=sum(item.change is not None and item.change < 0 for item in found),
        same=sum(item.change == 0 for item in found),
        courses=[(numbers[key], model.competency(key), course) for key, course in courses.items()],
    )


def standing_table(model: CompetencyModel, progress: PlanProgress) -> str:
    """The last plan against the calendar: each activity's weeks and how it stands."""
    known = [item for item in progress.activities if model.has_activity(item.activity_id)]
    return render(
        "coaching/standing.html",
        progress=progress,
        lines=[(model.activity(item.activity_id).title, item) for item in known],
        standings=STANDINGS,
    )


def session_section(model: CompetencyModel, session: CoachingSession) -> str:
    """All of a session's outcome, for its report."""
    from markupsafe import Markup

    names = ("goals", "promises", "moved", "kept_goals", "kept_promises", "comparison")
    parts = dict.fromkeys(names, "")
    parts["goals"] = goals_list(model, session.goals) if session.goals else ""
    parts["promises"] = promises_list(session.commitments) if session.commitments else ""
    if session.revealed:
        parts["comparison"] = comparison_table(model, session)
    if session.past:
        last = session.past[-1]
        parts["moved"] = moved_table(model, (*session.past, session.to_past()))
        parts["kept_goals"] = goals_list(model, last.goals, judged=True) if last.goals else ""
        if last.commitments:
            parts["kept_promises"] = promises_list(last.commitments, judged=True)
    # each fragment has escaped what isn't ours
    made = {name: Markup(part) for name, part in parts.items()}  # noqa: S704
    return render("coaching/session.html", parts=made, session=session)


def session_report(
    model: CompetencyModel,
    session: CoachingSession,
    *,
    with_notes: bool = True,
    generated: date,
) -> str:
    """The report of the settled levels with the session's outcome in it; it loads again.

    `with_notes=False` takes every text out that somebody typed, also from the data inside.
    """
    from assess.session_json import session_to_json

    if not with_notes:
        session = session.without_notes()
    settled = replace(session.settled, rater=TOGETHER if session.revealed else session.own.rater)
    return html_report(
        model,
        settled,
        plan=session.plan,
        with_notes=with_notes,
        generated=generated,
        session=session_section(model, session),
        data=session_to_json(session),
    )
