"""The models in examples/: good enough to use, from the file to the report and the calendar."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.formats.model_yaml.loader import load_file, load_model
from assess.planning import plan
from assess.settings import package_model
from tests.builders.commands import Shell

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
NAMES = [path.name for path in EXAMPLES]

each_example = pytest.mark.parametrize("path", EXAMPLES, ids=NAMES)


def beginner(model: CompetencyModel) -> Assessment:
    """Somebody who holds exactly what the first role asks for."""
    held = model.role(model.role_pair[0]).targets
    answers = {c.id: Answer(held.get(c.id, model.lowest)) for c in model.competencies}
    return Assessment(model.id, model.version, answers)


def test_there_is_an_example() -> None:
    assert "scrum-master-to-product-owner.yaml" in NAMES


@each_example
def test_an_example_has_no_mistake_and_no_warning(path: Path) -> None:
    assert load_file(path)[1] == ()


@each_example
def test_an_example_differs_from_the_shipped_model_in_areas_and_scale(path: Path) -> None:
    model, shipped = load_model(path), load_model(package_model())
    assert model.id != shipped.id
    assert len(model.scale) != len(shipped.scale)
    assert not {area.id for area in model.areas} & {area.id for area in shipped.areas}


def test_the_scrum_masters_model_is_as_large_as_one_person_needs() -> None:
    model = load_model(EXAMPLES[NAMES.index("scrum-master-to-product-owner.yaml")])
    sizes = (len(model.areas), len(model.competencies), len(model.scale), len(model.roles))
    assert sizes == (3, 8, 4, 4)
    assert len(model.activities) >= 24


@each_example
def test_every_step_of_the_move_has_two_ways_and_one_of_them_is_practice(path: Path) -> None:
    model = load_model(path)
    held, wanted = (model.role(role).targets for role in model.role_pair)
    for key, target in wanted.items():
        for level in range(held.get(key, model.lowest) + 1, target + 1):
            kinds = [a.kind for a in model.activities if a.teaches.get(key) == level]
            assert len(kinds) >= 2, (key, level)
            assert "practice" in kinds, (key, level)


@each_example
def test_every_activity_says_what_to_do_what_it_leaves_and_what_goes_wrong(path: Path) -> None:
    for activity in load_model(path).activities:
        assert len(activity.steps) >= 2, activity.id
        assert activity.evidence, activity.id
        assert activity.pitfalls, activity.id
        assert activity.resources or activity.kind != "study", activity.id
        assert activity.agree_with or activity.kind == "study", activity.id


@each_example
def test_every_target_of_the_first_two_roles_says_why(path: Path) -> None:
    model = load_model(path)
    for role in map(model.role, model.role_pair):
        assert set(role.reasons) == set(role.targets)


@each_example
def test_whoever_fits_the_first_role_can_reach_the_second_mostly_by_practice(path: Path) -> None:
    model = load_model(path)
    asked = PlanRequest(hours_per_week=8, weeks=52, start=date(2027, 1, 4))
    made = plan(model, beginner(model), asked, time_limit=60)
    assert made.optimal
    assert made.not_planned == {}
    held, wanted = (model.role(role).targets for role in model.role_pair)
    reached = {step.competency: step.level for part in made.quarters for step in part.steps}
    open_ = {key for key, level in wanted.items() if level > held.get(key, model.lowest)}
    assert {key: wanted[key] for key in open_} == {key: reached[key] for key in open_}
    practice = [
        item.hours for item in made.activities if model.activity(item.id).kind == "practice"
    ]
    assert sum(practice) > made.hours / 2


@each_example
def test_somebody_with_the_own_team_alone_has_a_plan_too(path: Path) -> None:
    model = load_model(path)
    asked = PlanRequest(
        hours_per_week=4, weeks=26, start=date(2027, 1, 4), within_reach=(), reserve="often-eaten"
    )
    made = plan(model, beginner(model), asked, time_limit=60)
    assert len(made.quarters[0].focus) == 2
    needed = {who for item in made.activities for who in model.activity(item.id).agree_with}
    assert all(model.person(who).own or model.person(who).stand_in for who in needed)


@each_example
def test_an_example_asks_little_above_the_present_job_before_somebody_is_appointed(
    path: Path,
) -> None:
    model = load_model(path)
    ready = model.role(model.role_pair[1])
    (established,) = (role for role in model.roles if role.profile_of == ready.id)
    assert ready.profile == "ready to be appointed"
    assert sum(level > 2 for level in ready.targets.values()) <= len(ready.targets) / 2
    assert all(level <= established.targets[key] for key, level in ready.targets.items())
    assert set(established.reasons) == set(established.targets)


@each_example
def test_texts_of_an_example_name_only_people_whose_yes_the_activity_asks_for(path: Path) -> None:
    for activity in load_model(path).activities:
        texts = (*activity.steps, activity.evidence, activity.measure, activity.pitfalls)
        named = set(re.findall(r"\{([a-z-]+)\}", " ".join(texts)))
        assert named <= set(activity.agree_with), activity.id


@each_example
def test_an_example_leads_the_whole_way_to_a_report_and_a_calendar(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setenv("ASSESS_MODEL", str(path))
    model = load_model(path)
    assert shell("demo", "-o", "a.json").code == 0
    assert "\nRoles\n" in shell("score", "a.json").out
    assert shell("export", "a.json", "-o", "report.html").code == 0
    assert shell("export", "a.json", "-o", "plan.ics").code == 0
    report = Path("report.html").read_text(encoding="utf-8")
    for item in (*model.areas, *model.competencies, *map(model.role, model.role_pair)):
        assert item.title in report
    calendar = Path("plan.ics").read_text(encoding="utf-8")
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") > 3
    # the report can be read again and says the same
    assert shell("score", "report.html").out == shell("score", "a.json").out
