from __future__ import annotations

import re
from dataclasses import replace
from math import atan2, hypot, pi

import pytest
from tests.builders import large_model, tiny_model
from tests.html_reading import Page
from tests.report_cases import large_answers, tiny_answers

from assess.answers import Answer, Assessment
from assess.model import CompetencyModel
from assess.report import fragments
from assess.report.dots_svg import gap_dots
from assess.report.radar_svg import RADIUS, SIZE, radar_figure, radar_svg


def marks(svg: str) -> dict[str, dict[str, tuple[float, float]]]:
    """Competency id → kind of mark → x, y, as drawn."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for key, inside in re.findall(r'<g data-competency="([^"]+)">(.*?)</g>', svg, re.DOTALL):
        uses = re.findall(r'<use href="#as-radar-(\w+)" x="([^"]+)" y="([^"]+)"', inside)
        found[key] = {kind: (float(x), float(y)) for kind, x, y in uses}
    return found


def level_at(model: CompetencyModel, point: tuple[float, float]) -> float:
    """The level whose ring a point lies on."""
    return hypot(*point) / RADIUS * len(model.scale) + model.lowest - 1


def outline(svg: str, kind: str) -> str:
    """The path of one outline; "" where it isn't drawn."""
    found = re.search(rf'<path class="as-line as-line-{kind}" d="([^"]*)"', svg)
    return found[1] if found else ""


def test_every_mark_lies_on_the_ring_of_its_number() -> None:
    model = large_model()
    assessment = large_answers(model, "")
    held, wanted = (model.role(key) for key in model.role_pair)
    drawn = marks(radar_svg(model, assessment, held.id, wanted.id))
    assert list(drawn) == [item.id for item in model.competencies]
    for key, points in drawn.items():
        expected = {
            "person": assessment.level(key),
            "held": held.targets[key],
            "wanted": wanted.targets[key],
        }
        assert {kind: level_at(model, point) for kind, point in points.items()} == pytest.approx(
            expected, abs=0.01
        )


def test_the_axes_go_round_in_order_of_areas_from_the_top() -> None:
    model = large_model()
    mixed = replace(model, competencies=tuple(reversed(model.competencies)))
    drawn = marks(radar_svg(mixed, large_answers(model, ""), *model.role_pair))
    assert list(drawn) == [item.id for area in mixed.areas for item in mixed.in_area(area.id)]
    angles = [atan2(x, -y) % (2 * pi) for x, y in (points["wanted"] for points in drawn.values())]
    assert angles == pytest.approx([2 * pi * n / 24 for n in range(24)], abs=0.02)


def test_the_lowest_level_is_drawn_away_from_the_centre() -> None:
    model = tiny_model()
    lowest = Assessment("bakery", "1.0.0", {"baking": Answer(1)})
    drawn = marks(radar_svg(model, lowest, "apprentice", "baker"))
    assert hypot(*drawn["baking"]["person"]) == pytest.approx(RADIUS / 3)


def test_unrated_not_applicable_and_the_lowest_level_look_different() -> None:
    model = tiny_model()
    states = {
        "rated": Answer(1),
        "unrated": Answer(),
        "not applicable": Answer(not_applicable=True),
    }
    drawn = {
        state: radar_svg(
            model, Assessment("bakery", "1.0.0", {"baking": answer}), "apprentice", "baker"
        )
        for state, answer in states.items()
    }
    assert {state: svg.count('"as-m-unrated"') for state, svg in drawn.items()} == {
        "rated": 4,
        "unrated": 5,
        "not applicable": 4,
    }
    assert {state: svg.count('<circle class="as-m-na"') for state, svg in drawn.items()} == {
        "rated": 0,
        "unrated": 0,
        "not applicable": 1,
    }
    assert {state: svg.count("#as-radar-person") for state, svg in drawn.items()} == {
        "rated": 1,
        "unrated": 0,
        "not applicable": 0,
    }


def test_a_competency_without_a_level_breaks_the_outline() -> None:
    model = large_model()
    everything = large_answers(model, "")
    closed = outline(radar_svg(model, everything, *model.role_pair), "person")
    assert closed.endswith("Z")
    assert closed.count("L") == 23
    answers = dict(everything.answers)
    del answers["competency-5"]
    answers["competency-9"] = Answer(not_applicable=True)
    broken = outline(
        radar_svg(model, replace(everything, answers=answers), *model.role_pair), "person"
    )
    # 24 sides less the two beside each of the two gaps; the piece over the top is drawn in two
    assert "Z" not in broken
    assert broken.count("L") == 20
    assert broken.count("M") == 3


def test_neighbours_of_a_gap_are_not_joined_across_it() -> None:
    model = tiny_model()
    drawn = radar_svg(model, tiny_answers(), "apprentice", "baker")
    person = outline(drawn, "person")
    # three rated in a row, then one not applicable and one unrated
    assert (person.count("M"), person.count("L")) == (1, 2)


def test_person_and_roles_differ_by_more_than_colour() -> None:
    page = radar_figure(tiny_model(), tiny_answers(), "apprentice", "baker")
    shapes = re.findall(r'id="as-radar-(?:person|held|wanted)"[^>]*>', page)
    assert len({re.sub(r'(id|class)="[^"]*"', "", shape) for shape in shapes}) == 3

    dashes = dict(
        re.findall(r"\.as-line-(held|wanted)\{[^}]*stroke-dasharray: ([^;}]+)", fragments.css())
    )
    assert len(set(dashes.values())) == 2


def test_the_drawing_has_a_text_alternative() -> None:
    page = Page(radar_svg(tiny_model(), tiny_answers(), "apprentice", "baker"))
    tag, attrs = page.tags[0]
    assert (tag, attrs["role"]) == ("svg", "img")
    assert page.inside("title") == "Radar: your levels compared with Apprentice and Baker"
    assert page.inside("desc").startswith(
        "5 axes, 3 rated, 1 not rated yet, 1 not applicable. "
        "The rings, from the centre: Watches (1), Helps (2), Runs it (3)."
    )


@pytest.mark.parametrize("count", [3, 5, 12, 24, 40, 60])
def test_the_numbers_at_the_rim_never_touch_or_leave_the_drawing(count: int) -> None:
    model = large_model(competencies=count)
    svg = radar_svg(model, large_answers(model, ""), *model.role_pair)
    size = float(re.search(r'class="as-numbers" font-size="([^"]+)"', svg)[1])  # type: ignore[index]
    places = [
        (float(x), float(y), text)
        for x, y, text in re.findall(r'<text x="([^"]+)" y="([^"]+)">(\d+)</text></g>', svg)
    ]
    assert len(places) == count
    for x, y, text in places:
        width = 0.65 * size * len(text)
        assert abs(x) + width / 2 < SIZE / 2
        assert abs(y) + size < SIZE / 2
    following = zip(places, places[1:] + places[:1], strict=True)
    for (x0, y0, first), (x1, y1, second) in following:
        wide = 0.65 * size * (len(first) + len(second)) / 2
        assert abs(x0 - x1) > wide or abs(y0 - y1) > 0.72 * size


def test_area_titles_that_do_not_fit_their_arc_become_letters_with_a_key() -> None:
    model = large_model()
    short = radar_figure(model, large_answers(model, ""), *model.role_pair)
    assert ">Area number 1</textPath>" in short
    assert "as-letter" not in short
    areas = tuple(replace(item, title=item.title * 5) for item in model.areas)
    long = radar_figure(replace(model, areas=areas), large_answers(model, ""), *model.role_pair)
    assert [text for text in "ABCD" if f">{text}</textPath>" in long] == list("ABCD")
    assert long.count('class="as-letter"') == 4


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_axes_are_drawn_without_a_closed_outline(count: int) -> None:
    model = tiny_model()
    small = replace(model, competencies=model.competencies[:count], areas=model.areas[:1])
    svg = radar_svg(small, tiny_answers(), "apprentice", "baker")
    assert len(marks(svg)) == count
    assert "Z" not in outline(svg, "person")
    assert outline(svg, "person").count("L") == count - 1


def test_the_dot_plot_shows_the_largest_gap_first_and_the_same_numbers() -> None:
    model = tiny_model()
    answers = {
        "baking": Answer(2),
        "kneading": Answer(3),
        "selling": Answer(3),
        "pricing": Answer(1),
    }
    page = gap_dots(model, Assessment("bakery", "1.0.0", answers), "apprentice", "baker")
    order = re.findall(r'<li data-competency="([^"]+)"', page)
    assert order == ["pricing", "baking", "kneading", "selling", "shaping"]
    rows = dict(zip(order, page.split("<li data-competency")[1:], strict=True))
    places = {
        key: {
            kind: float(x)
            for kind, x in re.findall(r'<use href="#as-dots-([phw])" x="([\d.]+)%', row)
        }
        for key, row in rows.items()
    }
    # three levels: the middle of each third of the track
    assert places["pricing"] == {"p": 16.7, "w": 83.3}
    assert places["baking"] == {"p": 50.0, "h": 50.0, "w": 83.3}
    assert places["shaping"] == {"h": 16.7}
    assert "2 steps to go" in rows["pricing"]
    assert "1 step above" in rows["selling"]
    assert "not rated yet" in rows["shaping"]
    assert (
        "<title>You now: Watches (1), Apprentice: not needed, Baker: Runs it (3)</title>"
        in rows["pricing"]
    )


def test_the_dot_plot_tells_unrated_from_not_applicable() -> None:
    page = gap_dots(tiny_model(), tiny_answers(), "apprentice", "baker")
    rows = {row.split('"', 2)[1]: row for row in page.split("<li data-competency=")[1:]}
    assert Page(rows["pricing"]).text().endswith("not rated yet")
    assert Page(rows["selling"]).text().endswith("not applicable")
    assert '"as-m-unrated"' in rows["pricing"]
    assert '"as-m-na"' in rows["selling"]
    assert not [key for key in ("pricing", "selling") if "#as-dots-p" in rows[key]]
