"""The radar of notebooks: a person and others against two roles, in any size and colours."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.io as pio
import pytest

from assess import charts, coaching
from assess.domain.answers import Answer, Assessment, Snapshot
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Level
from assess.errors import CallError
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.builders.models import tiny_model

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
TINY = tiny_model()
NEWER = Assessment(TINY.id, "9")
ROLES = ("Apprentice", "Baker")


def person(model: CompetencyModel = TINY, **of: Answer) -> coaching.Person:
    return coaching.Person(model, Assessment(model.id, model.version, of))


def traces(figure: Any) -> dict[str, Any]:
    """Name → trace."""
    return {trace.name: trace for trace in figure.data}


@pytest.fixture(params=["shipped", "second", "tiny"])
def model(request: pytest.FixtureRequest) -> CompetencyModel:
    if request.param == "tiny":
        return TINY
    return load_model(package_model() if request.param == "shipped" else SECOND)


def test_it_has_one_named_axis_a_competency_grouped_by_area(model: CompetencyModel) -> None:
    figure = charts.radar(coaching.Person(model, demo_assessment(model)))
    axis = figure.layout.polar.angularaxis
    labels = [" ".join(text.replace("<br>", " ").split()) for text in axis.ticktext]
    assert labels == [f"{n} {item.title}" for n, item in enumerate(model.by_area, start=1)]
    for trace in figure.data[:3]:
        assert list(trace.theta) == [*axis.tickvals, axis.tickvals[0]]  # the outline closes
        assert trace.r[0] == trace.r[-1]
    assert "--as-" not in figure.to_json()  # every colour was found


def test_small_figures_have_numbers_in_the_place_of_titles() -> None:
    axis = charts.radar(person(), titles=False).layout.polar.angularaxis
    assert axis.ticktext == ("1", "2", "3", "4", "5")


def test_the_rings_are_the_whole_scale(model: CompetencyModel) -> None:
    axis = charts.radar(person(model)).layout.polar.radialaxis
    assert list(axis.tickvals) == [item.level for item in model.scale]
    assert axis.range[0] < model.lowest
    assert axis.range[1] > model.highest


def test_the_three_states_are_told_apart() -> None:
    figure = charts.radar(
        person(
            baking=Answer(2, evidence="seen"),
            kneading=Answer(3, quick=True),
            shaping=Answer(not_applicable=True),
            selling=Answer(evidence="a note alone is no rating"),
        )
    )
    found = traces(figure)
    assert found["You"].r == (2, 3, None, None, None, 2)
    assert found["You"].text[:2] == ("Heat<br>You: Helps (2)", "Dough<br>You: Runs it (3, rough)")
    assert found["You"].connectgaps is False
    assert [text.split("<br>")[1] for text in found["Not applicable"].text] == ["Not applicable"]
    assert len(found["Not rated yet"].r) == 2
    marks = {found[name].marker.symbol for name in ("Not rated yet", "Not applicable")}
    assert marks == {"circle-open", "x-thin-open"}


def test_a_state_that_nothing_has_is_not_in_the_legend() -> None:
    rated = {item.id: Answer(2) for item in TINY.competencies}
    figure = charts.radar(person(**rated))
    assert [trace.name for trace in figure.data] == [*ROLES, "You"]
    assert figure.layout.showlegend is not False


def test_what_a_role_does_not_ask_for_breaks_its_outline() -> None:
    held, wanted = (traces(charts.radar(person()))[role] for role in ROLES)
    assert held.r == (2, 2, 1, None, None, 2)
    assert wanted.r == (3, 3, None, 2, 3, 3)
    assert wanted.text[:3] == ("Heat<br>Baker: Runs it (3)", "Dough<br>Baker: Runs it (3)", "")


def test_a_role_that_is_both_is_drawn_once() -> None:
    same = replace(person().assessment, roles=("baker", "baker"))
    assert "Apprentice" not in traces(charts.radar(coaching.Person(TINY, same)))


def test_level_zero_is_a_level() -> None:
    lower = {item.id: {n: str(n) for n in range(3)} for item in TINY.competencies}
    model = replace(
        TINY,
        scale=tuple(Level(n, label) for n, label in enumerate(("None", "Some", "All"))),
        competencies=tuple(replace(c, anchors=lower[c.id]) for c in TINY.competencies),
        roles=tuple(replace(role, targets={"baking": 0}) for role in TINY.roles),
    )
    found = traces(charts.radar(person(model, baking=Answer(0))))
    assert [found[name].r[0] for name in (*ROLES, "You")] == [0, 0, 0]
    assert found["You"].text[0] == "Heat<br>You: None (0)"


def test_others_are_outlines_told_apart_by_dash_mark_and_colour() -> None:
    then = Snapshot("2026-08-03T17:00:00Z", {"baking": 1})
    coach = person(baking=Answer(3))
    me = person(baking=Answer(2))
    also = {"Coach": coach, "August": me.assessment.at_snapshot(then)}
    figure = charts.radar(me, also, name="Robin")
    found = traces(figure)
    assert found["Coach"].text[0] == "Heat<br>Coach: Runs it (3)"
    assert found["August"].r[:2] == (1, None)
    assert figure.data[4].name == "Robin"  # drawn last, above the others
    lines = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert len(lines) == 5
    for part in ("line.dash", "marker.symbol", "line.color"):
        assert len({trace[part] for trace in lines}) == 5


@pytest.mark.parametrize("name", ["plotly_dark", "plotly_white", "ggplot2", "seaborn"])
def test_lines_have_contrast_on_the_paper_of_a_template(name: str) -> None:
    figure = charts.radar(person(), {"Coach": person()}, template=name)
    paper = pio.templates[name].layout.paper_bgcolor or "white"
    assert figure.layout.paper_bgcolor is None  # the template's own
    assert figure.layout.font.color is None
    assert figure.layout.polar.angularaxis.gridcolor is None
    for trace in figure.data:
        assert contrast(trace.marker.color, paper) >= 3


def test_without_a_template_a_figure_is_a_light_sheet_with_dark_letters() -> None:
    for figure in (
        charts.radar(person()),
        charts.gap_dots(TINY, person().gaps(), "baker").to_figure(),
    ):
        assert contrast(figure.layout.font.color, figure.layout.paper_bgcolor) >= 7


def test_the_dark_palette_is_the_one_of_the_style_sheet() -> None:
    sheet = Path(charts.__file__).parents[1] / "report" / "templates" / "tokens.css"
    dark = sheet.read_text(encoding="utf-8").split("@media")[1]
    tokens = dict(re.findall(r"(--as-[\w-]+):\s*(#[0-9a-f]{6});", dark))
    assert {name: tokens.get(name) for name in charts.DARK} == charts.DARK
    assert charts.DARK.keys() == charts.LIGHT.keys()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: charts.radar("anna"),
            'radar needs a person, such as coaching.bring("',
        ),
        (
            lambda: charts.radar(person(), [person()]),
            "`also` must be a dictionary",
        ),
        (lambda: charts.radar(person(), {"Coach": 3}), "radar needs a person"),
        (
            lambda: charts.radar(person(), template="plotly_drak"),
            "no template 'plotly_drak'",
        ),
        (
            lambda: charts.radar(
                person(), {"Coach": replace(person().assessment, model_version="9")}
            ),
            "The ratings of 'Coach' are of the model bakery 9, the person's of bakery 1.0.0",
        ),
    ],
)
def test_what_can_not_be_drawn_is_said_in_a_sentence(call: Any, said: str) -> None:
    with pytest.raises(CallError) as refused:
        call()
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0


def contrast(one: str, two: str) -> float:
    """Between two colours, as WCAG counts it."""
    lights = sorted(map(_light, (one, two)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    text = {"white": "#ffffff"}.get(colour, colour)
    if text.startswith("#"):
        parts = [int(text[n : n + 2], 16) for n in (1, 3, 5)]
    else:
        parts = [int(number) for number in re.findall(r"\d+", text)]
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
