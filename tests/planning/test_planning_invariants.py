"""What holds of every plan, whatever the model and the person."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from assess.errors import PlanError
from assess.planning import Plan
from tests.builders.planning_brute_force import World
from tests.builders.planning_strategies import SKILLS, START, Case, cases, planned

DICE = st.randoms(use_true_random=False)


def without_pins(case: Case) -> Case:
    """Nothing pinned: then there is always a plan."""
    return replace(case, request=replace(case.request, pinned=()))


def wishes(made: Plan) -> dict[str, float]:
    """The wishes about steps, in their order."""
    about_steps = ("named", "present_job", "wanted_role", "twice")
    return {wish.wish: wish.value for wish in made.wishes if wish.wish in about_steps}


def choice(made: Plan) -> list[object]:
    """What was chosen for the exact quarters: activities, their quarters, subjects."""
    return [
        (quarter.focus, sorted((item.id, item.quarters) for item in quarter.activities))
        for quarter in made.exact
    ]


@settings(max_examples=150)
@given(cases())
def test_nothing_planned_needs_what_isnt_there(case: Case) -> None:
    case = without_pins(case)
    world = World(case)
    for key in planned(case).ids:
        item = case.model.activity(key)
        assert world.facts.issuperset(item.needs)
        for person in item.agree_with:
            assert person in world.reach or case.model.person(person).stand_in


def changed(case: Case, dice: Random) -> Case:
    """The case with a little less time, in one of three ways."""
    request = case.request
    assert request.hours_per_week is not None
    assert request.weeks is not None
    way = dice.choice(["hours", "reserve", "week off"])
    if way == "hours":
        less = request.hours_per_week - dice.choice([0.25, 0.25, 0.5, 1])
        request = replace(request, hours_per_week=max(0.25, less))
    elif way == "reserve":
        request = replace(request, reserve="often-eaten")
    else:
        off = START + timedelta(weeks=dice.randrange(request.weeks))
        request = replace(request, weeks_off=(*request.weeks_off, off))
    return replace(case, request=request)


@settings(max_examples=200)
@given(cases(), DICE)
def test_less_room_that_still_holds_the_choice_changes_nothing(case: Case, dice: Random) -> None:
    """Where each activity takes the quarters that it took, or none."""
    case = without_pins(case)
    smaller = changed(case, dice)
    before, after = World(case), World(smaller)
    assume(any(quarter.work for quarter in after.window.values()))
    assume(after.at_once == before.at_once and after.window.keys() == before.window.keys())
    assume(all(after.window[n].room <= before.window[n].room for n in before.window))
    for item in before.candidates:
        for end in before.window:
            assume(after.place(item, end) in (None, before.place(item, end)))
    made = planned(case)
    hours, open_ = [0, 0, 0], [0, 0, 0]
    for item in made.activities:
        place = after.place(case.model.activity(item.id), item.quarters[1])
        assume(place is not None)
        assert place is not None
        for quarter, size in place[1].items():
            hours[quarter] += size
            open_[quarter] += 1
    assume(all(hours[n] <= after.window[n].room for n in after.window))
    assume(all(open_[n] <= after.per_week for n in after.window))
    event(f"{min(3, len(made.ids))} activities")
    assert choice(planned(smaller)) == choice(made)


@given(cases(), st.sampled_from(SKILLS))
def test_naming_a_subject_never_delays_it(case: Case, lead: str) -> None:
    case = without_pins(case)
    assume(case.assessment.level(lead) is not None)

    def first(named: str | None) -> int:
        made = planned(replace(case, request=replace(case.request, lead=named)))
        return next((n for n, q in enumerate(made.exact) if lead in q.focus), len(made.exact))

    assert first(lead) <= first(None)


@given(cases(), DICE)
def test_more_people_or_facts_never_lower_the_wishes_about_steps(case: Case, dice: Random) -> None:
    case = without_pins(case)
    answers = dict(case.request.situation) | {"who": dice.choice(["law", "firms"]), "where": "here"}
    people = [person.id for person in case.model.people]
    some = dice.sample(people, dice.randint(0, 3))
    few = replace(case.request, situation=answers, within_reach=tuple(some))
    more = {
        "people": replace(few, within_reach=tuple({*some, *dice.sample(people, 2)})),
        "facts": replace(few, situation={}),
        "all": replace(few, situation={}, within_reach=tuple(people)),
    }
    least = wishes(planned(replace(case, request=few)))
    for request in more.values():
        found = wishes(planned(replace(case, request=request)))
        assert list(found) == list(least)
        assert tuple(found.values()) >= tuple(least.values())


@settings(max_examples=100)
@given(cases(), st.integers(37, 120))
def test_the_outlook_rests_between_steps_and_keeps_to_the_pace(case: Case, weeks: int) -> None:
    case = replace(case, request=replace(case.request, weeks=weeks))
    try:
        made = planned(case)
    except PlanError:
        assume(False)
    event(f"{len(made.outlook)} quarters")
    world, taken = World(case), dict(World(case).rated)
    last = dict.fromkeys(taken, -9)
    for number, quarter in enumerate(made.quarters):
        assert len(quarter.focus) <= world.at_once
        for step in quarter.steps:
            assert world.of_use(step.competency, step.level)
            assert step.level == taken[step.competency] + 1
            assert number - last[step.competency] >= 2
            taken[step.competency], last[step.competency] = step.level, number
    for first in range(0, len(made.quarters), 4):
        year = {key for quarter in made.quarters[first : first + 4] for key in quarter.focus}
        assert len(year) <= case.model.pace.subjects_a_year
    assert all(not quarter.activities for quarter in made.outlook)


LOADED = """
import sys
import assess.planning.check
print(*(name for name in sys.modules if name.startswith("assess.planning")))
"""


def test_the_checker_shares_no_code_with_the_solver() -> None:
    """All that it loads of the planner are the plan's records."""
    found = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, check=True, text=True
    )
    assert set(found.stdout.split()) == {
        "assess.planning",
        "assess.planning.check",
        "assess.planning.plan",
    }
