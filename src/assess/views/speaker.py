"""What all sentences about one plan share: titles, names of people, dates, hours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.situation import asked_for, called, speak, within_reach
from assess.planning.plan import Plan, PlannedActivity, PlannedQuarter
from assess.planning.wording import day, names_in_order


class Speaker:
    """A plan with its model and its person: texts name people by the person's own words."""

    def __init__(self, model: CompetencyModel, assessment: Assessment, plan: Plan) -> None:
        self.model, self.assessment, self.plan = model, assessment, plan
        self.wanted, self.held = model.role(plan.role), model.role(plan.held)
        request = plan.request
        self.words = request.people
        self.reach = within_reach(model, request.situation, request.within_reach)

    def speak(self, text: str) -> str:
        """A text of the model with people named."""
        return speak(self.model, text, self.words, self.reach)

    def called(self, person: str) -> str:
        """A person's name, or their stand-in's where they are out of reach."""
        return called(self.model, person, self.words, self.reach)

    def way_to(self, person: str) -> str:
        """Id of the person who is asked for somebody: themselves, or who leads to them."""
        return asked_for(self.model, person, self.reach)

    def asked(self, person: str) -> str:
        """The name of the person who is asked for somebody."""
        return self.called(self.way_to(person))

    def result(self, activity: str) -> str:
        """What an activity is called when it is shown: the model's word for it, or its title."""
        item = self.model.activity(activity)
        return item.result or f"“{item.title}”"

    def to_ask(self, activity: Activity) -> list[str]:
        """Names of those who are asked before an activity, the own team aside."""
        people = (self.model.person(key) for key in activity.agree_with)
        names = (self.asked(person.id) for person in people if not person.own)
        return names_in_order(dict.fromkeys(names))

    def title(self, competency: str) -> str:
        """A competency's title; a wish may name an area."""
        if self.model.has_competency(competency):
            return self.model.competency(competency).title
        return next((a.title for a in self.model.areas if a.id == competency), competency)

    def lower(self, competency: str) -> str:
        """A title within a sentence: "customer discovery", but "Scrum and agile practice"."""
        texts: tuple[str, ...] = ()
        if self.model.has_competency(competency):
            item = self.model.competency(competency)
            texts = (item.summary, *item.anchors.values())
        return within_sentence(self.title(competency), texts)

    def dates(self, weeks: tuple[int, int]) -> str:
        """The first and the last day of weeks: 30 November 2026 to 28 February 2027."""
        first, last = weeks
        return f"{day(self.plan.week_of(first))} to {day(self.plan.last_day_of(last))}"

    def leading_to(self, quarter: PlannedQuarter, competency: str) -> list[PlannedActivity]:
        """The activities that end in a quarter and teach its step in this competency."""
        steps = {step.competency: step.level for step in quarter.steps}
        return [
            item
            for item in quarter.activities
            if competency in steps
            and self.model.activity(item.id).teaches.get(competency) == steps[competency]
        ]

    def state_of(self, activity: str) -> str | None:
        """How far the person got with an activity; None where nothing was said."""
        record = self.assessment.progress.get(activity)
        return None if record is None else record.state


def steps_due(item: PlannedActivity, steps: int, week: int) -> int:
    """Count the steps of an activity due by the end of a week: by the hours it has had by then."""
    spent = sum(Fraction(hours) for number, hours in item.weeks.items() if number <= week)
    return ceil(steps * spent / Fraction(item.hours))


def within_sentence(title: str, texts: Iterable[str] = ()) -> str:
    """A title with a small first letter, unless it begins with an abbreviation or a name.

    A name has a capital within the sentences of `texts` as well; in "Product Owner" all is one.
    """
    first, *others = title.split(" ")
    name = re.compile(rf"[a-z,] {re.escape(first)}\b")
    if (
        title[1:2].isupper()
        or any(word[:1].isupper() and word[1:2].islower() for word in others)
        or any(name.search(text) for text in texts)
    ):
        return title
    return title[:1].lower() + title[1:]


def hours_in_words(hours: float) -> str:
    """1 hour, 2.5 hours."""
    return "1 hour" if hours == 1 else f"{hours:g} hours"
