"""Understand what a notebook gives: a person, a model, a competency, a level, a file's name."""

from __future__ import annotations

from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.domain.model import CompetencyModel
from assess.errors import AnswersError, CallError
from assess.formats.model_yaml.loader import load_model
from assess.text import did_you_mean, short

if TYPE_CHECKING:
    from assess.notebooks.coaching.person import Person


def need_person(value: Any, call: str) -> Person:
    """Return the person. CallError where it is something else; `call`: the function's name."""
    from assess.notebooks.coaching.person import Person

    if not isinstance(value, Person):
        raise CallError(f'{call} needs a person, such as bring("report.html"), not {_said(value)}.')
    return value


def model_of(value: Any) -> CompetencyModel:
    """Return a model that is given as it is, by its file's name, or not at all.

    CallError for anything else, ModelError where the file is wrong.
    """
    if isinstance(value, CompetencyModel):
        return value
    if value is None or (isinstance(value, str | PathLike) and str(value)):
        return load_model(None if value is None else Path(value))
    raise CallError(f'The model must be a file\'s name, such as "acme.yaml", not {_said(value)}.')


def file_of(value: Any, call: str) -> Path:
    """Return a file's name as a path; CallError where it isn't one."""
    if isinstance(value, str | PathLike) and str(value).strip():
        return Path(value)
    raise CallError(f"{call} needs the name of a file, not {_said(value)}.")


def competency_of(model: CompetencyModel, value: Any) -> str:
    """Return the id of a competency given by its id, its title or its number on the radar.

    AnswersError where there is none.
    """
    items = model.by_area
    if isinstance(value, str) and value.strip().isdigit():
        value = int(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        if not 1 <= int(value) <= len(items):
            raise AnswersError(f"There is no competency {value}: choose 1 to {len(items)}.")
        return items[int(value) - 1].id
    if not isinstance(value, str):
        raise AnswersError(f"Name a competency by its number, id or title, not by {_said(value)}.")
    named = {item.id: item.id for item in items} | {
        item.title.casefold(): item.id for item in items
    }
    found = named.get(value, named.get(value.strip().casefold()))
    if found is None:
        known = [name for item in items for name in (item.id, item.title)]
        hint = did_you_mean(value, known, f"choose a number from 1 to {len(items)}, or an id.")
        raise AnswersError(f"There is no competency '{short(value)}'{hint}")
    return found


def level_of(model: CompetencyModel, value: Any) -> int:
    """Return a level of the scale, given as a whole number or its text.

    AnswersError for anything else: 2.5 is no level.
    """
    lowest, highest = model.lowest, model.highest
    number = value
    if isinstance(value, str) and value.strip().lstrip("-").isdigit():
        number = int(value)
    whole = isinstance(number, Real) and not isinstance(number, bool) and number == number // 1
    if not whole:
        raise AnswersError(
            f"A level is a whole number from {lowest} to {highest}, not {_said(value)}."
        )
    if not model.on_scale(int(number)):
        raise AnswersError(f"Level {number} isn't on the scale: choose {lowest} to {highest}.")
    return int(number)


def _said(value: object) -> str:
    """A value as a sentence names it."""
    if isinstance(value, str):
        return f"'{short(value)}'"
    if value is None or isinstance(value, Real):
        return "nothing" if value is None else short(value)
    return f"a {type(value).__name__}"
