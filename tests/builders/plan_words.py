"""A bakery with a situation, people to ask and waiting steps: small enough to plan by head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import (
    Activity,
    Area,
    BuildsOn,
    Competency,
    Level,
    Person,
    Reason,
    Resource,
    Role,
    SituationAnswer,
    SituationQuestion,
)
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.planning import Plan, plan
from assess.views.plan import PlanView, SubjectView
from assess.views.plan_words import plan_view

START = date(2026, 11, 30)
LABELS = ("Watching", "Helping", "Running", "Leading")


def _competency(key: str, title: str, weight: float, **more: Any) -> Competency:
    anchors = {level: f"{label} in {title.lower()}." for level, label in enumerate(LABELS, 1)}
    return Competency(key, "shop", title, anchors, weight=weight, **more)


def bakery(*, without: str = "") -> CompetencyModel:
    """Five competencies, two roles; `without`: an activity that the file doesn't have."""
    activities = (
        Activity(
            "run-oven",
            "Run the oven for a week",
            "practice",
            6,
            {"oven": 3},
            min_weeks=3,
            steps=("Write down today's heat.", "Ask {master} to taste the bread."),
            evidence="The list with {master}'s name under it.",
            pitfalls="Choosing the quietest week.",
            measure="Loaves sent back of a hundred.",
            resources=("book",),
        ),
        Activity(
            "oven-log", "Keep an oven log", "study", 5, {"oven": 3}, steps=("Buy a notebook.",)
        ),
        Activity(
            "sell-stand",
            "Run the stand on the market",
            "people",
            8,
            {"selling": 3},
            steps=("Ask for a Saturday.",),
            evidence="The cash book of the day.",
            agree_with=("master",),
        ),
        Activity(
            "sell-firms", "Sell bread to a firm", "people", 4, {"selling": 3}, agree_with=("buyer",)
        ),
        Activity(
            "set-price",
            "Set the price of one bread",
            "practice",
            6,
            {"prices": 3},
            needs=("own-prices",),
            agree_with=("crew",),
        ),
        Activity(
            "lead-shift", "Lead a shift", "practice", 10, {"crew-work": 3}, agree_with=("crew",)
        ),
        Activity("dough-class", "Take a class on dough", "study", 4, {"dough": 2}),
    )
    return CompetencyModel(
        "bakery",
        "2.0.0",
        "Bakery",
        tuple(Level(number, label) for number, label in enumerate(LABELS, 1)),
        (Area("shop", "Shop"),),
        (
            _competency("oven", "Oven", 3, weight_reason=Reason("Bread comes out of it.")),
            _competency("selling", "Selling", 2),
            _competency("prices", "Prices", 1),
            _competency(
                "crew-work", "Crew work", 1, builds_on=(BuildsOn("oven", 3, 3, "first bake"),)
            ),
            _competency("dough", "Dough", 1),
        ),
        (
            Role("helper", "Helper", {"oven": 2, "dough": 3}),
            Role("baker", "Baker", {"oven": 3, "selling": 3, "prices": 3, "crew-work": 3}),
        ),
        tuple(item for item in activities if item.id != without),
        resources=(
            Resource(
                "book",
                "Bread",
                "A. Miller",
                1999,
                url="https://example.org/b",
                read="chapter 2, 40 minutes",
                free=True,
            ),
        ),
        people=(
            Person(
                "master",
                "the master baker",
                stand_in="whoever runs the shop",
                ask="May I run the stand once?",
            ),
            Person("buyer", "a buyer", ask="May I bring you bread?"),
            Person("crew", "your crew", own=True),
        ),
        situation=(
            SituationQuestion(
                "owner",
                "Who sets the prices?",
                (
                    SituationAnswer("us", "We do", ("own-prices",), ("master", "buyer")),
                    SituationAnswer("chain", "A chain", (), ("master",)),
                    SituationAnswer("nobody", "Nobody", (), ()),
                ),
            ),
        ),
    )


def rated(**levels: int | None) -> Assessment:
    """Levels by competency (`_` for `-`); None says not applicable."""
    given = {"oven": 2, "selling": 2, "prices": 2, "crew_work": 2, "dough": 3} | levels
    answers = {
        key.replace("_", "-"): Answer(not_applicable=True) if level is None else Answer(level)
        for key, level in given.items()
        if level != 0
    }
    return Assessment("bakery", "2.0.0", answers, roles=("helper", "baker"))


def asked(**more: Any) -> PlanRequest:
    """Four hours a week for half a year from a fixed Monday."""
    return PlanRequest(**{"hours_per_week": 4, "weeks": 26, "start": START, **more})


def planned(
    who: Assessment | None = None, of: CompetencyModel | None = None, **request: Any
) -> Plan:
    """The bakery's plan, with time enough to prove it."""
    return plan(of or bakery(), who or rated(), asked(**request), time_limit=30)


def with_progress(who: Assessment, progress: Mapping[str, Progress]) -> Assessment:
    """The assessment with how far its activities got."""
    for key, item in progress.items():
        who = who.with_progress(key, item)
    return who


def seen(
    who: Assessment | None = None, of: CompetencyModel | None = None, **request: Any
) -> PlanView:
    """The view of the bakery's plan."""
    who, of = who or rated(), of or bakery()
    return plan_view(of, who, planned(who, of, **request))


def subject(view: PlanView, key: str) -> SubjectView:
    """A subject of any quarter."""
    return next(
        item for quarter in view.quarters for item in quarter.subjects if item.competency == key
    )


def texts(value: Any) -> list[str]:
    """Every text in a record."""
    if is_dataclass(value):
        return [text for item in fields(value) for text in texts(getattr(value, item.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []
