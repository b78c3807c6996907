"""Small random models and answers: any scale, any weights, roles that ask for some or nothing."""

from __future__ import annotations

from hypothesis import strategies as st

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Area, Competency, Level, Role

WEIGHTS = st.sampled_from([1.0, 1.0, 2.0, 0.1, 0.3, 0.7, 1e-9, 1e6]) | st.floats(
    1e-6, 1e6, allow_nan=False
)


@st.composite
def models(draw: st.DrawFn) -> CompetencyModel:
    """1-3 areas, 1-6 competencies, scales of 2-6 levels that begin at 0-3, 1-3 roles."""
    lowest = draw(st.integers(0, 3))
    highest = lowest + draw(st.integers(1, 5))
    areas = [f"area-{n}" for n in range(draw(st.integers(1, 3)))]
    keys = [f"c{n}" for n in range(draw(st.integers(1, 6)))]
    levels = st.integers(lowest, highest)
    return CompetencyModel(
        id="random",
        version="1.0.0",
        title="Random",
        scale=tuple(Level(n, f"Level {n}") for n in range(lowest, highest + 1)),
        areas=tuple(Area(key, key) for key in areas),
        competencies=tuple(
            Competency(key, draw(st.sampled_from(areas)), key, {}, weight=draw(WEIGHTS))
            for key in keys
        ),
        roles=tuple(
            Role(f"r{n}", f"R{n}", draw(st.dictionaries(st.sampled_from(keys), levels)))
            for n in range(draw(st.integers(1, 3)))
        ),
        activities=(),
    )


def answers(model: CompetencyModel) -> st.SearchStrategy[Answer]:
    """One answer in any of the three states; an unrated one may hold a note."""
    return st.one_of(
        st.integers(model.lowest, model.highest).map(Answer),
        st.just(Answer(not_applicable=True)),
        st.just(Answer(evidence="only a note")),
    )


@st.composite
def answered(draw: st.DrawFn) -> tuple[CompetencyModel, Assessment]:
    """A model and answers to some of its competencies."""
    model = draw(models())
    keys = st.sampled_from([item.id for item in model.competencies])
    return model, Assessment(
        model.id, model.version, draw(st.dictionaries(keys, answers(model), max_size=6))
    )
