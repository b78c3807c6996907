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
from plan_words_cases import bakery, planned
from tests.builders import tiny_model

from assess import charts
from assess.answers import Answer, Assessment
from assess.demo import demo_assessment
from assess.gaps import gaps
from assess.loader import load_model
from assess.model import CompetencyModel, Level
from assess.planning import PlanRequest, plan
from assess.settings import chart_script, package_model

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
PERSON, UNRATED, NOT_APPLICABLE = 2, 3, 4  # traces of the radar
TINY = tiny_model()
TIME = PlanRequest(hours_per_week=4, weeks=26, start=date(2026, 11, 30))


@pytest.fixture(params=["shipped", "second", "tiny"])
def model(request: pytest.FixtureRequest) -> CompetencyModel:
    if request.param == "tiny":
        return TINY
    return load_model(package_model() if request.param == "shipped" else SECOND)


def answers(**of: Answer) -> Assessment:
    return Assessment(TINY.id, TINY.version, of)


def radar(assessment: Assessment) -> charts.Chart:
    return charts.radar(TINY, assessment, "apprentice", "baker")


def dots(assessment: Assessment, role: str = "baker") -> charts.Chart:
    return charts.gap_dots(TINY, gaps(TINY, assessment, role), "apprentice")


# --- any model ---------------------------------------------------------------------------------


def test_every_chart_is_a_figure_that_plotly_accepts(model: CompetencyModel) -> None:
    assessment = demo_assessment(model)
    held, wanted = model.role_pair
    made = plan(model, assessment, TIME)
    for chart in (
        charts.radar(model, assessment, held, wanted),
        charts.gap_dots(model, gaps(model, assessment, wanted), held),
        charts.timeline(model, made),
    ):
        figure = chart.to_figure()
        assert len(figure.data) == len(chart.values)
        assert "--as-" not in figure.to_json()  # every colour was found
        assert json.loads(json.dumps([chart.figure, list(chart.values)])) is not None
        assert chart.alt.endswith(".")


def test_the_radar_has_one_axis_a_competency_grouped_by_area(model: CompetencyModel) -> None:
    chart = charts.radar(model, demo_assessment(model), *model.role_pair)
    ordered = [item for area in model.areas for item in model.in_area(area.id)]
    labels = chart.figure["layout"]["annotations"]
    assert len(labels) == len(ordered)
    for number, (label, item) in enumerate(zip(labels, ordered, strict=True), start=1):
        title = f"{number} {item.title}".replace(" ", "")
        assert title.startswith(label["text"].replace("<br>", "").replace(" ", ""))
    axes = chart.figure["layout"]["polar"]["angularaxis"]["tickvals"]
    assert len(set(axes)) == len(ordered)
    for values in chart.values[:3]:
        assert values["theta"] == [*axes, axes[0]]  # the outline closes
        assert values["r"][0] == values["r"][-1]


def test_the_rings_are_the_whole_scale(model: CompetencyModel) -> None:
    axis = charts.radar(model, demo_assessment(model), *model.role_pair).figure["layout"]["polar"][
        "radialaxis"
    ]
    assert axis["tickvals"] == [item.level for item in model.scale]
    assert axis["range"][0] < model.lowest
    assert axis["range"][1] > model.highest


def test_only_the_values_follow_an_answer(model: CompetencyModel) -> None:
    empty = Assessment(model.id, model.version)
    item = model.competencies[0]
    before = charts.radar(model, empty, *model.role_pair)
    for answer in (Answer(model.lowest), Answer(not_applicable=True), Answer(evidence="a note")):
        after = charts.radar(model, empty.with_answer(item.id, answer), *model.role_pair)
        assert after.figure == before.figure
        assert after.narrow == before.narrow
        if answer.state != "unrated":
            assert after.values != before.values


# --- the three states --------------------------------------------------------------------------


def test_a_rated_competency_is_on_the_outline() -> None:
    chart = radar(answers(baking=Answer(2, evidence="seen"), kneading=Answer(3)))
    assert chart.values[PERSON]["r"] == [2, 3, None, None, None, 2]
    assert chart.values[PERSON]["text"][:2] == [
        "Heat<br>You: Helps (2)",
        "Dough<br>You: Runs it (3)<br>no evidence yet",
    ]
    assert chart.figure["data"][PERSON]["connectgaps"] is False


def test_an_unrated_competency_breaks_the_outline_and_is_marked_at_the_rim() -> None:
    rated = {item.id: Answer(2) for item in TINY.competencies}
    del rated["kneading"]
    chart = radar(answers(**rated))
    angle = chart.values[PERSON]["theta"][1]
    assert chart.values[PERSON]["r"] == [2, None, 2, 2, 2, 2]
    assert chart.values[UNRATED] == {
        "r": [3],
        "theta": [angle],
        "text": ["Dough<br>not rated yet"],
    }
    assert chart.values[NOT_APPLICABLE]["r"] == []


def test_what_is_not_applicable_has_another_mark_than_what_is_unrated() -> None:
    rated = {item.id: Answer(2) for item in TINY.competencies}
    chart = radar(answers(**rated | {"kneading": Answer(not_applicable=True)}))
    assert chart.values[PERSON]["r"] == [2, None, 2, 2, 2, 2]
    assert chart.values[UNRATED]["r"] == []
    assert chart.values[NOT_APPLICABLE]["text"] == ["Dough<br>not applicable"]
    marks = [chart.figure["data"][trace]["marker"]["symbol"] for trace in (3, 4)]
    assert marks == ["circle-open", "x-thin-open"]


def test_a_note_alone_is_marked_as_unrated() -> None:
    chart = radar(answers(baking=Answer(evidence="seen")))
    assert chart.values[PERSON]["r"] == [None] * 6
    assert len(chart.values[UNRATED]["r"]) == 5


def test_what_a_role_does_not_ask_for_breaks_its_outline() -> None:
    held, wanted = radar(answers()).values[:2]
    assert held["r"] == [2, 2, 1, None, None, 2]
    assert wanted["r"] == [3, 3, None, 2, 3, 3]
    assert wanted["text"][:3] == ["Heat<br>Baker: Runs it (3)", "Dough<br>Baker: Runs it (3)", ""]


def test_level_zero_is_a_level() -> None:
    lower = {item.id: {n: str(n) for n in range(3)} for item in TINY.competencies}
    model = replace(
        TINY,
        scale=tuple(Level(n, label) for n, label in enumerate(("None", "Some", "All"))),
        competencies=tuple(replace(c, anchors=lower[c.id]) for c in TINY.competencies),
        roles=tuple(replace(role, targets={"baking": 0}) for role in TINY.roles),
    )
    chart = charts.radar(model, answers(baking=Answer(0)), "apprentice", "baker")
    assert [values["r"][0] for values in chart.values[:3]] == [0, 0, 0]
    assert chart.values[1]["text"][0] == "Heat<br>Baker: None (0)"
    assert chart.values[PERSON]["text"][0] == "Heat<br>You: None (0)<br>no evidence yet"


def test_persons_and_roles_differ_by_dash_and_mark_as_well_as_by_colour() -> None:
    traces = radar(answers()).figure["data"][:3]
    for part in (
        [trace["line"]["dash"] for trace in traces],
        [trace["marker"]["symbol"] for trace in traces],
        [trace["line"]["color"] for trace in traces],
    ):
        assert len(set(part)) == 3


def test_the_radar_says_what_it_shows() -> None:
    assert radar(answers(baking=Answer(2))).alt == (
        "Radar with 5 axes, one for each skill: 1 of 5 rated, compared with Apprentice and Baker. "
        "The table has the numbers."
    )


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
    shown: list[Any] = [radar(answers()), dots(answers(**rated)), charts.timeline(TINY, made)]
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
    shown = [radar(rated), dots(rated), charts.timeline(TINY, made)]
    kinds = {trace["type"] for chart in shown for trace in chart.figure["data"]}
    assert kinds == {"scatter", *re.findall("scatterpolar|bar", ours[2])}


def head(file: Path) -> str:
    """A script's first words."""
    with file.open(encoding="utf-8") as script:
        return script.read(300)
