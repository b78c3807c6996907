"""Whom to ask in a quarter, when, and a message to send that says what is asked and from when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assess.planning.plan import PlannedActivity, PlannedQuarter
from assess.planning.wording import day_and_month, listed, number_word, title, titles
from assess.views.plan import AskView
from assess.views.speaker import Speaker

AGAIN = (
    "Thank you for your help so far. From {from} on I'd like to work on {for}. {what} Does that "
    "suit you, or is there someone else I should ask?"
)
"""What somebody who was asked in an earlier quarter gets instead of the same message."""
PIECES = "{} things"
_FILLED = re.compile(r"\{(for|from|what|message)\}")


def asks_of(speaker: Speaker, number: int, quarter: PlannedQuarter) -> Iterable[AskView]:
    """The people to ask in a quarter, each once: somebody may be two people of the model."""
    before = {
        speaker.asked(ask.person)
        for other in speaker.plan.exact[: number - 1]
        for ask in other.asks
    }
    together: dict[str, list[str]] = {}
    for ask in quarter.asks:
        together.setdefault(speaker.asked(ask.person), []).append(ask.person)
    for name, people in together.items():
        week = min(ask.week for ask in quarter.asks if ask.person in people)
        items = [
            item
            for item in speaker.plan.activities
            if item.quarters[0] == number and set(people).intersection(item.asks)
        ]
        monday = speaker.plan.week_of(week)
        yield AskView(
            person=people[0],
            name=name,
            by=f"in the week of {day_and_month(monday)}",
            week=week,
            day=monday,
            draft=_draft(speaker, people, items, again=name in before),
            for_what=tuple(speaker.model.activity(item.id).title for item in items),
            again=name in before,
        )


def _draft(
    speaker: Speaker, people: Sequence[str], items: Sequence[PlannedActivity], *, again: bool
) -> str:
    person = speaker.model.person(people[0])
    way = speaker.way_to(person.id)
    if way != person.id and speaker.model.person(way).ask:
        message = _filled(speaker, person.ask, people, items)
        return _filled(speaker, speaker.model.person(way).ask, people, items, message)
    # where the activities aren't named, each message goes to other people of the kind
    text = AGAIN if again and "{for}" in person.ask else person.ask
    return _filled(speaker, text, people, items)


def _filled(
    speaker: Speaker,
    text: str,
    people: Sequence[str],
    items: Sequence[PlannedActivity],
    message: str = "",
) -> str:
    if not items:
        return speaker.speak(text)
    model = speaker.model
    # each part stands beside its activity where there are several, and the text names them
    apart = len(items) > 1 and "{for}" in text and "{what}" in text
    said = [_what(speaker, people, item, apart=apart) for item in items]
    first = speaker.plan.week_of(min(item.first_week for item in items))
    words = {
        "for": PIECES.format(number_word(len(items)))
        if apart
        else titles(model, (item.id for item in items)),
        "from": day_and_month(first),
        "what": " ".join(dict.fromkeys(said)),
        "message": message,
    }
    filled = _FILLED.sub(lambda found: words[found[1]], speaker.speak(text))
    return " ".join(filled.split())


def _what(speaker: Speaker, people: Sequence[str], item: PlannedActivity, *, apart: bool) -> str:
    """What is asked for one activity, with its title where it stands beside others."""
    asks = speaker.model.activity(item.id).asks
    said = dict.fromkeys(asks.get(key, "") for key in people if key in item.asks)
    text = speaker.speak(" ".join(said).strip())
    if not apart:
        return text
    named = title(speaker.model, item.id)
    return f"{named}: {text}" if text else f"{named}."


def names_to_ask(speaker: Speaker, people: Iterable[str]) -> str:
    """Who is asked, in a row, each once."""
    return listed(dict.fromkeys(speaker.asked(person) for person in people))
