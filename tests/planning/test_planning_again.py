"""A plan made again goes on with its first quarter, as far as that still fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from assess.planning import Plan
from assess.planning.explain.again import plan_again
from tests.builders.planning_brute_force import World
from tests.builders.planning_strategies import SKILLS, START, Case, cases, planned

DICE = st.randoms(use_true_random=False)


def living(case: Case) -> Case:
    """Nothing pinned, and the first week isn't off: then the present week is the first."""
    case = replace(case, request=replace(case.request, pinned=()), previous=None)
    assume(all(day >= START + timedelta(weeks=1) for day in case.request.weeks_off))
    return case


def again(case: Case, old: Plan) -> Plan:
    """The plan made again on its first day."""
    made = plan_again(case.model, case.assessment, case.request, old, START, time_limit=120)
    return made.plan


def changed(case: Case, dice: Random) -> Case:
    """A little more or less of something."""
    request = case.request
    assert request.hours_per_week is not None
    assert request.weeks is not None
    way = dice.choice(["hours", "hours", "weeks", "week off"])
    if way == "hours":
        hours = request.hours_per_week + dice.choice([-0.5, -0.25, 0.25, 0.5])
        request = replace(request, hours_per_week=max(0.25, hours))
    elif way == "weeks":
        request = replace(request, weeks=max(1, request.weeks + dice.choice([-4, 4])))
    else:
        off = START + timedelta(weeks=dice.randrange(1, max(2, request.weeks)))
        request = replace(request, weeks_off=(*request.weeks_off, off))
    event(way)
    return replace(case, request=request)


def first_quarter(made: Plan) -> Any:
    """What somebody does in it: its subjects, the activities that begin in it, their quarters."""
    opened = sorted((item.id, item.quarters) for item in made.activities if item.quarters[0] == 1)
    return made.quarters[0].focus, opened


def weeks_of_first(made: Plan) -> dict[str, Mapping[int, float]]:
    """The weeks of what begins and ends in the first quarter."""
    return {item.id: item.weeks for item in made.activities if item.quarters == (1, 1)}


def still_fits(old: Plan, before: World, after: World) -> bool:
    """Whether all that the old plan chose has its places, its hours and its years still."""
    hours, open_ = [0, 0, 0], [0, 0, 0]
    for item in old.activities:
        activity, end = before.model.activity(item.id), item.quarters[1]
        if end not in after.window or after.place(activity, end) != before.place(activity, end):
            return False
        place = after.place(activity, end)
        assert place is not None
        for quarter, size in place[1].items():
            hours[quarter] += size
            open_[quarter] += 1
    return all(
        hours[n] <= after.window[n].room and open_[n] <= after.per_week for n in after.window
    )


def begun_since(case: Case, old: Plan) -> bool:
    """Whether something is under way that the plan hasn't, begun on its first day or later."""
    return any(
        item.state == "in_progress" and item.date is not None and item.date >= START
        for key, item in case.assessment.progress.items()
        if key not in old.ids
    )


@settings(max_examples=300)
@given(cases(), DICE)
def test_a_first_quarter_that_still_fits_stays(case: Case, dice: Random) -> None:
    case = living(case)
    old, other = planned(case), changed(case, dice)
    before, after = World(case), World(other)
    assume(after.at_once == before.at_once)
    assume(first_quarter(old)[1] and still_fits(old, before, after))
    assume(not begun_since(other, old))
    made = again(other, old)
    assert first_quarter(made) == first_quarter(old)
    same_quarter = (made.quarters[0].weeks, made.off) == (old.quarters[0].weeks, old.off)
    if same_quarter and case.request.hours_per_week == other.request.hours_per_week:
        event("the same weeks")
        assert weeks_of_first(made) == weeks_of_first(old)


class GoingOn(World):
    """A case whose first quarter goes on: what stays is compared before the wishes."""

    def __init__(self, case: Case, old: Plan, *, closed: bool) -> None:
        super().__init__(replace(case, previous=old.ids))
        self.old, self.closed = old, closed
        self.first = {i.id: i.quarters[1] for i in old.activities if i.quarters[0] == 1}

    def begins_at_once(self, name: str, end: int) -> bool:
        place = self.place(self.model.activity(name), end)
        assert place is not None
        return place[0] == 1

    def values(
        self,
        ends: dict[str, int],
        gained: dict[int, set[tuple[str, int]]],
        focus: dict[int, frozenset[str]],
    ) -> tuple[Fraction, ...]:
        wishes = super().values(ends, gained, focus)
        lead = self.request.lead
        named = lead not in (None, self.old.request.lead, *self.old.quarters[0].focus)
        under_way = hours = fresh = 0
        for name, end in ends.items():
            item = self.model.activity(name)
            if not self.begins_at_once(name, end):
                continue
            if name in self.first:
                under_way += self.begun(item)
                hours += self.size(item) * (2 if end == self.first[name] else 1)
            elif self.closed and not (named and lead in item.teaches):
                fresh += 1
        subjects = focus[1] & set(self.old.quarters[0].focus)
        worth = Fraction(0)
        for key, level in gained[1]:
            if key in subjects:
                weight = Fraction(str(self.model.competency(key).weight))
                weight *= Fraction(str(self.request.focus.get(key, 1)))
                worth += weight * (2 if level <= self.held.get(key, self.low) else 1)
        if self.closed:
            fresh += len(focus[1] - subjects)
        stays = (Fraction(under_way), Fraction(len(subjects)), worth, Fraction(hours))
        kept = (*stays, Fraction(-fresh))
        return (wishes[0], *kept, *wishes[1:]) if named else (*kept, *wishes)


def chosen(made: Plan) -> tuple[dict[str, int], dict[int, frozenset[str]]]:
    """Activity → quarter of its end, and quarter → subjects."""
    ends = {item.id: item.quarters[1] for item in made.activities}
    return ends, {n: frozenset(quarter.focus) for n, quarter in enumerate(made.exact, start=1)}


@settings(max_examples=150)
@given(cases(most=7), DICE, st.sampled_from([None, *SKILLS]))
def test_what_goes_on_is_the_best_of_all_choices(
    case: Case, dice: Random, lead: str | None
) -> None:
    """First the subjects, then the activities, the long before the short; nothing new beside."""
    case = living(case)
    old, other = planned(case), changed(case, dice)
    if lead is not None:
        assume(case.assessment.level(lead) is not None)
        other = replace(other, request=replace(other.request, lead=lead))
    assume(first_quarter(old)[1])
    closed = World(other).at_once <= World(case).at_once
    world = GoingOn(other, old, closed=closed)
    best = world.best()
    assert best is not None
    if not any(world.begins_at_once(name, end) for name, end in best.ends.items()):
        event("nothing stays")
        best = World(replace(other, previous=old.ids)).best()
        assert best is not None
    assert chosen(again(other, old)) == (best.ends, best.focus)


@settings(max_examples=150)
@given(cases(), st.sampled_from(SKILLS))
def test_a_subject_that_is_named_since_comes_as_early_as_in_a_plan_from_nothing(
    case: Case, lead: str
) -> None:
    case = living(case)
    assume(case.assessment.level(lead) is not None)
    old = planned(case)
    other = replace(case, request=replace(case.request, lead=lead))

    def first(made: Plan) -> int:
        return next((n for n, q in enumerate(made.exact) if lead in q.focus), len(made.exact))

    assume(lead != case.request.lead)
    assert first(again(other, old)) == first(planned(other))
