"""Somebody's world: which facts are there, who is within reach, and how texts name people.

Answers map a question's id to the id of the answer chosen. A question that isn't answered, or by
an answer that the model doesn't know, takes nothing away: all that it could give counts as there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import SituationAnswer, SituationQuestion

_PLACEHOLDER = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
# what stands before a word that begins a sentence
_BEFORE = re.compile(r"(?:\A|[.!?…][\"'”’)\]]*\s+)[\"'“‘(\[]*\Z")


SHOWING = "showing"
"""Stands for a person's id where somebody is asked for ten minutes to show them a result."""


def can_be_asked(model: CompetencyModel, person_id: str) -> bool:
    """Whether an id is that of somebody who can be asked for something."""
    return person_id == SHOWING or model.has_person(person_id)


def facts_there(model: CompetencyModel, answers: Mapping[str, str]) -> frozenset[str]:
    """The facts that hold: of the answers chosen, and all that no chosen answer could deny."""
    needed = {fact for competency in model.competencies for fact in competency.needs}
    needed |= {fact for activity in model.activities for fact in activity.needs}
    given = {fact for answer in _possible(model, {}) for fact in answer.facts}
    there = {fact for answer in _possible(model, answers) for fact in answer.facts}
    return frozenset(there | (needed - given))


def within_reach(
    model: CompetencyModel, answers: Mapping[str, str], explicit: Collection[str] | None = None
) -> frozenset[str]:
    """Ids of the people within reach: `explicit` where it is given, else by the answers.

    The own team is always among them; who isn't in the model never is.
    """
    if explicit is None:
        given = {key for answer in _possible(model, {}) for key in answer.people}
        explicit = {key for answer in _possible(model, answers) for key in answer.people}
        explicit |= {person.id for person in model.people} - given
    return frozenset(person.id for person in model.people if person.own or person.id in explicit)


def first_answer_with(
    model: CompetencyModel, fact: str
) -> tuple[SituationQuestion, SituationAnswer]:
    """The first answer in the file that gives a fact, with its question; there must be one."""
    return next(
        (question, answer)
        for question in model.situation
        for answer in question.answers
        if fact in answer.facts
    )


def _possible(model: CompetencyModel, answers: Mapping[str, str]) -> Iterator[SituationAnswer]:
    """The chosen answer of each question; all of them where none is chosen."""
    for question in model.situation:
        chosen = [item for item in question.answers if item.id == answers.get(question.id)]
        yield from chosen or question.answers


def called(
    model: CompetencyModel, person_id: str, words: Mapping[str, str], reach: Collection[str]
) -> str:
    """What a text calls whoever is asked: the person's own word (`words`: id → word), else a title.

    Out of `reach` the title is the stand-in's, where there is one. KeyError where the model has no
    such person.
    """
    person = model.person(person_id)
    stands_in = person.stand_in and not person.own and person_id not in reach
    return words.get(person_id, "").strip() or (person.stand_in if stands_in else person.title)


def asked_for(model: CompetencyModel, person_id: str, reach: Collection[str]) -> str:
    """Id of the person who is asked: who leads to this one, where they are within reach.

    KeyError where the model has no such person.
    """
    way = model.person(person_id).through
    return way if way and way in reach else person_id


def speak(
    model: CompetencyModel, text: str, words: Mapping[str, str], reach: Collection[str]
) -> str:
    """The text with each `{person-id}` replaced by what that person is `called`.

    The first letter becomes a capital where a sentence begins. Other braces stay as they are.
    """

    def word(found: re.Match[str]) -> str:
        if not model.has_person(found[1]):
            return found[0]
        name = called(model, found[1], words, reach)
        return name[:1].upper() + name[1:] if _BEFORE.search(text, 0, found.start()) else name

    return _PLACEHOLDER.sub(word, text)


def not_applicable_proposals(
    model: CompetencyModel, assessment: Assessment, answers: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Competencies that the situation makes not apply, with the facts that are missing.

    In file order, without those marked as not applicable already: a proposal, never set unasked.
    """
    there = facts_there(model, answers)
    missing = (
        (item.id, tuple(fact for fact in item.needs if fact not in there))
        for item in model.competencies
        if not assessment.answer(item.id).not_applicable
    )
    return tuple((key, facts) for key, facts in missing if facts)
