"""Models and answers for examples that are computed by hand."""

from __future__ import annotations

from collections.abc import Mapping

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Area, Competency, Level, Role

NA = "not applicable"


def model(
    weights: Mapping[str, float] | str,
    *,
    areas: Mapping[str, str] | None = None,
    scale: tuple[int, int] = (1, 5),
    **roles: Mapping[str, int],
) -> CompetencyModel:
    """One competency a weight (or a letter of weight 1); `areas`: area → letters, else all in one.

    `roles`: role id → targets.
    """
    weighted = dict.fromkeys(weights, 1.0) if isinstance(weights, str) else dict(weights)
    placed = areas or {"area": "".join(weighted)}
    home = {letter: area for area, letters in placed.items() for letter in letters}
    levels = range(scale[0], scale[1] + 1)
    return CompetencyModel(
        id="by-hand",
        version="1.0.0",
        title="By hand",
        scale=tuple(Level(n, f"Level {n}") for n in levels),
        areas=tuple(Area(key, key.title()) for key in placed),
        competencies=tuple(
            Competency(
                key, home[key], key.upper(), {n: f"{key} {n}" for n in levels}, weight=weight
            )
            for key, weight in weighted.items()
        ),
        roles=tuple(Role(key, key.title(), dict(targets)) for key, targets in roles.items()),
        activities=(),
    )


def answered(**answers: int | str) -> Assessment:
    """Levels, or NA; who isn't named is unrated."""
    return Assessment(
        "by-hand",
        "1.0.0",
        {
            key: Answer(not_applicable=True) if value == NA else Answer(int(value))
            for key, value in answers.items()
        },
    )
