"""The rules of the planning problem, checked on a finished plan with nothing but the model.

Shares no code with the problem, the solver or the timetable, so a mistake there can't hide here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import DEFAULT_RESERVE
from assess.domain.scoring import exact
from assess.domain.situation import facts_there, within_reach
from assess.errors import PlanCheckError
from assess.planning.plan import Plan, PlannedActivity, PlannedQuarter


def check(model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
    """Raise PlanCheckError with the first broken rule; a plan that passes keeps all of them."""
    _Checker(model, assessment, plan).run()


def _require(condition: bool, rule: str) -> None:
    if not condition:
        raise PlanCheckError(f"The plan breaks a rule: {rule}.")


class _Checker:
    def __init__(self, model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
        self.model, self.assessment, self.plan = model, assessment, plan
        self.held, self.wanted = model.role(plan.held), model.role(plan.role)
        self.chosen = {item.id: item for item in plan.activities}
        self.ended = {item.id: item.quarters[1] for item in plan.activities}
        self.state = {key: item.state for key, item in assessment.progress.items()}
        per_week = floor(exact(plan.hours_per_week) * 4)
        self.week_hours = per_week / 4
        self.subjects = max(
            (count for hours, count in model.pace.subjects if hours <= self.week_hours), default=1
        )
        self.quarters = self._cut(per_week)

    def run(self) -> None:
        """All rules, the plainest first."""
        plan = self.plan
        _require(len(self.chosen) == len(plan.activities), "an activity is planned twice")
        for key in self.chosen:
            _require(self.model.has_activity(key), f"{key} isn't an activity of the model")
        _require(len(plan.quarters) <= len(self.quarters), "there are too many quarters")
        for number, quarter in enumerate(plan.quarters, 1):
            self._check_quarter(number, quarter)
            for item in quarter.activities:
                self._check_activity(number, item)
                self._check_weeks(item)
                self._check_begin(item)
                self._check_worth_it(number, quarter, item)
        self._check_pinned()
        self._check_hours()
        self._check_years()
        self._check_outlook()
        self._check_values()

    # --- what a step is -------------------------------------------------------------------------

    def _top(self, key: str) -> int:
        low = self.model.lowest
        return max(self.wanted.targets.get(key, low), self.held.targets.get(key, low) - 1)

    def _of_use(self, key: str, level: int) -> bool:
        now = self.assessment.level(key)
        return now is not None and now < level <= self._top(key)

    def _is_held(self, key: str, level: int, quarter: int) -> bool:
        """Held at the end of a quarter; quarter 0 is the time before the plan."""
        now = self.assessment.level(key)
        if now is None:
            return False
        if level <= now:
            return True
        if quarter < 1:
            return False
        taught = any(
            end <= quarter and self.model.activity(item).teaches.get(key) == level
            for item, end in self.ended.items()
        )
        rested = level - 1 <= now or self._is_held(key, level - 1, quarter - 2)
        return taught and rested

    def _gained(self, key: str, level: int, quarter: int) -> bool:
        return self._is_held(key, level, quarter) and not self._is_held(key, level, quarter - 1)

    # --- quarters -------------------------------------------------------------------------------

    def _cut(self, per_week: int) -> list[tuple[int, int, list[int], int, int | None, int]]:
        """First and last week, weeks for work, asking weeks, review week, room in quarter hours."""
        plan = self.plan
        total = plan.number_of_weeks
        blocks = [[1, min(13, total)]]
        while blocks[-1][1] < total:
            first = blocks[-1][1] + 1
            if total - first + 1 < 6:
                blocks[-1][1] = total
            else:
                blocks.append([first, min(first + 12, total)])
        reserve = Fraction(self.model.pace.reserve[plan.request.reserve or DEFAULT_RESERVE])
        found = []
        for first, last in blocks:
            weeks = [week for week in range(first, last + 1) if not self._is_off(week)]
            review = weeks[-1] if len(weeks) >= 6 else None
            work = weeks if review is None else weeks[:-1]
            asking = 2 if len(work) >= 5 else 0
            share = min((1 - reserve) * len(work), Fraction(len(work) - asking))
            found.append((first, last, work, asking, review, floor(per_week * share)))
        return found

    def _is_off(self, week: int) -> bool:
        first = self.plan.start + timedelta(days=7 * (week - 1))
        days = {first + timedelta(days=n) for n in range(7)}
        return not days.isdisjoint(self.plan.request.weeks_off)

    def _check_quarter(self, number: int, quarter: PlannedQuarter) -> None:
        first, last, work, asking, review, room = self.quarters[number - 1]
        name = f"quarter {number}"
        _require(quarter.weeks == (first, last), f"{name} has other weeks")
        _require(quarter.review_week == review, f"{name} has another review week")
        _require(quarter.room == room / 4, f"{name} has other room")
        _require(quarter.exact == (number <= 2), f"{name} is wrongly called exact or not")
        _require(len(quarter.focus) <= self.subjects, f"{name} has too many subjects")
        steps = {(step.competency, step.level): step for step in quarter.steps}
        _require(len(steps) == len(quarter.steps), f"{name} names a step twice")
        for step in quarter.steps:
            _require(step.in_focus == (step.competency in quarter.focus), f"{name}'s focus is off")
        named = {step.competency for step in quarter.steps}
        _require(named.issuperset(quarter.focus), f"{name} has a subject in which nothing happens")
        if not quarter.exact:
            _require(not quarter.activities and not quarter.asks, f"{name} is only an outlook")
            return
        self._check_steps(number, set(steps))
        for (key, level), step in steps.items():
            _require(step.twice == (self._ways(key, level, number) > 1), f"{name}: twice is off")
        self._check_ending(number, quarter)
        self._check_room(number, room)
        weeks = (work[:asking] or work[:1]) if work else []
        begun = {
            person
            for item in self.plan.activities
            if item.quarters[0] == number
            for person in item.asks
        }
        _require({ask.person for ask in quarter.asks} == begun, f"{name} asks other people")
        _require(len(quarter.asks) == len(begun), f"{name} asks somebody twice")
        _require(all(ask.week in weeks for ask in quarter.asks), f"{name} asks too late")

    def _check_steps(self, number: int, steps: Collection[tuple[str, int]]) -> None:
        expected = {
            (item.id, level)
            for item in self.model.competencies
            for level in range(self.model.lowest + 1, self.model.highest + 1)
            if self._of_use(item.id, level) and self._gained(item.id, level, number)
        }
        _require(set(steps) == expected, f"quarter {number} has other steps than its activities")

    def _ways(self, key: str, level: int, number: int) -> int:
        return sum(
            end <= number and self.model.activity(item).teaches.get(key) == level
            for item, end in self.ended.items()
        )

    def _check_ending(self, number: int, quarter: PlannedQuarter) -> None:
        ending = [self.model.activity(item.id) for item in quarter.activities]
        _require(len(ending) <= 2 * self.subjects, f"quarter {number} has too many activities")
        for item in ending:
            for key, level in item.teaches.items():
                same = [other for other in ending if other.teaches.get(key) == level]
                enough = len(same) <= 2 or not self._of_use(key, level)
                _require(enough, f"quarter {number}: three activities teach the same step")

    def _check_room(self, number: int, room: int) -> None:
        sizes = []
        for item in self.plan.activities:
            begin, end = item.quarters
            if begin <= number <= end:
                size = round(item.hours * 4)
                later = size // 2
                sizes.append(size if begin == end else later if number == end else size - later)
        _require(len(sizes) <= self.week_hours * 4, f"quarter {number} has too much open at once")
        _require(sum(sizes) <= room, f"quarter {number} has more hours than room")

    # --- activities -----------------------------------------------------------------------------

    def _check_activity(self, number: int, item: PlannedActivity) -> None:
        model, request = self.model, self.plan.request
        activity = model.activity(item.id)
        state = self.state.get(item.id)
        _require(item.id not in request.excluded, f"{item.id} was excluded")
        _require(state in (None, "in_progress"), f"{item.id} is done or dropped")
        _require((state == "in_progress") == (item.state == "in_progress"), f"{item.id}'s state")
        _require(item.quarters[1] == number, f"{item.id} stands in another quarter than its end")
        _require(item.hours == self._hours(activity), f"{item.id} has other hours")
        facts = facts_there(model, request.situation)
        _require(facts.issuperset(activity.needs), f"{item.id} needs what isn't there")
        reach = within_reach(model, request.situation, request.within_reach)
        for key in activity.agree_with:
            who = model.person(key)
            _require(key in reach or bool(who.stand_in), f"{item.id} needs {key}, out of reach")
        asked = {key for key in activity.agree_with if not model.person(key).own}
        expected = set() if state == "in_progress" else asked
        _require(set(item.asks) == expected, f"{item.id} asks other people")

    def _hours(self, activity: Activity) -> float:
        progress = self.assessment.progress.get(activity.id)
        left = None if progress is None else progress.hours_left
        if left is not None:
            return left
        factor = self.plan.request.hours_factor
        if factor is None:
            return activity.hours
        return ceil(exact(activity.hours) * exact(factor) * 4) / 4

    def _check_weeks(self, item: PlannedActivity) -> None:
        begin, end = item.quarters
        _require(end - begin in (0, 1) and begin >= 1, f"{item.id} takes strange quarters")
        _require(all(size > 0 for size in item.weeks.values()), f"{item.id} has an empty week")
        quarter_hours = all((size * 4).is_integer() for size in item.weeks.values())
        _require(quarter_hours, f"{item.id} isn't in quarter hours")
        _require(sum(item.weeks.values()) == item.hours, f"{item.id}'s weeks don't add up")
        allowed = set(self.quarters[begin - 1][2]) | set(self.quarters[end - 1][2])
        _require(allowed.issuperset(item.weeks), f"{item.id} works outside its quarters")
        if item.asks:
            asking = self.quarters[begin - 1][2][: self.quarters[begin - 1][3]]
            _require(not set(asking) & set(item.weeks), f"{item.id} begins before it was asked for")
        activity, span = self.model.activity(item.id), item.last_week - item.first_week + 1
        span += self._weeks_since(activity)
        enough = span >= activity.min_weeks or (item.state == "in_progress" and item.hours == 0.25)
        _require(enough, f"{item.id} takes fewer weeks than it must")
        _, _, work, asking_weeks, _, room = self.quarters[end - 1]
        fits = item.hours * 4 <= room and self._least(activity) <= len(work) - asking_weeks
        _require(fits == (begin == end), f"{item.id} takes another number of quarters")
        if begin < end:
            work = self.quarters[begin - 1][2]
            first = sum(size for week, size in item.weeks.items() if week in work)
            size = round(item.hours * 4)
            _require(first * 4 == size - size // 2, f"{item.id} isn't halved")

    def _weeks_since(self, activity: Activity) -> int:
        """Weeks from the day on which an activity was begun to the plan's first day."""
        progress = self.assessment.progress.get(activity.id)
        begun = None if progress is None else progress.date
        return 0 if begun is None else max(0, ceil((self.plan.start - begun).days / 7))

    def _least(self, activity: Activity) -> int:
        """Weeks that an activity must still take."""
        if self.state.get(activity.id) != "in_progress":
            return activity.min_weeks
        left = max(1, activity.min_weeks - self._weeks_since(activity))
        return left if self._hours(activity) > 0.25 else 1

    def _check_begin(self, item: PlannedActivity) -> None:
        if item.state == "in_progress":
            return
        activity, before = self.model.activity(item.id), item.quarters[0] - 1
        for key in activity.requires:
            ended = self.state.get(key) == "done" or self.ended.get(key, before + 1) <= before
            _require(ended, f"{item.id} begins before {key} has ended")
        for key, level in activity.requires_level.items():
            _require(self._is_held(key, level, before), f"{item.id} begins before {key} is there")
        for key, level in activity.teaches.items():
            if not self._of_use(key, level):
                continue
            for other in self.model.competency(key).builds_on:
                if other.from_level <= level and self.assessment.level(other.competency):
                    there = self._is_held(other.competency, other.level, before)
                    _require(there, f"{item.id} begins before {other.competency} is there")

    def _check_worth_it(self, number: int, quarter: PlannedQuarter, item: PlannedActivity) -> None:
        teaches = self.model.activity(item.id).teaches
        leads_on = any(
            key in quarter.focus and self._of_use(key, level) and self._gained(key, level, number)
            for key, level in teaches.items()
        )
        required = any(
            item.id in self.model.activity(other.id).requires
            for other in self.plan.activities
            if other.state != "in_progress"
        )
        _require(leads_on or required, f"{item.id} leads to nothing that is in focus")

    # --- the whole ------------------------------------------------------------------------------

    def _check_pinned(self) -> None:
        for key in self.plan.request.pinned:
            done = self.state.get(key) == "done"
            _require(key in self.chosen or done, f"{key} was pinned")

    def _check_hours(self) -> None:
        plan = self.plan
        spent: dict[int, float] = {}
        for item in plan.activities:
            for week, hours in item.weeks.items():
                spent[week] = spent.get(week, 0) + hours
        for week, hours in sorted(spent.items()):
            _require(hours <= self.week_hours, f"week {week} has too many hours")
        _require(plan.hours == sum(item.hours for item in plan.activities), "hours don't add up")

    def _check_years(self) -> None:
        quarters = self.plan.quarters
        for first in range(0, len(quarters), 4):
            year = {key for quarter in quarters[first : first + 4] for key in quarter.focus}
            enough = len(year) <= self.model.pace.subjects_a_year
            _require(enough, "a year has too many subjects")

    def _check_outlook(self) -> None:
        """Steps one by one, each of use, with a quarter of use between two of a competency."""
        last: dict[str, tuple[int, int]] = {}
        for number, quarter in enumerate(self.plan.quarters, 1):
            for step in quarter.steps:
                key = step.competency
                before, level = last.get(key, (-1, self.assessment.level(key) or 0))
                follows = step.level == level + 1 and number - before >= 2
                useful = self._of_use(key, step.level)
                _require(follows and useful, f"{key} can't take its step in quarter {number}")
                last[key] = number, step.level

    # --- the wishes -----------------------------------------------------------------------------

    def _check_values(self) -> None:
        expected = self._values()
        for wish in self.plan.wishes:
            right = wish.value == float(expected[wish.wish])
            _require(right, f"the wish {wish.wish} has another value")
            proved = wish.bound == wish.value
            _require(wish.proved == proved, f"{wish.wish} is wrongly called proved")

    def _values(self) -> dict[str, Fraction]:
        """The first six wishes of docs/planning.md, counted anew."""
        plan, low = self.plan, self.model.lowest
        found = dict.fromkeys(("named", "present_job", "wanted_role", "twice"), Fraction(0))
        for place, quarter in enumerate(plan.exact):
            early = len(plan.exact) - place
            if plan.request.lead in quarter.focus and not found["named"]:
                found["named"] = Fraction(early)
            for step in quarter.steps:
                times = 2 if step.in_focus else 1
                asked = self.held.targets.get(step.competency, low)
                weight = exact(self.model.competency(step.competency).weight)
                weight *= exact(plan.request.focus.get(step.competency, 1))
                if step.level < asked:
                    found["present_job"] += early * (asked - low) * times
                found["wanted_role"] += early * times * weight * (2 if step.level <= asked else 1)
                if step.in_focus and step.twice:
                    found["twice"] += early * weight
        pairs = {(who, item.quarters[0]) for item in plan.activities for who in item.asks}
        return {**found, "people": Fraction(len(pairs)), "hours": exact(plan.hours)}
