"""Make the files of examples/story: a person, a coach, and three months. Nobody in it exists."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.domain.review.meeting import (
    CoachingMeeting,
    Commitment,
    Goal,
    begin,
    next_time,
    suggest,
)
from assess.formats.answers import dumps
from assess.formats.meeting import dumps_session
from assess.formats.model_yaml.loader import load_model
from assess.planning import Plan, plan
from assess.report.files.plan_text import plan_markdown
from assess.report.meeting import session_report
from assess.views.plan_words import plan_view

TOP = Path(__file__).resolve().parents[1]
STORY = TOP / "examples" / "story"
FIRST, SECOND = date(2026, 8, 24), date(2026, 11, 23)
PATIENCE = 120.0
"""Seconds for one plan: the same plan on a slow machine."""

FIRST_AT, SECOND_AT = "2026-08-24T09:30:00Z", "2026-11-23T09:30:00Z"

# competency → the person's level, the coach's blind level ("na": not applicable, None: left open)
LEVELS: dict[str, tuple[int | str | None, int | str | None]] = {
    "backlog-management": (4, 4),
    "user-stories": (4, 4),
    "scrum-practice": (4, 4),
    "delivery-forecasting": (3, 3),
    "acceptance-and-quality": (4, 3),
    "technical-fluency": (3, 3),
    "product-vision": (3, 2),
    "product-strategy": (3, 1),
    "roadmapping": (3, 3),
    "market-research": (1, 1),
    "customer-discovery": (3, 2),
    "prioritisation": (3, 3),
    "stakeholder-alignment": (2, 3),
    "communication": (3, 3),
    "negotiation": (2, 2),
    "influence": (2, 3),
    "cross-functional-leadership": (1, 2),
    "po-pm-partnership": (3, None),
    "domain-knowledge": (3, 3),
    "product-metrics": (2, 2),
    "business-case": (1, 1),
    "pricing-and-positioning": ("na", 1),
    "go-to-market": (None, 1),
    "life-cycle-management": (1, None),
}
OWN_NOTES = {
    "backlog-management": "Cut our backlog from 240 to 60 items in spring; sales reads it now.",
    "delivery-forecasting": "Gave a range for the export release and kept it.",
    "product-strategy": "Wrote the strategy slide for the board in May.",
    "customer-discovery": "Sat in on four interviews that research ran for us.",
    "stakeholder-alignment": "Finance was surprised by the price change in June.",
    "product-metrics": "I look at the weekly dashboard; nobody has asked for a decision from it.",
}
COACH_NOTES = {
    "product-strategy": "The slide lists projects. I haven't seen a choice of what we won't do.",
    "customer-discovery": "In the interviews you took notes; the questions were research's.",
    "stakeholder-alignment": "You brought sales and support to one list in July without my help.",
    "influence": "Two teams changed their sprint for you after that meeting.",
}
# what both agreed on where they had differed, and why
AGREED: dict[str, tuple[int, str]] = {
    "product-strategy": (2, "The slide had one real choice in it: no second market this year."),
    "customer-discovery": (2, "Next level needs own questions and a decision that follows."),
    "stakeholder-alignment": (3, "July counts; June was one surprise, and it was repaired."),
    "influence": (3, "Both teams confirmed that it was the argument, not the boss."),
    "acceptance-and-quality": (4, "The checklist has been in use by both teams since March."),
    "product-vision": (3, "The team could say the vision in its own words when we asked."),
    "cross-functional-leadership": (1, "July was one meeting; it isn't a habit yet."),
}
WHY = {
    "market-research": "We decide about prices in spring and know our competitors by hearsay.",
    "business-case": "The board wants numbers for each large bet from January on.",
    "cross-functional-leadership": "July showed that it works when somebody starts it.",
    "product-strategy": "It is what the new role is asked for first.",
    "customer-discovery": "Two features of this year are hardly used.",
}

REQUEST = PlanRequest(
    hours_per_week=4.0,
    weeks=52,
    start=date(2026, 8, 31),
    reserve="mostly",
    lead="customer-discovery",
    situation={
        "users": "firms",
        "direction": "product-manager",
        "reach": "directly",
        "numbers": "numbers",
        "teams": "module",
        "specialists": "most",
    },
    people={"manager": "the head of product"},
    showing="the head of product and the heads of sales and support",
)


def answers(column: int, notes: dict[str, str], at: str) -> dict[str, Answer]:
    """One rater's answers."""
    found = {}
    for key, pair in LEVELS.items():
        said = pair[column]
        if said == "na":
            found[key] = Answer(not_applicable=True, updated=at)
        elif isinstance(said, int):
            found[key] = Answer(said, evidence=notes.get(key, ""), updated=at)
    return found


def first_session(model: CompetencyModel) -> CoachingMeeting:
    """August: both rate, reveal, agree, decide."""
    own = Assessment(
        model.id,
        model.version,
        answers(0, OWN_NOTES, FIRST_AT),
        id="5707" * 8,
        person="Robin (made up)",
        updated=FIRST_AT,
        roles=model.role_pair,
        settings=REQUEST,
    )
    coach = replace(own, answers=answers(1, COACH_NOTES, FIRST_AT), settings=PlanRequest())
    session = replace(begin(own, held=FIRST), coach=replace(coach, id="c0ac" * 8, rater="coach"))
    session = replace(session, agreed=replace(session.agreed, id="a9ee" * 8))
    session = session.reveal().agree_on_equal(model, at=FIRST_AT)
    for key, (level, why) in AGREED.items():
        session = session.agree(key, Answer(level, evidence=why), at=FIRST_AT)
    session = planned(model, session)
    return session.with_commitments(
        (
            Commitment("Name two customers who will talk to Robin", "coach", date(2026, 9, 11)),
            Commitment("Free four hours a week, Tuesday mornings", "manager", date(2026, 9, 4)),
            Commitment(
                "Bring the first interview guide to our next talk", "person", date(2026, 9, 18)
            ),
        )
    )


def planned(model: CompetencyModel, session: CoachingMeeting) -> CoachingMeeting:
    """A plan from the agreed levels, and the three goals that the numbers speak for most."""
    settled = session.settled
    made = plan(model, settled, time_limit=PATIENCE)
    session = session.with_plan(made)
    goals = [item.goal for item in suggest(model, settled, made.role, made)][:3]
    return session.with_goals(
        tuple(replace(goal, why=WHY.get(goal.competency_id, "")) for goal in goals)
    )


def second_session(model: CompetencyModel, first: CoachingMeeting) -> CoachingMeeting:
    """November: the plan went half its way; two goals kept, one not."""
    made = first.plan
    assert isinstance(made, Plan)
    over = [item for item in made.activities if made.week_of(item.last_week) < SECOND]
    running = [item for item in made.activities if made.week_of(item.first_week) < SECOND]
    done, late = over[:-1], over[-1:]
    progress = {
        item.id: Progress("done", made.week_of(item.last_week), "Shown to the team.")
        for item in done
    }
    progress |= {
        item.id: Progress("in_progress", made.week_of(item.first_week))
        for item in running
        if item.id not in progress
    }
    before = first.settled.answers
    reached = {
        key: level
        for item in done
        for key, level in model.activity(item.id).teaches.items()
        if before[key].level == level - 1
    }
    levels = {key: Answer(level, updated=SECOND_AT) for key, level in reached.items()}
    own = replace(
        first.own,
        answers={**before, **levels},
        updated=SECOND_AT,
        progress=progress,
        settings=replace(first.own.settings, start=date(2026, 11, 30)),
    )
    session = next_time(first, own, held=SECOND)
    seen = {key: replace(answer, evidence="") for key, answer in own.answers.items()}
    stricter = next(iter(reached))
    seen[stricter] = Answer(reached[stricter] - 1, evidence="Once, with help; not yet alone.")
    coach = replace(first.coach, answers=seen, updated=SECOND_AT)
    session = replace(session, coach=coach, agreed=replace(session.agreed, id="a9ef" * 8))
    session = session.reveal().agree_on_equal(model, at=SECOND_AT)
    level = reached[stricter]
    session = session.agree(
        stricter, Answer(level, evidence="The second time was alone."), at=SECOND_AT
    )
    last = session.past[-1]
    judged = [_judged(goal, reached) for goal in last.goals]
    promises = [
        replace(item, kept="not_kept" if place == 1 else "kept")
        for place, item in enumerate(last.commitments)
    ]
    last = replace(last, goals=tuple(judged), commitments=tuple(promises))
    session = replace(session, past=(last,))
    assert late
    session = planned(model, session)
    return session.with_commitments(
        (Commitment("Ask for the four hours again, with the plan in hand", "person", None),)
    )


def _judged(goal: Goal, reached: dict[str, int]) -> Goal:
    return replace(goal, kept="kept" if reached.get(goal.competency_id, 0) >= goal.to else "open")


def files() -> dict[str, str]:
    """File name → text, the same on every machine for the same model."""
    model = load_model(TOP / "competencies.yaml")
    first = first_session(model)
    second = second_session(model, first)
    assert isinstance(first.plan, Plan)
    return {
        "own.json": dumps(first.own),
        "coach.json": dumps(first.coach),
        "agreed.json": dumps(first.agreed),
        "plan.md": plan_markdown(plan_view(model, first.settled, first.plan)),
        "first-session.json": dumps_session(first),
        "first-session.html": session_report(model, first, generated=FIRST),
        "three-months-later.json": dumps_session(second),
        "three-months-later.html": session_report(model, second, generated=SECOND),
    }


def main() -> None:
    """Write them all."""
    STORY.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (STORY / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text):,} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
