"""Charts of an earlier self: an outline on the radar, and scores over time."""

from __future__ import annotations

from assess import charts
from assess.domain.answers import Answer, Assessment, Snapshot
from assess.domain.history import course
from tests.builders.models import tiny_model

TINY = tiny_model()
IDS = [item.id for item in TINY.by_area]
AUGUST = Snapshot("2026-08-03T17:00:00Z", {IDS[0]: 1, IDS[1]: 2}, (IDS[2],))
MAY = Snapshot("2026-05-04T17:00:00Z", dict.fromkeys(IDS, 1))
NOW = Assessment(
    TINY.id,
    TINY.version,
    {key: Answer(3) for key in IDS},
    updated="2026-11-22T10:00:00Z",
    history=(MAY, AUGUST),
)


def test_areas_over_time_have_a_line_each_and_a_hole_where_too_little_was_rated() -> None:
    chart = charts.areas_over_time(TINY, course(TINY, NOW))
    assert [trace["name"] for trace in chart.figure["data"]] == [item.title for item in TINY.areas]
    for values in chart.values:
        assert values["x"] == ["2026-05-04", "2026-08-03", "2026-11-22"]
        assert (values["y"][0], values["y"][2]) == (1.0, 3.0)
    assert None in [values["y"][1] for values in chart.values]
    looks = {(t["line"]["dash"], t["marker"]["symbol"]) for t in chart.figure["data"]}
    assert len(looks) == len(TINY.areas)
    assert chart.alt == (
        "Your level in each area over time: 3 dates, 4 May 2026 to 22 Nov 2026. "
        "The table has the numbers."
    )
    assert "--as-" not in chart.to_figure().to_json()


def test_fit_over_time_names_the_role_wanted_first_and_a_role_once() -> None:
    found = course(TINY, NOW)
    chart = charts.fit_over_time(TINY, found, "apprentice", "baker")
    names = [trace["name"] for trace in chart.figure["data"]]
    assert names == ["Baker asks for more", "Apprentice asks for more"]
    assert chart.values[0]["y"][-1] == 0
    same = charts.fit_over_time(TINY, found, "baker", "baker")
    assert len(same.to_figure().data) == 1
