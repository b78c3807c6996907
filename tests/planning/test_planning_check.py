"""The checker finds every way in which a plan can be wrong."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import BuildsOn, Pace
from assess.domain.progress import Progress
from assess.errors import PlanCheckError
from assess.planning import Plan
from assess.planning import check as checker
from assess.planning.check import check
from assess.planning.plan import Asking, PlannedActivity
from tests.builders.planning import (
    START,
    THREE_AT_ONCE,
    asked,
    do,
    ends,
    model,
    planned,
    rated,
    with_activity,
    with_quarter,
)

OF = model(
    do("tool", 2, {}),
    do("one", 6, {"a": 2}, agree_with=("boss",), needs=("price",), min_weeks=3),
    do("two", 5, {"a": 2}),
    do("long", 36, {"c": 2}, min_weeks=14, agree_with=("sales", "team")),
    do("build", 6, {"b": 2}, requires=("tool",), requires_level={"a": 2}, agree_with=("sales",)),
    do("under-way", 4, {"e": 2}),
    do("after", 4, {"d": 2}),
    do("later", 4, {"a": 3}),
    do("spare", 1, {"a": 2}),
    do("old", 1, {"a": 2}),
    wanted={"a": 3, "b": 2, "c": 2, "d": 2, "e": 2},
    held={"a": 4},
    builds_on={"d": (BuildsOn("a", 2, 2),)},
    pace=THREE_AT_ONCE,
)
WHO = replace(
    rated(a=1, b=1, c=1, d=1, e=1),
    progress={
        "under-way": Progress("in_progress", START, hours_left=2),
        "old": Progress("done"),
        "spare": Progress("dropped"),
    },
)
GOOD = planned(OF, WHO, asked(weeks=52, pinned=("two", "old")))


@dataclass(frozen=True)
class Case:
    """What is checked: a plan, and the model and answers that it is said to be of."""

    plan: Plan = GOOD
    model: CompetencyModel = OF
    who: Assessment = WHO


def item(key: str) -> PlannedActivity:
    """One activity of the good plan."""
    return next(item for item in GOOD.activities if item.id == key)


def activity(key: str, **changes: Any) -> Case:
    """The good plan with one activity told otherwise."""
    return Case(with_activity(GOOD, key, **changes))


def quarter(number: int, **changes: Any) -> Case:
    """The good plan with one quarter told otherwise."""
    return Case(with_quarter(GOOD, number, **changes))


def also(number: int, *more: PlannedActivity) -> Case:
    """The good plan with activities added to a quarter."""
    return quarter(number, activities=(*GOOD.quarters[number - 1].activities, *more))


def extra(key: str, weeks: dict[int, float], number: int) -> PlannedActivity:
    """An activity that the good plan doesn't hold."""
    return PlannedActivity(key, sum(weeks.values()), weeks, (number, number))


def of_model(**changes: Any) -> Case:
    """The good plan, and another model."""
    return Case(model=replace(OF, **changes))


def changed(key: str, **changes: Any) -> Case:
    """The good plan, and a model in which an activity is another one."""
    new = tuple(replace(item, **changes) if item.id == key else item for item in OF.activities)
    return of_model(activities=new)


def requested(**changes: Any) -> Case:
    """The good plan, for a request that asked for something else."""
    return Case(replace(GOOD, request=replace(GOOD.request, **changes)))


def progressed(**states: Any) -> Case:
    """The good plan, and a person who had got elsewhere."""
    return Case(who=replace(WHO, progress={**WHO.progress, **states}))


def wish(name: str, **changes: Any) -> Case:
    """The good plan with a wish told otherwise."""
    wishes = tuple(replace(item, **changes) if item.wish == name else item for item in GOOD.wishes)
    return Case(replace(GOOD, wishes=wishes))


def three_ways() -> Case:
    """Three activities that end in quarter 1 and teach the same step."""
    return Case(also(1, extra("spare", {8: 1}, 1)).plan, who=replace(WHO, progress=STILL_FREE))


def hardly_any_hours() -> Case:
    """As many open at once as now, for somebody with a quarter of an hour a week."""
    return Case(
        replace(quarter(1, room=2.25).plan, request=replace(GOOD.request, hours_per_week=0.25))
    )


def another_half() -> Case:
    """A quarter hour of the long activity told for the other quarter."""
    weeks = dict(item("long").weeks)
    early, late = min(week for week in weeks if weeks[week] > 1), max(weeks)
    return activity("long", weeks={**weeks, early: weeks[early] - 0.25, late: weeks[late] + 0.25})


STILL_FREE = {"under-way": WHO.progress["under-way"], "old": Progress("done")}
FIRST, SECOND, THIRD, FOURTH = GOOD.quarters
TWO_STEPS = tuple(step for step in FIRST.steps if step.competency == "a")

BROKEN: dict[str, Callable[[], Case]] = {
    "an activity is planned twice": lambda: also(1, item("two")),
    "zzz isn't an activity of the model": lambda: activity("two", id="zzz"),
    "there are too many quarters": lambda: Case(replace(GOOD, quarters=(*GOOD.quarters, FOURTH))),
    "quarter 1 has other weeks": lambda: quarter(1, weeks=(1, 12)),
    "quarter 1 has another review week": lambda: quarter(1, review_week=12),
    "quarter 1 has other room": lambda: quarter(1, room=35.0),
    "quarter 2 is wrongly called exact": lambda: quarter(2, exact=False),
    "quarter 1 has too many subjects": lambda: of_model(pace=Pace(((0.0, 1),))),
    "quarter 1 names a step twice": lambda: quarter(1, steps=(*FIRST.steps, FIRST.steps[0])),
    "quarter 1's focus is off": lambda: quarter(1, focus=()),
    "a subject in which nothing happens": lambda: quarter(4, focus=("b",)),
    "quarter 3 is only an outlook": lambda: quarter(3, asks=(Asking("boss", 27),)),
    "quarter 1: twice is off": lambda: quarter(
        1, steps=tuple(replace(step, twice=not step.twice) for step in FIRST.steps)
    ),
    "quarter 1 asks other people": lambda: quarter(1, asks=()),
    "quarter 1 asks somebody twice": lambda: quarter(1, asks=(*FIRST.asks, *FIRST.asks)),
    "quarter 1 asks too late": lambda: quarter(
        1, asks=tuple(replace(ask, week=3) for ask in FIRST.asks)
    ),
    "quarter 1 has other steps": lambda: quarter(1, steps=(), focus=()),
    "quarter 1 has too many activities": lambda: replace(
        three_ways(), model=replace(OF, pace=Pace(((0.0, 2),)))
    ),
    "three activities teach the same step": three_ways,
    "quarter 1 has more hours than room": lambda: activity("two", hours=30.0),
    "too much open at once": hardly_any_hours,
    "two was excluded": lambda: requested(excluded=("two",)),
    "two is done or dropped": lambda: progressed(two=Progress("dropped")),
    "two's state": lambda: activity("two", state="in_progress"),
    "tool stands in another quarter": lambda: activity("tool", quarters=(2, 2)),
    "two has other hours": lambda: activity("two", hours=4.0),
    "one needs what isn't there": lambda: requested(
        situation={"who": "law"}, within_reach=("boss",)
    ),
    "one needs boss, out of reach": lambda: requested(within_reach=()),
    "two asks other people": lambda: activity("two", asks=("boss",)),
    "two takes strange quarters": lambda: activity("two", quarters=(2, 1)),
    "two has an empty week": lambda: activity("two", weeks={**item("two").weeks, 5: 0}),
    "two isn't in quarter hours": lambda: activity("two", weeks={1: 2.6, 2: 2.4}),
    "two's weeks don't add up": lambda: activity("two", weeks={1: 4.0}),
    "two works outside its quarters": lambda: activity("two", weeks={13: 4.0, 12: 1.0}),
    "one begins before it was asked for": lambda: activity(
        "one", weeks={2: 1.0, 3: 1.0, 4: 2.0, 5: 2.0}
    ),
    "one takes fewer weeks than it must": lambda: activity("one", weeks={3: 3.0, 4: 3.0}),
    "after takes another number of quarters": lambda: activity(
        "after", quarters=(1, 2), weeks={12: 2.0, 19: 2.0}
    ),
    "long isn't halved": another_half,
    "build begins before after has ended": lambda: changed("build", requires=("tool", "after")),
    "build begins before a is there": lambda: changed("build", requires_level={"a": 3}),
    "after begins before a is there": lambda: of_model(
        competencies=tuple(
            replace(c, builds_on=(BuildsOn("a", 3, 2),)) if c.id == "d" else c
            for c in OF.competencies
        )
    ),
    "tool leads to nothing": lambda: changed("build", requires=()),
    "later was pinned": lambda: requested(pinned=("later",)),
    "week 1 has too many hours": lambda: activity("two", weeks={1: 4.75, 2: 0.25}),
    "hours don't add up": lambda: Case(replace(GOOD, hours=1.0)),
    "a year has too many subjects": lambda: of_model(pace=Pace(((0.0, 3),), 2)),
    "a can't take its step in quarter 4": lambda: quarter(
        4, focus=("a",), steps=(replace(TWO_STEPS[0], level=4),)
    ),
    "the wish twice has another value": lambda: wish("twice", value=9.0),
    "people is wrongly called proved": lambda: wish("people", proved=False),
}


def test_the_good_plan_shows_all_that_the_cases_need() -> None:
    assert ends(GOOD) == {
        "under-way": (1, 1),
        "tool": (1, 1),
        "one": (1, 1),
        "two": (1, 1),
        "long": (1, 2),
        "build": (2, 2),
        "after": (2, 2),
    }
    check(OF, WHO, GOOD)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_plan_that_breaks_a_rule_is_refused(rule: str) -> None:
    case = BROKEN[rule]()
    with pytest.raises(PlanCheckError) as caught:
        check(case.model, case.who, case.plan)
    assert rule in str(caught.value)


def test_every_rule_of_the_checker_can_be_broken() -> None:
    """Each line that requires something raised for one of the cases above."""
    source = inspect.getsource(checker)
    lines = {
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_require"
    }
    raised = set()
    for make in BROKEN.values():
        case = make()
        with pytest.raises(PlanCheckError) as caught:
            check(case.model, case.who, case.plan)
        raised.add(caught.traceback[-2].lineno + 1)
    assert raised == lines
