"""Whom to ask for what, in which week, with the draft of one message to each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assess.domain.situation import SHOWING
from assess.planning.explain.again import ASKED_BEFORE
from assess.planning.plan import PlannedActivity, PlannedQuarter
from assess.planning.wording import day_and_month, listed, names_in_order, number_word, titles
from assess.views.plan import AskView
from assess.views.speaker import Speaker

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
    parts = []
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
