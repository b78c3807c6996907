"""Put a plan into words: the records of `assess.views.plan`, made from a plan and its model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.answers import Assessment
from assess.gaps import gaps
from assess.model import Activity, CompetencyModel
from assess.planning.explain.ways import ways
from assess.planning.plan import Plan, PlannedActivity, PlannedQuarter, PlannedStep, Wish
from assess.planning.wording import counted, day, day_and_month, listed
from assess.situation import called, speak, within_reach
from assess.views.plan import (
    ActivityView,
    AskView,
    NotPlannedView,
    OtherWay,
    OutlookView,
    PlanView,
    QuarterView,
    SubjectView,
    WeekView,
    WishView,
)

SHOWN_TO = "whoever decides who gets the role"

NAMES = ("This quarter", "Next quarter")

WISHES = {
    "named": "What you named comes first",
    "present_job": "Then what lies more than a level below your present job",
    "wanted_role": "Then what the role you want needs most",
    "twice": "Where the hours allow it, two activities lead to a step",
    "people": "You ask as few people as possible",
    "hours": "It takes as few hours as possible",
}


def plan_view(model: CompetencyModel, assessment: Assessment, plan: Plan) -> PlanView:
    """Return everything that a plan says; `assessment` has the levels, progress and measures."""
    return _Writer(model, assessment, plan).view()


class _Writer:
    def __init__(self, model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
        self.model, self.assessment, self.plan = model, assessment, plan
        self.wanted, self.held = model.role(plan.role), model.role(plan.held)
        request = plan.request
        self.reach = within_reach(model, request.situation, request.within_reach)
        self.words = request.people

    def view(self) -> PlanView:
        plan, model = self.plan, self.model
        return PlanView(
            title=f"Your plan: from {self.held.title} to {self.wanted.title}",
            summary=self._summary(),
            based_on=self._based_on(),
            notes=tuple(self._notes()),
            progress=tuple(self._progress()),
            done=tuple(self._done()),
            quarters=tuple(
                self._quarter(number, quarter) for number, quarter in enumerate(plan.exact)
            ),
            outlook=tuple(
                self._outlook(number, quarter)
                for number, quarter in enumerate(plan.outlook, len(plan.exact) + 1)
                if quarter.steps
            ),
            not_planned=tuple(
                NotPlannedView(key, model.competency(key).title, why)
                for key, why in plan.not_planned.items()
                if model.has_competency(key)
            ),
            checked=self._checked(),
            wishes=tuple(self._wish(wish) for wish in plan.wishes),
            message=plan.message,
        )

    # --- the whole ------------------------------------------------------------------------------

    def _summary(self) -> str:
        plan = self.plan
        if not plan.activities:
            return plan.message
        first = next(quarter for quarter in plan.exact if quarter.activities)
        names = [self._lower(key) for key in first.focus]
        until = day(plan.last_day_of(first.weeks[1]))
        begins = "This quarter" if first is plan.quarters[0] else "Next quarter"
        many = counted(len(first.activities), "activity", "activities")
        hours = _hours(sum(item.hours for item in first.activities))
        return f"{begins} you work on {listed(names)}: {many}, about {hours}, until {until}."

    def _based_on(self) -> str:
        plan, request = self.plan, self.plan.request
        parts = [f"up to {_hours(plan.hours_per_week)} a week from {day(plan.start)} on"]
        if request.lead is not None:
            parts.append(f"{self._lower(request.lead)} first")
        if request.weeks_off:
            parts.append(counted(len(plan.off), "week") + " off")
        if request.pinned:
            parts.append(f"{counted(len(request.pinned), 'activity', 'activities')} you put in")
        if request.excluded:
            parts.append(
                f"{counted(len(request.excluded), 'activity', 'activities')} you left out"
            )
        return f"Based on: {', '.join(parts)}."

    def _notes(self) -> Iterable[str]:
        plan = self.plan
        if self.model.situation and not plan.request.situation and not plan.request.within_reach:
            yield (
                "You haven't said anything about your situation, so this plan takes it that "
                "everybody can be asked and everything is there."
            )
        if plan.message and plan.activities:
            yield plan.message

    def _progress(self) -> Iterable[str]:
        done = self._states("done")
        if self.plan.exact:
            first = self.plan.exact[0]
            finished = [
                key
                for key in first.focus
                if all(item.id in done for item in self._activities_of(first, key))
            ]
            if first.focus:
                of = counted(len(first.focus), "subject")
                yield f"{len(finished)} of {of} of this quarter"
        found = gaps(self.model, self.assessment, self.plan.role)
        rated = len(found.open) + len(found.met)
        if rated:
            yield f"{len(found.open)} of {rated} where the role asks more"

    def _states(self, state: str) -> frozenset[str]:
        progress = self.assessment.progress
        return frozenset(key for key, item in progress.items() if item.state == state)

    def _done(self) -> Iterable[ActivityView]:
        for item in self.model.activities:
            record = self.assessment.progress.get(item.id)
            if record is not None and record.state == "done":
                when = f"done on {day(record.date)}" if record.date else "done"
                yield self._activity_view(item, item.hours, when, None, "done", ())

    def _checked(self) -> str:
        if self.plan.optimal:
            return "Checked: with these wishes no other plan does better."
        open_ = next((wish for wish in self.plan.wishes if not wish.proved), None)
        if open_ is None:
            return "Checked as far as the time allowed: an equally good plan may come first."
        return (
            "Time ran out before we could be sure. This is the best plan found; open is: "
            f"{WISHES[open_.wish][0].lower()}{WISHES[open_.wish][1:]}."
        )

    def _wish(self, wish: Wish) -> WishView:
        if wish.wish == "named":
            words = ("not in the first two quarters", "in the second quarter", "at once")
            value = words[min(2, int(wish.value))]
            bound = "" if wish.bound is None else words[min(2, int(wish.bound))]
            return WishView(WISHES[wish.wish], value, bound)
        unit = " h" if wish.wish == "hours" else ""
        bound = "" if wish.bound is None else f"{wish.bound:g}{unit}"
        return WishView(WISHES[wish.wish], f"{wish.value:g}{unit}", bound)

    # --- quarters -------------------------------------------------------------------------------

    def _quarter(self, number: int, quarter: PlannedQuarter) -> QuarterView:
        placed = {
            item.id: key for key in quarter.focus for item in self._activities_of(quarter, key)
        }
        others = [item for item in quarter.activities if item.id not in placed]
        begun = [
            item
            for item in self.plan.activities
            if item.quarters[0] == number + 1 and item.quarters[1] > number + 1
        ]
        return QuarterView(
            number=number + 1,
            title=NAMES[number],
            dates=self._dates(*quarter.weeks),
            subjects=tuple(self._subject(quarter, key) for key in quarter.focus),
            also=tuple(
                f"{self._title(step.competency)}: {self.model.label(step.level)}"
                for step in quarter.steps
                if not step.in_focus
            ),
            preparing=tuple(self._planned(item) for item in (*others, *begun)),
            asks=tuple(self._asks(quarter, number)),
            review=self._review(quarter),
            free=self._free(number, quarter),
            weeks=tuple(self._week(week, quarter) for week in range(*_inclusive(quarter.weeks))),
        )

    def _activities_of(self, quarter: PlannedQuarter, key: str) -> list[PlannedActivity]:
        """The activities of a subject; one that leads on in two stands with the first."""
        steps = {step.competency: step.level for step in quarter.steps if step.in_focus}
        found = []
        for item in quarter.activities:
            teaches = self.model.activity(item.id).teaches
            own = [name for name in quarter.focus if teaches.get(name) == steps.get(name)]
            if own and own[0] == key:
                found.append(item)
        return found

    def _subject(self, quarter: PlannedQuarter, key: str) -> SubjectView:
        step = next(step for step in quarter.steps if step.competency == key)
        anchors = self.model.competency(key).anchors
        level = step.level - 1
        return SubjectView(
            competency=key,
            title=self._title(key),
            level=level,
            goal=step.level,
            target=self.wanted.targets.get(key),
            reason=self._reason(step, level),
            anchor_now=anchors[level],
            anchor_next=anchors[step.level],
            activities=tuple(self._planned(item) for item in self._activities_of(quarter, key)),
        )

    def _reason(self, step: PlannedStep, level: int) -> str:
        key, model = step.competency, self.model
        target, asked = self.wanted.targets.get(key), self.held.targets.get(key)
        parts = [f"you {level}"]
        if step.because == "present_job" or target is None:
            parts.append(f"your present job {asked}")
        if target is not None:
            parts.append(f"the role {target}")
        why = {
            "named": "you named it",
            "present_job": "it lies more than a level below what your present job asks",
            "wanted_role": "the role you want rests on it",
            "waited_for": "something else waits for it",
        }[step.because]
        later = self._resting_on(key, step.level)
        if later and step.because != "waited_for":
            why += f", and {listed(later)} {'rests' if len(later) == 1 else 'rest'} on it"
        elif later:
            why = f"{listed(later)} {'waits' if len(later) == 1 else 'wait'} for it"
        return f"{self._title(key)}: {', '.join(parts)}; {why}."

    def _resting_on(self, key: str, level: int) -> list[str]:
        """Titles of the competencies with an open step that builds on this level."""
        found = []
        for item in self.model.competencies:
            now = self.assessment.level(item.id)
            top = self.wanted.targets.get(item.id, self.model.lowest)
            if now is not None and any(
                other.competency == key and other.level >= level and now < top >= other.from_level
                for other in item.builds_on
            ):
                found.append(self._lower(item.id))
        return found

    def _asks(self, quarter: PlannedQuarter, number: int) -> Iterable[AskView]:
        for ask in quarter.asks:
            person = self.model.person(ask.person)
            monday = self.plan.week_of(ask.week)
            yield AskView(
                person=ask.person,
                name=called(self.model, ask.person, self.words, self.reach),
                by=f"in the week of {day_and_month(monday)}",
                week=ask.week,
                day=monday,
                draft=self._speak(person.ask),
                for_what=tuple(
                    self.model.activity(item.id).title
                    for item in self.plan.activities
                    if ask.person in item.asks and item.quarters[0] == number + 1
                ),
            )

    def _review(self, quarter: PlannedQuarter) -> str:
        if quarter.review_week is None or not quarter.activities:
            return ""
        week = day_and_month(self.plan.week_of(quarter.review_week))
        main = next(
            (item for key in quarter.focus for item in self._activities_of(quarter, key)),
            quarter.activities[0],
        )
        activity = self.model.activity(main.id)
        before = self.plan.request.showing or SHOWN_TO
        proof = self._speak(activity.evidence)
        shown = f" Bring: {proof}" if proof else ""
        return (
            f"The week of {week} is for looking back, and for ten minutes before {before}: what "
            f"was different before and after “{activity.title}”, what you decided, and which "
            f"part was yours.{shown}"
        )

    def _free(self, number: int, quarter: PlannedQuarter) -> str:
        weeks = [week for week in range(*_inclusive(quarter.weeks)) if week not in self.plan.off]
        total = self.plan.hours_per_week * len(weeks)
        planned = sum(
            hours
            for item in self.plan.activities
            for week, hours in item.weeks.items()
            if quarter.weeks[0] <= week <= quarter.weeks[1]
        )
        asking = 0.5 * len(quarter.asks)
        rest = max(0.0, total - planned - asking)
        taken = f"{_hours(planned)} are planned"
        if asking:
            taken += f" and {_hours(asking)} go to asking"
        return f"Of your {_hours(total)}, {taken}; about {_hours(rest)} stay free."

    def _week(self, week: int, quarter: PlannedQuarter) -> WeekView:
        monday = self.plan.week_of(week)
        entries = tuple(
            (self.model.activity(item.id).title, _hours(item.weeks[week]))
            for item in self.plan.activities
            if week in item.weeks
        )
        total = sum(item.weeks.get(week, 0) for item in self.plan.activities)
        asked = [
            called(self.model, ask.person, self.words, self.reach)
            for ask in quarter.asks
            if ask.week == week
        ]
        note = ""
        if week in self.plan.off:
            note = "Week off"
        elif week == quarter.review_week:
            note = "Look back, and show a result"
        elif asked:
            note = f"Ask {listed(asked)}"
        last = day_and_month(self.plan.last_day_of(week))
        dates = f"{day_and_month(monday)} to {last}"
        return WeekView(week, dates, monday, _hours(total) if total else "", entries, note)

    def _outlook(self, number: int, quarter: PlannedQuarter) -> OutlookView:
        lines = [
            f"{self._title(step.competency)}: towards {self.model.label(step.level)} ({step.level})"
            for step in quarter.steps
            if step.in_focus
        ]
        return OutlookView(f"Quarter {number}", self._dates(*quarter.weeks), tuple(lines))

    # --- activities -----------------------------------------------------------------------------

    def _planned(self, item: PlannedActivity) -> ActivityView:
        first, last = item.first_week, item.last_week
        when = f"week {first}" if first == last else f"weeks {first} to {last}"
        when += f", {day_and_month(self.plan.week_of(first))} to "
        when += day_and_month(self.plan.last_day_of(last))
        record = self.assessment.progress.get(item.id)
        state = item.state if record is None else record.state
        return self._activity_view(
            self.model.activity(item.id), item.hours, when, item, state, self._others(item)
        )

    def _activity_view(
        self,
        activity: Activity,
        hours: float,
        when: str,
        planned: PlannedActivity | None,
        state: str,
        others: Sequence[OtherWay],
    ) -> ActivityView:
        asks = () if planned is None else planned.asks
        measured = self.assessment.measures.get(activity.id)
        return ActivityView(
            id=activity.id,
            title=activity.title,
            kind=activity.kind,
            hours=f"{_hours(hours)} left" if state == "in_progress" else _hours(hours),
            when=when,
            first_day=None if planned is None else self.plan.week_of(planned.first_week),
            last_day=None if planned is None else self.plan.last_day_of(planned.last_week),
            state=state,
            leads_to=tuple(self._leads_to(activity, planned)),
            steps=tuple(self._speak(step) for step in activity.steps),
            evidence=self._speak(activity.evidence),
            pitfalls=self._speak(activity.pitfalls),
            measure=self._speak(activity.measure),
            measure_today="" if measured is None else measured.today,
            measure_wanted="" if measured is None else measured.wanted,
            asks=tuple(called(self.model, key, self.words, self.reach) for key in asks),
            resources=tuple(self._resources(activity)),
            others=tuple(others),
        )

    def _leads_to(self, activity: Activity, planned: PlannedActivity | None) -> Iterable[str]:
        steps = {(step.competency, step.level) for step in self.plan.steps}
        for key, level in activity.teaches.items():
            if planned is None or (key, level) in steps:
                yield f"{self._title(key)}: {self.model.label(level)}"

    def _resources(self, activity: Activity) -> Iterable[tuple[str, str]]:
        known = {item.id: item for item in self.model.resources}
        for key in activity.resources:
            item = known[key]
            year = f" ({item.year})" if item.year else ""
            by = f"{item.authors}: " if item.authors else ""
            yield f"{by}{item.title}{year}", item.url or ""

    def _others(self, item: PlannedActivity) -> Sequence[OtherWay]:
        """The other ways to the step that an activity leads to."""
        teaches = self.model.activity(item.id).teaches
        steps = [step for step in self.plan.steps if teaches.get(step.competency) == step.level]
        step = next((step for step in steps if step.in_focus), None)
        if step is None:
            return ()
        found = ways(self.model, self.assessment, self.plan, step.competency, step.level)
        return [
            OtherWay(
                way.activity.id,
                way.activity.title,
                _hours(way.activity.hours),
                listed(self._people(way.activity)) or "nobody to ask",
                way.barrier,
            )
            for way in found
        ]

    def _people(self, activity: Activity) -> list[str]:
        return [
            called(self.model, key, self.words, self.reach)
            for key in activity.agree_with
            if not self.model.person(key).own
        ]

    # --- words ----------------------------------------------------------------------------------

    def _speak(self, text: str) -> str:
        return speak(self.model, text, self.words, self.reach)

    def _title(self, key: str) -> str:
        return self.model.competency(key).title

    def _lower(self, key: str) -> str:
        """A title within a sentence: "customer discovery", but "PO-PM partnership"."""
        title = self._title(key)
        return title if title[1:2].isupper() else title[:1].lower() + title[1:]

    def _dates(self, first: int, last: int) -> str:
        return f"{day(self.plan.week_of(first))} to {day(self.plan.last_day_of(last))}"


def _inclusive(weeks: tuple[int, int]) -> tuple[int, int]:
    return weeks[0], weeks[1] + 1


def _hours(hours: float) -> str:
    return "1 hour" if hours == 1 else f"{hours:g} hours"
