"""The role guide's questions and rules: answers → which role is needed, with the reasons.

Pure: rows of the model's guide come in, records go out. A suggestion is a role's id or words of
the model's author; nothing here knows either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assess.domain.model import CompetencyModel

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with answers to choose; `counts`: some rule looks at it."""

    id: str
    text: str
    options: tuple[Option, ...]
    hint: str = ""
    documents: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Argument:
    """A rule whose conditions all hold: its reason, weight and documents."""

    because: str
    weight: float
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something the answers speak for; `weight` is the sum of its arguments' weights."""

    id: str
    title: str
    weight: float
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers speak for, heaviest first (equal weights: in the order of the rules).

    `unanswered`: questions that some rule looks at and nobody answered, in file order.
    """

    suggestions: tuple[Suggestion, ...]
    unanswered: tuple[Question, ...]

    @property
    def best(self) -> tuple[Suggestion, ...]:
        """The suggestions of the greatest weight: one, several in a tie, none without a rule."""
        return tuple(s for s in self.suggestions if s.weight == self.suggestions[0].weight)


def documents_of(row: Row) -> tuple[str, ...]:
    """The ids of documents that a row of the guide cites, in its order, each once."""
    found: list[str] = []
    for key in ("document", "documents"):
        value = row.get(key) or ()
        found += [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(found))


def dispute(row: Row) -> str | None:
    """What sources disagree on; "" where it is only marked, None where there is no dispute.

    >>> dispute({"disputed": True, "dispute": "One says A, one B."})
    'One says A, one B.'
    """
    said = row.get("dispute") or row.get("disputed")
    if not said:
        return None
    return str(said) if said is not True else ""


def who(model: CompetencyModel, name: str) -> str:
    """A role's title for its id; other words as they are written, hyphens as spaces."""
    if model.has_role(name):
        return model.role(name).title
    return name[:1].upper() + name[1:].replace("-", " ")


def questions(model: CompetencyModel) -> tuple[Question, ...]:
    """The questions that can be answered: those with an id and at least two options."""
    used = {key for rule in model.guide.rules for key in _when(rule) or ()}
    return tuple(
        Question(
            id=row["id"],
            text=str(row.get("text") or row["id"]),
            options=tuple(
                Option(item["id"], str(item.get("label") or item["id"]))
                for item in row["options"]
                if item.get("id")
            ),
            hint=str(row.get("hint") or ""),
            documents=documents_of(row),
            counts=row["id"] in used,
        )
        for row in model.guide.questions
        if row.get("id") and len(row.get("options") or ()) > 1
    )


def advise(model: CompetencyModel, choices: Mapping[str, str]) -> Advice:
    """Which role is needed, by the rules whose conditions all hold.

    `choices`: question id → option id; a question left out is unanswered. KeyError where a
    question or an option isn't in the guide.
    """
    asked = questions(model)
    known = {question.id: {option.id for option in question.options} for question in asked}
    for key, chosen in choices.items():
        if chosen not in known[key]:
            raise KeyError(chosen)
    found: dict[str, list[Argument]] = {}
    for rule in model.guide.rules:
        when, name = _when(rule), rule.get("suggest")
        if when and name and all(choices.get(key) in options for key, options in when.items()):
            found.setdefault(name, []).append(argument(rule))
    suggestions = [
        Suggestion(name, who(model, name), sum(item.weight for item in items), tuple(items))
        for name, items in found.items()
    ]
    return Advice(
        suggestions=tuple(sorted(suggestions, key=lambda item: -item.weight)),
        unanswered=tuple(q for q in asked if q.counts and q.id not in choices),
    )


def argument(rule: Row) -> Argument:
    """A rule's reason, weight (1 where it names none) and documents."""
    return Argument(
        str(rule.get("because") or ""), float(rule.get("weight") or 1), documents_of(rule)
    )


def _when(rule: Row) -> dict[str, tuple[str, ...]] | None:
    """Question id → option ids, any of which will do; None where `when` is a text for people."""
    when = rule.get("when")
    if not isinstance(when, Mapping):
        return None
    return {
        key: (value,) if isinstance(value, str) else tuple(value) for key, value in when.items()
    }
