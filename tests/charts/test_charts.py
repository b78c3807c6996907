"""Charts as plotly figures: what they show, and what of them follows an answer."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import plotly
import pytest

from assess import charts, coaching
from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.model import CompetencyModel
from assess.domain.scoring import gaps
from assess.formats.model_yaml.loader import load_model
from assess.planning import PlanRequest, plan
from assess.settings import chart_script, package_model
from tests.builders.models import tiny_model
from tests.builders.plan_words import bakery, planned

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
TINY = tiny_model()
TIME = PlanRequest(hours_per_week=4, weeks=26, start=date(2026, 11, 30))


@pytest.fixture(params=["shipped", "second", "tiny"])
def model(request: pytest.FixtureRequest) -> CompetencyModel:
    if request.param == "tiny":
        return TINY
    return load_model(package_model() if request.param == "shipped" else SECOND)


def answers(**of: Answer) -> Assessment:
    return Assessment(TINY.id, TINY.version, of)


def dots(assessment: Assessment, role: str = "baker") -> charts.Chart:
    return charts.gap_dots(TINY, gaps(TINY, assessment, role), "apprentice")


# --- any model ---------------------------------------------------------------------------------


def test_every_chart_is_a_figure_that_plotly_accepts(model: CompetencyModel) -> None:
    assessment = demo_assessment(model)
    held, wanted = model.role_pair
    made = plan(model, assessment, TIME)
    for chart in (
        charts.gap_dots(model, gaps(model, assessment, wanted), held),
        charts.timeline(model, made),
    ):
        figure = chart.to_figure()
        assert len(figure.data) == len(chart.values)
        assert "--as-" not in figure.to_json()  # every colour was found
        assert json.loads(json.dumps([chart.figure, list(chart.values)])) is not None
        assert chart.alt.endswith(".")


# --- gaps and plan -----------------------------------------------------------------------------


def test_the_dot_plot_lists_open_gaps_largest_first() -> None:
    chart = dots(answers(baking=Answer(2), kneading=Answer(1), selling=Answer(3)))
    lines, held, wanted, person = chart.values
    assert person == {"x": [1, 2], "y": ["Dough", "Heat"]}
    assert wanted["x"] == [3, 3]
    assert held["x"] == [2, 2]
    assert lines["x"] == [1, 3, None, 2, 3, None]
    assert chart.alt == "Dot plot of 2 gaps to Baker; the largest is Dough."
    assert chart.figure["layout"]["yaxis"]["autorange"] == "reversed"  # the first is on top


def test_the_dot_plot_without_a_gap_is_a_figure_too() -> None:
    chart = dots(answers(baking=Answer(3)))
    assert chart.alt == "Dot plot of 0 gaps to Baker; there is none."
    assert len(chart.to_figure().data) == 4


def test_the_timeline_runs_from_each_first_week_to_each_last() -> None:
    made = planned()
    chart = charts.timeline(bakery(), made)
    week = 7 * 24 * 3600 * 1000
    practice, people, study, names = chart.values
    assert [item.id for item in made.activities] == [
        "run-oven",
        "oven-log",
        "sell-stand",
        "sell-firms",
        "set-price",
        "lead-shift",
    ]
    assert (practice["y"], people["y"], study["y"]) == ([0, 4, 5], [2, 3], [1])
    assert practice["base"][0] == "2026-11-30"
    assert practice["x"][0] == week * made.activities[0].last_week
    assert practice["text"][0].startswith("Run the oven for a week<br>weeks 1 to ")
    assert names["text"][2] == "Run the stand on the market"
    assert chart.figure["layout"]["xaxis"]["range"] == ["2026-11-30", "2027-05-31"]
    assert chart.alt == (
        "Timeline of 6 activities over 2 quarters. The weeks are listed in the plan."
    )


def test_a_title_stands_above_its_bar_where_it_has_room() -> None:
    made = planned()
    names = charts.timeline(bakery(), made).values[3]
    first, last = made.activities[0], made.activities[-1]
    assert (names["textposition"][0], names["x"][0]) == ("top right", "2026-11-30")
    assert names["textposition"][-1] == "top left"
    assert names["x"][-1] == made.week_of(last.last_week + 1).isoformat()
    assert all(place < row for row, place in enumerate(names["y"]))
    assert first.first_week == 1


def test_a_long_title_is_broken_into_two_lines() -> None:
    model = bakery()
    long = "Take the product's present strategy apart on two pages, with everybody who wrote it"
    items = tuple(replace(item, title=long) for item in model.activities)
    names = charts.timeline(replace(model, activities=items), planned()).values[3]
    assert names["text"][0] == "Take the product's present<br>strategy apart on two…"


def test_review_weeks_weeks_off_and_the_quarters_border_are_marked() -> None:
    off = date(2027, 1, 11)
    layout = charts.timeline(bakery(), planned(weeks_off=(off,))).figure["layout"]
    bands = [(shape["x0"], shape["x1"]) for shape in layout["shapes"] if shape["type"] == "rect"]
    assert bands == [
        ("2027-02-22", "2027-03-01"),
        ("2027-05-24", "2027-05-31"),
        ("2027-01-11", "2027-01-18"),
    ]
    colours = [shape["fillcolor"] for shape in layout["shapes"] if shape["type"] == "rect"]
    assert colours == ["--as-wanted", "--as-wanted", "--as-muted"]
    borders = [shape["x0"] for shape in layout["shapes"] if shape["type"] == "line"]
    assert borders == ["2027-03-01"]
    assert [note["text"] for note in layout["annotations"]] == ["look back", "look back", "off"]


def test_two_activities_of_the_same_title_have_a_row_each() -> None:
    model = bakery()
    same = replace(model, activities=tuple(replace(i, title="Bake") for i in model.activities))
    made = planned(of=same)
    rows = [row for values in charts.timeline(same, made).values[:3] for row in values["y"]]
    assert sorted(rows) == list(range(len(made.activities)))


# --- colours -----------------------------------------------------------------------------------


def test_the_light_palette_is_the_one_of_the_style_sheet() -> None:
    sheet = (resources.files("assess.report") / "templates" / "tokens.css").read_text("utf-8")
    light = sheet[: sheet.index("@media")]
    tokens = dict(re.findall(r"(--as-[\w-]+):\s*(#[0-9a-f]{6});", light))
    assert len(tokens) >= 10
    assert {name: tokens.get(name) for name in charts.LIGHT} == charts.LIGHT


def test_every_colour_of_a_chart_is_in_the_palette() -> None:
    rated = {item.id: Answer(2) for item in TINY.competencies}
    made = plan(TINY, answers(**rated), TIME)
    shown: list[Any] = [dots(answers(**rated)), charts.timeline(TINY, made)]
    used = set(re.findall(r"--as-[\w-]+", json.dumps([[c.figure, list(c.values)] for c in shown])))
    assert used <= charts.LIGHT.keys()


def test_the_page_s_script_is_of_the_installed_plotly_and_draws_its_charts() -> None:
    """A figure is drawn by the plotly.js it was made for: `scripts/charts/build.sh` renews it."""
    ours = re.search(r"plotly\.js v([\d.]+), core with ([^.]+)\.", head(chart_script()))
    package = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    theirs = re.search(r"plotly\.js v([\d.]+)", head(package))
    assert ours
    assert theirs
    assert ours[1] == theirs[1]
    rated = answers(**{item.id: Answer(2) for item in TINY.competencies})
    made = plan(TINY, rated, TIME)
    shown = [dots(rated), charts.timeline(TINY, made)]
    kinds = {trace["type"] for chart in shown for trace in chart.figure["data"]}
    kinds |= {trace.type for trace in charts.radar(coaching.Person(TINY, rated)).data}
    assert kinds == {"scatter", *re.findall("scatterpolar|bar", ours[2])}


def head(file: Path) -> str:
    """A script's first words."""
    with file.open(encoding="utf-8") as script:
        return script.read(300)
