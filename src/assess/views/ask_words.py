"""Letters that ask for help, and how sentences name people and hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.situation import SHOWING, asked_for, called, speak, within_reach
from assess.planning.explain.again import ASKED_BEFORE
from assess.planning.plan import Plan, PlannedActivity, PlannedQuarter
from assess.planning.wording import day, day_and_month, listed, names_in_order, number_word, titles
from assess.views.plan import AskView


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


def weeks_in_words(first: int, last: int) -> str:
    """week 3, weeks 3 to 5."""
    return f"week {first}" if first == last else f"weeks {first} to {last}"


THANKS = "Thank you for your help so far."
"""How a message begins to somebody who was asked before."""
SEVERAL = "I have {} requests."
MANY = "Could we talk for half an hour? I have {} requests, and these two come first."
LATER = "I'd bring the rest to our talk: {}."
ANY_OF = "I have {} requests; a yes to one of them helps."
"""What stands before the requests of two activities, of more (with what follows the first two), and
to one of many people."""
BESIDES = "I have one more request."
"""Stands between somebody's own requests and what they're asked to pass on."""
COSTS = "If your time is billed, please tell me first what this would cost."
_BILLED = re.compile(r"\b(agenc(y|ies)|freelancers?|contractors?|suppliers?)\b", re.IGNORECASE)
"""Words by which somebody's own name for a person says that their time is paid for."""
_FILLED = re.compile(r"\{(thanks|for|from|what|message)\}")
_DAYS = re.compile(r"\{(from|middle|end)\}")
SHOW = "Look back and show a result"
ASKING_HOURS = 0.5
WEEKS_AHEAD = 3
"""So many weeks before the showing its ten minutes are asked for."""


def asks_of(speaker: Speaker, number: int, quarter: PlannedQuarter) -> Iterable[AskView]:
    """The people to ask in a quarter, each once: somebody may be two people of the model."""
    before = {
        _same(speaker.asked(ask.person))
        for other in speaker.plan.exact[: number - 1]
        for ask in other.asks
    }
    together: dict[str, list[str]] = {}
    for ask in quarter.asks:
        together.setdefault(_same(speaker.asked(ask.person)), []).append(ask.person)
    for same, people in together.items():
        week = min(ask.week for ask in quarter.asks if ask.person in people)
        items = _asking(speaker, number, people)
        monday = speaker.plan.week_of(week)
        yield AskView(
            person=people[0],
            name=speaker.asked(people[0]),
            by=f"in the week of {day_and_month(monday)}",
            week=week,
            day=monday,
            draft=_draft(speaker, number, people, again=same in before),
            for_what=tuple(speaker.model.activity(item.id).title for item in items),
            people=tuple(people),
            asked=_day_asked(speaker, quarter, people),
        )


def _day_asked(speaker: Speaker, quarter: PlannedQuarter, people: Sequence[str]) -> date | None:
    """The day of this quarter, or shortly before, on which all of them were asked."""
    days = [speaker.assessment.asked.get(key) for key in people]
    first = speaker.plan.week_of(quarter.weeks[0]) - ASKED_BEFORE
    found = [day for day in days if day is not None and day >= first]
    return max(found) if len(found) == len(people) else None


def _same(name: str) -> str:
    """A name as it is compared: "the theatre managers" are "theatre managers"."""
    return re.sub(r"^(the|an?) ", "", name.strip().lower())


def _asking(speaker: Speaker, number: int, people: Sequence[str]) -> list[PlannedActivity]:
    """The activities that begin in a quarter and need one of these people, in order of time."""
    found = [
        item
        for item in speaker.plan.activities
        if item.quarters[0] == number and set(people).intersection(item.asks)
    ]
    return sorted(found, key=lambda item: item.first_week)


def _draft(speaker: Speaker, number: int, people: Sequence[str], *, again: bool) -> str:
    """One message to whoever these people of the model are, or to who leads to them."""
    model = speaker.model
    through = [
        key
        for key in people
        if speaker.way_to(key) != key and model.person(speaker.way_to(key)).ask
    ]
    direct = [key for key in people if key not in through]
    thanks = THANKS if again else ""
    parts: list[str] = []
    if direct:
        own = _asking(speaker, number, direct)
        parts.append(_filled(speaker, model.person(direct[0]).ask, direct, own, thanks))
    if through:
        others = _asking(speaker, number, through)
        message = _filled(speaker, model.person(through[0]).ask, through, others)
        way = model.person(speaker.way_to(through[0]))
        parts += [BESIDES] if direct else []
        to_way = "" if direct else thanks
        parts.append(_filled(speaker, way.ask, [way.id], others, to_way, message))
    if any(parts) and _BILLED.search(speaker.asked(people[0])):
        parts.append(COSTS)
    return " ".join(part for part in parts if part)


def _filled(
    speaker: Speaker,
    text: str,
    people: Sequence[str],
    items: Sequence[PlannedActivity],
    thanks: str = "",
    message: str = "",
) -> str:
    if not items:
        return speaker.speak(text)
    said = {_what(speaker, people, item): speaker.result(item.id) for item in items}
    said.pop("", None)
    words = {
        "thanks": thanks,
        "for": titles(speaker.model, (item.id for item in items)),
        "from": day_and_month(speaker.plan.week_of(items[0].first_week)),
        "what": _one_by_one(said, to_one="{thanks}" in text),
        "message": message,
    }
    filled = _FILLED.sub(lambda found: words[found[1]], speaker.speak(text))
    return " ".join(filled.split())


def _one_by_one(requests: Mapping[str, str], *, to_one: bool) -> str:
    """The requests of one message, numbered where there are several; `to_one`: to one person.

    Nobody answers five requests at once: more than two to one person become a talk, and the others
    are named by what they're about (the values of `requests`).
    """
    if len(requests) < 2:
        return "".join(requests)
    talk = to_one and len(requests) > 2
    now = list(requests)[:2] if talk else list(requests)
    opening = (MANY if talk else SEVERAL) if to_one else ANY_OF
    parts = [opening.format(number_word(len(requests)))]
    parts += [f"{number}) {text}" for number, text in enumerate(now, 1)]
    parts += [LATER.format(listed(list(requests.values())[2:]))] if talk else []
    return " ".join(parts)


def _what(speaker: Speaker, people: Sequence[str], item: PlannedActivity) -> str:
    """What is asked for one activity, with the days on which it is needed."""
    activity = speaker.model.activity(item.id)
    # who leads to people is told about them in words of their own
    asked = [key for key in people if key in item.asks or key not in activity.agree_with]
    texts = [activity.asks.get(key, "") for key in asked]
    # somebody who is two people of the model isn't told the same sentence twice
    said = dict.fromkeys(part for text in texts for part in re.split(r"(?<=[.?!]) ", text))
    # only weeks with hours: never one that is off
    own = sorted(item.weeks)
    weeks = {"from": own[0], "middle": own[(len(own) - 1) // 2], "end": own[-1]}
    days = {key: day_and_month(speaker.plan.week_of(week)) for key, week in weeks.items()}
    return speaker.speak(_DAYS.sub(lambda found: days[found[1]], " ".join(said).strip()))


def showing_of(
    speaker: Speaker, quarter: PlannedQuarter, asks: Sequence[AskView], name: str, result: str
) -> AskView:
    """The asking for the ten minutes before `name`: near them, apart from the other requests.

    `quarter` has a review week; `result`: what is shown, as in "what came of the three talks".
    """
    assert quarter.review_week is not None
    week = _week_before(speaker, quarter, quarter.review_week, asks)
    monday = speaker.plan.week_of(week)
    thanks = THANKS if _same(name) in {_same(ask.name) for ask in asks} else ""
    when = day_and_month(speaker.plan.week_of(quarter.review_week))
    draft = (
        f"{thanks} Could I have ten minutes in the week of {when}? I'd like to show you what came "
        f"of {result}. Which day suits you? If none does, I'd send you a page instead."
    )
    by = f"in the week of {day_and_month(monday)}"
    asked = _day_asked(speaker, quarter, (SHOWING,))
    return AskView(SHOWING, name, by, week, monday, draft.strip(), (SHOW,), (SHOWING,), asked)


def _week_before(
    speaker: Speaker, quarter: PlannedQuarter, review: int, asks: Sequence[AskView]
) -> int:
    """A working week some weeks before the showing, after the other asking, with time for it."""
    plan = speaker.plan
    working = [week for week in range(quarter.weeks[0], review) if week not in plan.off]
    asked = max((ask.week for ask in asks), default=0)
    weeks = [week for week in working if week > asked] or working or [review]

    def rank(week: int) -> tuple[bool, bool, int]:
        away = abs(week - (review - WEEKS_AHEAD))
        taken = sum(item.weeks.get(week, 0) for item in plan.activities)
        return away > 1, taken + ASKING_HOURS > plan.hours_per_week, away

    return min(weeks, key=rank)


def in_all(asks: Sequence[AskView], review: str) -> str:
    """What is needed from those who are asked for several things, and when the showing is asked.

    `review`: the first day of the week of the showing, in words.
    """
    needed = [
        f"{number_word(len(ask.for_what))} things from {ask.name}"
        for ask in asks
        if len(ask.for_what) > 1
    ]
    parts = []
    if needed:
        to = " to each" if len(needed) > 1 else ""
        parts.append(f"This quarter you need {listed(needed)}: one message{to} is enough.")
    showing = next((ask for ask in asks if ask.person == SHOWING), None)
    if showing is not None:
        parts.append(
            f"For showing a result, only mark the week of {review} now; you ask for the ten "
            f"minutes {showing.by}."
        )
    return " ".join(parts)


def asking(asks: Sequence[AskView], verb: str) -> str:
    """Who is asked: "write to support, and ask your manager for ten minutes"; "" for nobody."""
    names = names_in_order(ask.name for ask in asks if ask.person != SHOWING)
    shown_to = [ask.name for ask in asks if ask.person == SHOWING]
    parts = [f"{verb} {listed(names)}"] if names else []
    parts += [f"ask {name} for ten minutes" for name in shown_to]
    return ", and ".join(parts)
