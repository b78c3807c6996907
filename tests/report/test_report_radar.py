from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from math import atan2, hypot, pi

import pytest

from assess.domain.answers import Answer, Assessment, Hindsight, Snapshot
from assess.domain.model import CompetencyModel
from assess.report import fragments, pictures
from assess.report.page import html_report
from assess.views.dots import dots
from assess.views.radar import RADIUS, SIZE, area_radar, skill_radar
from tests.builders.html_reading import Page
from tests.builders.models import large_model, tiny_model
from tests.builders.reports import large_answers, tiny_answers


def radar_svg(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    return pictures.radar_svg(skill_radar(model, assessment, held, wanted))


def radar_figure(model: CompetencyModel, assessment: Assessment, held: str, wanted: str) -> str:
    return pictures.radar_figure(skill_radar(model, assessment, held, wanted))


def dot_plot(model: CompetencyModel, assessment: Assessment) -> str:
    return pictures.dot_plot(dots(model, assessment, "apprentice", "baker"))


def marks(svg: str) -> dict[str, dict[str, tuple[float, float]]]:
    """Competency id → kind of mark → x, y, as drawn."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for key, inside in re.findall(r'<g data-competency="([^"]+)">(.*?)</g>', svg, re.DOTALL):
        uses = re.findall(
            r'<use (?:class="as-own" )?href="#as-radar-(\w+)" x="(.+?)" y="(.+?)"', inside
        )
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
            "rated": assessment.level(key),
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
    assert hypot(*drawn["baking"]["rated"]) == pytest.approx(RADIUS / 3, abs=0.1)


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
    own = {state: list(marks(svg)["baking"])[-1] for state, svg in drawn.items()}
    assert own == {
        "rated": "rated",
        "unrated": "unrated",
        "not applicable": "not_applicable",
    }
    shapes = [re.search(rf'id="as-radar-{kind}".*', drawn["rated"]) for kind in own.values()]
    assert len({shape and shape[0].split(" ", 1)[1] for shape in shapes}) == 3


def test_a_competency_without_a_level_breaks_the_outline() -> None:
    model = large_model()
    everything = large_answers(model, "")
    closed = outline(radar_svg(model, everything, *model.role_pair), "person")
    assert closed.count("L") == 24
    answers = dict(everything.answers)
    del answers["competency-5"]
    answers["competency-9"] = Answer(not_applicable=True)
    broken = outline(
        radar_svg(model, replace(everything, answers=answers), *model.role_pair), "person"
    )
    # 24 sides less the two beside each of the two gaps
    assert broken.count("L") == 20


def test_neighbours_of_a_gap_are_not_joined_across_it() -> None:
    model = tiny_model()
    drawn = radar_svg(model, tiny_answers(), "apprentice", "baker")
    person = outline(drawn, "person")
    # three rated in a row, then one not applicable and one unrated
    assert person.count("L") == 2


def test_person_and_roles_differ_by_more_than_colour() -> None:
    page = radar_figure(tiny_model(), tiny_answers(), "apprentice", "baker")
    shapes = re.findall(r'id="as-radar-(?:rated|held|wanted)"[^>]*>', page)
    assert len({re.sub(r'(id|class)="[^"]*"', "", shape) for shape in shapes}) == 3

    dashes = dict(
        re.findall(r"\.as-line-(held|wanted)\{[^}]*stroke-dasharray:([^;}]+)", fragments.css())
    )
    assert len(set(dashes.values())) == 2


def test_the_drawing_has_a_text_alternative() -> None:
    page = Page(radar_svg(tiny_model(), tiny_answers(), "apprentice", "baker"))
    tag, attrs = page.tags[0]
    assert (tag, attrs["role"]) == ("svg", "img")
    assert page.inside("title").startswith("Radar: your levels compared with Apprentice and Baker")
    assert page.inside("desc").startswith(
        "5 axes, one for each skill: 3 of 5 rated, 1 not applicable. "
        "The rings, from the centre: Watches (1), Helps (2), Runs it (3)."
    )


@pytest.mark.parametrize("count", [3, 5, 12, 24, 40, 48, 64])
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
    # two axes have the same line there and back
    assert outline(svg, "person").count("L") == 2 * (count - 1)


def test_the_radar_of_areas_shows_means_of_now_before_and_both_roles() -> None:
    model = tiny_model()
    answers = {item.id: Answer(3) for item in model.in_area(model.areas[0].id)}
    now = Assessment("bakery", "1.0.0", answers)
    earlier = Snapshot("2026-05-04T17:00:00Z", dict.fromkeys(answers, 1))
    view = area_radar(model, now, "apprentice", "baker", earlier)
    first, second = view.spokes[:2]
    rings = {level: hypot(*first.places[level]) for level in (1, 2, 3)}
    asked = [model.role("baker").targets.get(key) for key in answers]
    assert hypot(*first.own) == pytest.approx(rings[3], abs=0.1)
    assert hypot(*first.marks["then"]) == pytest.approx(rings[1], abs=0.1)
    assert set(asked) == {3, None}
    assert hypot(*first.marks["wanted"]) == pytest.approx(rings[3], abs=0.1)
    assert rings[1] < hypot(*first.marks["held"]) < rings[3]
    assert (first.state, second.state) == ("rated", "unrated")
    assert "With your levels on 4 May 2026" in view.description


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8, 9, 14])
@pytest.mark.parametrize("title", ["Strategy", "Kraftfahrzeughaftpflichtversicherung", "A b c d e"])
def test_names_of_areas_stay_inside_the_drawing_or_become_numbers(count: int, title: str) -> None:
    model = large_model(competencies=4 * count)
    areas = tuple(replace(model.areas[0], id=f"a{n}", title=f"{title} {n}") for n in range(count))
    spread = tuple(
        replace(item, area=areas[n // 4].id) for n, item in enumerate(model.competencies)
    )
    many = replace(model, areas=areas, competencies=spread)
    view = area_radar(many, large_answers(many, ""), *many.role_pair)
    left, top, width, height = view.box
    for spoke in view.spokes:
        wide = max(map(len, spoke.words)) * 0.6 * 16
        x, y = spoke.label
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[spoke.anchor]
        assert left <= start
        assert start + wide <= left + width
        assert top <= y - 12
        assert y + (len(spoke.words) - 1) * 18 <= top + height
    words = {"".join(spoke.words).replace("-", "").replace(" ", "") for spoke in view.spokes}
    whole = {area.title.replace(" ", "") for area in areas}
    assert words == (whole if not view.key else {str(n + 1) for n in range(count)})
    assert count <= 8 or view.key


def rows_of(page: str) -> dict[str, str]:
    """Competency id → its row."""
    return {row.split('"', 2)[1]: row for row in page.split(" data-competency=")[1:]}


def test_the_dot_plot_goes_by_area_and_shows_strengths_too() -> None:
    model = tiny_model()
    answers = {
        "baking": Answer(2),
        "kneading": Answer(3),
        "selling": Answer(3),
        "pricing": Answer(1),
    }
    page = dot_plot(model, Assessment("bakery", "1.0.0", answers))
    rows = rows_of(page)
    assert list(rows) == [item.id for item in model.by_area]
    assert re.findall("<h4>(.*?)</h4>", page) == [area.title for area in model.areas]
    places = {
        key: {
            kind: float(x)
            for kind, x in re.findall(r'<use href="#as-dots-(\w+)" x="([\d.]+)%', row)
        }
        for key, row in rows.items()
    }
    # three levels: the middle of each third of the track
    assert places["pricing"] == {"rated": 16.7, "wanted": 83.3}
    assert places["baking"] == {"rated": 50.0, "held": 50.0, "wanted": 83.3}
    assert places["shaping"] == {"held": 16.7}
    assert "2 steps to go" in rows["pricing"]
    assert "1 step above" in rows["selling"]
    assert "not rated yet" in rows["shaping"]
    assert (
        "<title>You now: Watches (1), Apprentice: not needed, Baker: Runs it (3)</title>"
        in rows["pricing"]
    )


def test_the_dot_plot_tells_unrated_from_not_applicable() -> None:
    rows = rows_of(dot_plot(tiny_model(), tiny_answers()))
    assert "not rated yet" in Page(rows["pricing"]).text()
    assert "not applicable" in Page(rows["selling"]).text()
    assert "#as-dots-unrated" in rows["pricing"]
    assert "#as-dots-not_applicable" in rows["selling"]
    assert not [key for key in ("pricing", "selling") if "#as-dots-rated" in rows[key]]


def test_where_somebody_sees_their_earlier_self_today_has_a_hollow_mark_on_page_and_report() -> (
    None
):
    """Only with the day that it is about; in the radar of areas it moves the mean."""
    model = tiny_model()
    may = Snapshot("2026-05-04T10:00:00Z", {"baking": 3, "kneading": 2})
    june = Snapshot("2026-06-04T10:00:00Z", {"baking": 3, "kneading": 3})
    seen = {may.at: Hindsight("2026-07-04T10:00:00Z", {"baking": 1})}
    person = replace(tiny_answers(), history=(may, june), hindsight=seen)
    roles = model.role_pair
    drawn = skill_radar(model, person, *roles, may)
    spokes = {spoke.id: spoke.marks for spoke in drawn.spokes}
    svg = pictures.radar_svg(drawn)
    assert level_at(model, marks(svg)["baking"]["seen"]) == pytest.approx(1, abs=0.01)
    assert "seen" not in spokes["kneading"]
    assert "With your levels on 4 May 2026, and where you see them now." in svg
    said = "The same day, with today's eyes"
    assert said in unescape(pictures.radar_figure(drawn))
    area = area_radar(model, person, *roles, may)
    (oven,) = [spoke for spoke in area.spokes if "seen" in spoke.marks]
    assert oven.marks["seen"] != oven.marks["then"]
    for other in (skill_radar(model, person, *roles, june), skill_radar(model, person, *roles)):
        assert not other.seen
        assert said not in unescape(pictures.radar_figure(other))
    report = html_report(model, person, generated=date(2026, 7, 4))
    assert said in unescape(report)
    assert "You on 4 May 2026" in report
    assert 'as-m-seen"' in report
    assert said not in unescape(
        html_report(model, replace(person, hindsight={}), generated=date(2026, 7, 4))
    )
